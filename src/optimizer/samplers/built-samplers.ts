import type { SearchSpace } from '../space/search-space.ts';
import { BatchedSampler } from './batched-sampler.ts';
import { CmaMethod } from './cma/cma-method.ts';
import { GridSampler, ShuffledGridSampler } from './grid-sampler.ts';
import { HaltonSequence } from './halton-sequence.ts';
import { LatinHypercubeSampler } from './latin-hypercube-sampler.ts';
import { Nsga2Method } from './nsga2/nsga2-method.ts';
import { RandomSampler } from './random-sampler.ts';
import type { Sampler } from './sampler.ts';
import { SequenceSampler } from './sequence-sampler.ts';
import { createSobolSequence } from './sobol-sequence.ts';
import { TpeMethod } from './tpe/tpe-method.ts';

/** Names of `sampler.name` (`optimizer.md` 10). */
export const SAMPLER_NAMES = ['grid', 'random', 'lhs', 'sobol', 'halton', 'tpe', 'cma', 'nsga2'] as const;

export type SamplerName = (typeof SAMPLER_NAMES)[number];

const ADAPTIVE: ReadonlySet<SamplerName> = new Set<SamplerName>(['tpe', 'cma', 'nsga2']);

/** True for samplers that learn from results and propose in batches. */
export function isAdaptive(name: SamplerName): boolean {
  return ADAPTIVE.has(name);
}

/** What a sampler is made from; each one reads what concerns it. */
export interface SamplerSettings {
  readonly space: SearchSpace;
  /** Upper limit of proposals; infinity: the whole grid. */
  readonly trials: number;
  readonly root: number;
  /** Grid. */
  readonly order: 'file' | 'shuffled';
  /** Adaptive samplers; the population of NSGA-II, lambda of CMA-ES. */
  readonly batchSize: number;
  /** Adaptive samplers: batches in a row without a better score after which they stop; null: never. */
  readonly stallBatches: number | null;
  /** Adaptive samplers: `objective.decimals`. */
  readonly decimals: number;
  /** TPE: finished trials before the first modelled proposal, and candidates per parameter. */
  readonly startupTrials: number;
  readonly candidates: number;
  /** CMA-ES: first step size. */
  readonly sigma: number;
}

type SamplerFactory = (settings: SamplerSettings) => Sampler;

/** A new sampler is one file and one line here. */
const FACTORIES: Readonly<Record<SamplerName, SamplerFactory>> = {
  grid: createGrid,
  random: ({ space, trials, root }) => new RandomSampler(space, trials, root),
  lhs: ({ space, trials, root }) => new LatinHypercubeSampler(space, trials, root),
  sobol: ({ space, trials, root }) =>
    new SequenceSampler(space, trials, createSobolSequence(root, space.searched.length)),
  halton: ({ space, trials, root }) =>
    new SequenceSampler(space, trials, new HaltonSequence(root, space.searched.length)),
  tpe: (settings) => new BatchedSampler(new TpeMethod(settings.space, settings), settings),
  cma: (settings) =>
    new BatchedSampler(new CmaMethod(settings.space, { ...settings, lambda: settings.batchSize }), settings),
  nsga2: (settings) =>
    new BatchedSampler(new Nsga2Method(settings.space, { ...settings, population: settings.batchSize }), settings),
};

/** Sampler of a checked definition. */
export function createSampler(name: SamplerName, settings: SamplerSettings): Sampler {
  return FACTORIES[name](settings);
}

function createGrid({ space, order, trials, root }: SamplerSettings): Sampler {
  return order === 'file' ? new GridSampler(space, trials) : new ShuffledGridSampler(space, trials, root);
}
