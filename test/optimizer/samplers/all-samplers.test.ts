import { describe, expect, it } from 'vitest';
import {
  createSampler,
  isAdaptive,
  SAMPLER_NAMES,
  type SamplerName,
  type SamplerSettings,
} from '../../../src/optimizer/samplers/built-samplers.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { describeSampler, type SamplerTraits } from '../../contract/sampler-contract.ts';
import { float } from '../space/example-parameters.ts';

const DEFAULTS: Omit<SamplerSettings, 'space' | 'trials' | 'root'> = {
  order: 'file',
  batchSize: 12,
  stallBatches: null,
  decimals: 6,
  startupTrials: 10,
  candidates: 24,
  sigma: 0.25,
};

const FREE: SamplerTraits = {
  searchesChoices: true,
  searchesContinuous: true,
  findsEveryPoint: true,
  isSeeded: true,
};

const TRAITS: Readonly<Record<SamplerName, SamplerTraits>> = {
  grid: { ...FREE, searchesContinuous: false, isSeeded: false },
  random: FREE,
  lhs: { ...FREE, findsEveryPoint: false },
  sobol: FREE,
  halton: FREE,
  tpe: FREE,
  cma: { ...FREE, searchesChoices: false },
  nsga2: FREE,
};

for (const name of SAMPLER_NAMES) {
  describeSampler(name, (inputs) => createSampler(name, { ...DEFAULTS, ...inputs }), TRAITS[name]);
}

describe('createSampler', () => {
  it('knows which samplers adapt', () => {
    const space = createSearchSpace([float('x', { step: '0.1' })], []);
    for (const name of SAMPLER_NAMES) {
      expect(createSampler(name, { ...DEFAULTS, space, trials: 5, root: 1 }).isAdaptive).toBe(isAdaptive(name));
    }
  });

  it('hands every setting on', () => {
    const space = createSearchSpace([float('x'), float('y')], []);
    const paramsOf = (name: SamplerName, changed: Partial<SamplerSettings>) => {
      const sampler = createSampler(name, { ...DEFAULTS, space, trials: 60, root: 1, ...changed });
      const all = [];
      for (let some = sampler.ask(60); some.length > 0; some = sampler.ask(60)) {
        all.push(...some.map(({ point }) => point.params));
        if (!sampler.isWaiting) continue;
        const finished = some.map(({ trialIndex, point }) => ({
          trialIndex,
          status: 'complete' as const,
          score: Number(point.params.x) * 1e-3,
          objectives: [],
          violation: 0,
          profitNet: -Number(point.params.y),
          maxDrawdown: 0,
          configHash: '0',
        }));
        sampler.tell(finished);
      }
      return all;
    };
    for (const changed of [{ batchSize: 6 }, { decimals: 0 }, { stallBatches: 1 }]) {
      for (const name of ['tpe', 'cma', 'nsga2'] as const) {
        expect(paramsOf(name, changed), `${name} ${JSON.stringify(changed)}`).not.toEqual(paramsOf(name, {}));
      }
    }
    expect(paramsOf('tpe', { startupTrials: 30 })).not.toEqual(paramsOf('tpe', {}));
    expect(paramsOf('tpe', { candidates: 5 })).not.toEqual(paramsOf('tpe', {}));
    expect(paramsOf('cma', { sigma: 0.1 })).not.toEqual(paramsOf('cma', {}));
  });
});
