import type { JsonObject } from '../../core/types/json.ts';
import { isEligible } from '../ranking/comparator.ts';
import type { SamplerName } from '../samplers/built-samplers.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { placeParameters } from './parameter-points.ts';
import type { SearchResults } from './sweep-statistics-input.ts';
import { distinctOutlines, type TrialOutline } from './trial-outlines.ts';

/** Parameters and scores of the evaluated trials, each parameter set once; pruned trials are not among them. */
export function gatherSearchResults(
  space: SearchSpace,
  sampler: SamplerName,
  outlines: readonly TrialOutline[],
  selectedTrialIndex: number,
): SearchResults {
  return placeSearchResults(space, sampler, evaluatedTrials(outlines, selectedTrialIndex), selectedTrialIndex);
}

/** The trials that search results are made of, in their order. */
export function evaluatedTrials(
  outlines: readonly TrialOutline[],
  selectedTrialIndex: number,
): readonly TrialOutline[] {
  return distinctOutlines(outlines, selectedTrialIndex).filter(({ status }) => status !== 'pruned');
}

/** @param trials as `evaluatedTrials` gives them */
export function placeSearchResults(
  space: SearchSpace,
  sampler: SamplerName,
  trials: readonly TrialOutline[],
  selectedTrialIndex: number,
): SearchResults {
  const parameters = trials.map(({ parametersJson }) => JSON.parse(parametersJson) as JsonObject);
  return {
    points: placeParameters(space, parameters),
    scores: Float64Array.from(trials, (trial) => (isEligible(trial) ? trial.score : Number.NaN)),
    rawScores: Float64Array.from(trials, ({ score }) => (Number.isFinite(score) ? score : Number.NaN)),
    selected: trials.findIndex(({ trialIndex }) => trialIndex === selectedTrialIndex),
    layout: sampler === 'grid' ? 'grid' : 'scattered',
    isComplete: sampler === 'grid' && !space.isReduced && trials.length === space.rawPoints,
  };
}
