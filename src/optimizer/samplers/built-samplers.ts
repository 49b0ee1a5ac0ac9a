import type { SearchSpace } from '../space/search-space.ts';
import { GridSampler, ShuffledGridSampler } from './grid-sampler.ts';
import { LatinHypercubeSampler } from './latin-hypercube-sampler.ts';
import { RandomSampler } from './random-sampler.ts';
import type { Sampler } from './sampler.ts';

/** Names of `sampler.name` (`optimizer.md` 10). */
export const SAMPLER_NAMES = ['grid', 'random', 'lhs', 'sobol', 'halton', 'tpe', 'cma', 'nsga2'] as const;

export type SamplerName = (typeof SAMPLER_NAMES)[number];

/** What a sampler is made from. */
interface SamplerSettings {
  readonly space: SearchSpace;
  readonly order: 'file' | 'shuffled';
  /** Upper limit of proposals; infinity: the whole grid. */
  readonly trials: number;
  readonly root: number;
}

type SamplerFactory = (settings: SamplerSettings) => Sampler;

/** The samplers of this version; a new one is one file and one line here. */
const BUILT: ReadonlyMap<SamplerName, SamplerFactory> = new Map<SamplerName, SamplerFactory>([
  ['grid', createGrid],
  ['random', ({ space, trials, root }) => new RandomSampler(space, trials, root)],
  ['lhs', ({ space, trials, root }) => new LatinHypercubeSampler(space, trials, root)],
]);

/** Names that `createSampler` accepts. */
export const BUILT_SAMPLER_NAMES: readonly SamplerName[] = [...BUILT.keys()];

/** Sampler of a checked definition. */
export function createSampler(name: SamplerName, settings: SamplerSettings): Sampler {
  const create = BUILT.get(name);
  if (create === undefined) throw new RangeError(`sampler '${name}' is not part of this version`);
  return create(settings);
}

function createGrid({ space, order, trials, root }: SamplerSettings): Sampler {
  return order === 'file' ? new GridSampler(space, trials) : new ShuffledGridSampler(space, trials, root);
}
