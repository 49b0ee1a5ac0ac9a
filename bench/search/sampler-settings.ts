import type { SamplerName, SamplerSettings } from '../../src/optimizer/samplers/built-samplers.ts';
import { DEFAULT_SIGMA, defaultLambda } from '../../src/optimizer/samplers/cma/constants.ts';
import type { SearchSpace } from '../../src/optimizer/space/search-space.ts';

const POPULATION = 50;
const BATCH = 16;
/** `objective.decimals`. */
export const DECIMALS = 6;

/** Settings of a sampler as a sweep file without a `sampler` key but the name gives them. */
export function defaultSettings(name: SamplerName, space: SearchSpace, trials: number, root: number): SamplerSettings {
  return {
    space,
    trials,
    root,
    order: 'file',
    batchSize: batchSizeOf(name, space),
    stallBatches: null,
    decimals: DECIMALS,
    startupTrials: 10,
    candidates: 24,
    sigma: DEFAULT_SIGMA,
  };
}

function batchSizeOf(name: SamplerName, space: SearchSpace): number {
  if (name === 'cma') return defaultLambda(space.searched.length);
  return name === 'nsga2' ? POPULATION : BATCH;
}
