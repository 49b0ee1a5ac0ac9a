import type { EffectiveConfig, RunMode } from '../../core/types/config.ts';
import type { Problem } from '../../core/types/errors.ts';
import type { PrunerDefinition } from '../pruners/built-pruners.ts';
import type { SeedPolicy } from '../random/seed-keys.ts';
import type { Objective } from '../ranking/objective.ts';
import type { SelectionSettings } from '../ranking/select-candidate.ts';
import type { SamplerName } from '../samplers/built-samplers.ts';
import type { ParameterDefinition } from '../space/parameter.ts';
import type { SweepBody } from './sweep-schema.ts';
import type { ValidationDefinition } from './validation-definition.ts';

/** Where the root seed comes from; `os`: to be drawn by the caller when the sweep starts. */
export type SeedOrigin = 'cli' | 'file' | 'default' | 'os';

export interface SamplerDefinition {
  readonly name: SamplerName;
  readonly order: 'file' | 'shuffled';
  /** Proposals per batch of an adaptive sampler; the population of NSGA-II, lambda of CMA-ES. */
  readonly batchSize: number;
  /** TPE: finished trials before the first modelled proposal, and candidates per parameter. */
  readonly startupTrials: number;
  readonly candidates: number;
  /** CMA-ES: first step size in the unit cube. */
  readonly sigma: number;
}

export interface BudgetDefinition {
  /** Upper limit of proposals; null: every grid point. */
  readonly trials: number | null;
  /** An adaptive sampler stops after so many batches without a better score; null: never. */
  readonly stallBatches: number | null;
  readonly maxFailedShare: number;
  readonly trialTimeoutSeconds: number;
  /** Wall time of the sweep; `prod` only. */
  readonly wallSeconds: number | null;
}

/**
 * A sweep file together with its base configuration: complete, checked, plain data. The search space is
 * built from `parameters` and `constraints` wherever it is needed.
 */
export interface SweepDefinition {
  readonly name: string;
  /** The sweep file as read. */
  readonly text: string;
  /** SHA-256 of everything below that can change a trial, 64 hex digits (`optimizer.md` 7). */
  readonly definitionHash: string;
  readonly runMode: RunMode;
  /** Root seed; null: drawn from the operating system when the sweep starts. */
  readonly seed: number | null;
  readonly seedOrigin: SeedOrigin;
  readonly seedPolicy: SeedPolicy;
  /** `independent`: every trial seed comes from the operating system (`prod`). */
  readonly seeding: 'root' | 'independent';
  /** Base with overrides, normalised, holdout included. */
  readonly base: EffectiveConfig;
  /** The base without its holdout; a trial is this plus the changes of its point and its seed. */
  readonly inSample: EffectiveConfig;
  readonly validation: ValidationDefinition;
  readonly parameters: readonly ParameterDefinition[];
  readonly constraints: readonly string[];
  /** Paths of the parameters by whose values results are grouped; empty: not grouped. */
  readonly groupBy: readonly string[];
  readonly sampler: SamplerDefinition;
  /** Null: every trial runs over the whole range. */
  readonly pruner: PrunerDefinition | null;
  readonly budget: BudgetDefinition;
  readonly objective: Objective;
  readonly gates: readonly string[];
  readonly selection: SelectionSettings;
  readonly statistics: SweepBody['statistics'];
  readonly store: SweepBody['store'];
  readonly workers: number | 'auto';
  /** Findings of the base configuration that do not stop the sweep. */
  readonly warnings: readonly Problem[];
}
