import { expect } from 'vitest';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { readFixture } from '../../support/fixture.ts';

interface CmaConstantsReference {
  readonly n: number;
  readonly lambda_: number;
  readonly mu: number;
  readonly weights: readonly number[];
  readonly mu_eff: number;
  readonly c_sigma: number;
  readonly d_sigma: number;
  readonly c_c: number;
  readonly c_1: number;
  readonly c_mu: number;
  readonly chi_n: number;
}

/** Reference points of the samplers. */
interface SamplerReference {
  readonly sobol: {
    readonly direction_numbers: readonly {
      readonly dimension: number;
      readonly degree: number;
      readonly polynomial: number;
      readonly m: readonly number[];
    }[];
    readonly unscrambled_first_8: readonly (readonly number[])[];
    readonly digital_shift: readonly number[];
    readonly shifted_first_8: readonly (readonly number[])[];
  };
  readonly halton: {
    readonly bases: readonly number[];
    readonly first_6_from_index_1: readonly (readonly number[])[];
    readonly rotation: readonly number[];
    readonly rotated_first_6: readonly (readonly number[])[];
  };
  readonly tpe: {
    readonly inputs: {
      readonly x: readonly number[];
      readonly scores: readonly number[];
      readonly candidates: readonly number[];
    };
    readonly expected: {
      readonly n_below: number;
      readonly below: readonly number[];
      readonly l_means: readonly number[];
      readonly l_sigmas: readonly number[];
      readonly g_means: readonly number[];
      readonly g_sigmas: readonly number[];
      readonly log_ratio: readonly number[];
      readonly chosen: number;
    };
    readonly proposal: {
      readonly expected: {
        readonly components: readonly number[];
        readonly candidates: readonly number[];
        readonly log_ratio: readonly number[];
        readonly chosen_index: number;
        readonly chosen: number;
      };
    };
  };
  readonly nsga2: {
    readonly inputs: { readonly points_maximise_both: readonly (readonly number[])[] };
    readonly expected: {
      readonly rank: readonly number[];
      readonly crowding: readonly (number | 'inf')[];
      readonly hypervolume_reference_0_0: number;
    };
    readonly children: {
      readonly inputs: { readonly population_best_first: readonly JsonObject[] };
      readonly expected: readonly { readonly parents: readonly number[]; readonly child: JsonObject }[];
    };
  };
  readonly cma_es: {
    readonly constants: readonly CmaConstantsReference[];
    readonly one_generation: {
      readonly inputs: {
        readonly mean: readonly number[];
        readonly sigma: number;
        readonly z: readonly (readonly number[])[];
        readonly scores: readonly number[];
      };
      readonly expected: {
        readonly selected: readonly number[];
        readonly mean: readonly number[];
        readonly p_sigma: readonly number[];
        readonly p_c: readonly number[];
        readonly covariance: readonly (readonly number[])[];
        readonly sigma: number;
      };
    };
  };
}

export const REFERENCE = readFixture<SamplerReference>('optimizer/samplers.json');

const RELATIVE = 1e-9;
const ABSOLUTE = 1e-12;

/** Figures agree to a relative 1e-9, and to 1e-12 near zero (`optimizer.md` 17). */
export function expectFigures(found: Iterable<number>, expected: readonly number[]): void {
  const figures = [...found];
  expect(figures).toHaveLength(expected.length);
  figures.forEach((figure, i) => {
    const allowed = Math.max(ABSOLUTE, RELATIVE * Math.abs(expected[i]));
    expect(Math.abs(figure - expected[i]), `figure ${i}: ${figure} for ${expected[i]}`).toBeLessThanOrEqual(allowed);
  });
}
