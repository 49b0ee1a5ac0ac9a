import { roundRatio } from '../../core/backtest/artifacts/format-number.ts';
import type { DefinedSweep } from '../../optimizer/definition/define-sweep.ts';
import type { SearchSpace } from '../../optimizer/space/search-space.ts';
import { type Figure, isMissing, type NotAvailable } from '../../optimizer/statistics/figure.ts';
import { nearestTrials } from '../../optimizer/statistics/neighbours.ts';
import type { ParameterPoints } from '../../optimizer/statistics/parameter-points.ts';
import { neighboursOf, plateauOf, plateauRadius } from '../../optimizer/statistics/plateau-section.ts';
import { evaluatedTrials, placeSearchResults } from '../../optimizer/statistics/search-results.ts';
import type { SearchResults } from '../../optimizer/statistics/sweep-statistics-input.ts';
import { readOutlines, type TrialOutline } from '../../optimizer/statistics/trial-outlines.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { parameterText } from '../../optimizer/sweep/parameter-text.ts';
import type { NearTrialData, ProfileData, SurroundingsData } from './choice-page-data.ts';

/** Trials that a plot over the distance shows. */
const MOST_NEAREST = 200;
/** Steps that a profile goes to either side; more where neighbours lie further away. */
const PROFILE_STEPS = 2;
const MOST_PROFILE_STEPS = 5;

/** How the trials around the selected one did; null where the search cannot be read any more. */
export function surroundingsData(
  store: TrialReader,
  sweepId: string,
  defined: DefinedSweep | NotAvailable,
  selectedTrial: number | null,
): SurroundingsData | null {
  if (isMissing(defined) || selectedTrial === null) return null;
  const { definition, space } = defined;
  const trials = evaluatedTrials(readOutlines(store, sweepId), selectedTrial);
  const search = placeSearchResults(space, definition.sampler.name, trials, selectedTrial);
  const radius = plateauRadius(definition.statistics);
  const plateau = plateauOf(search, radius);
  return {
    trialIndex: selectedTrial,
    score: search.scores[search.selected],
    layout: search.layout,
    radius,
    neighbours: plateau.neighbours,
    neighbourMedian: roundedFigure(plateau.neighbourMedian),
    lowestNeighbour: roundedFigure(plateau.minScore),
    plateauScore: roundedFigure(plateau.plateauScore),
    plateauRatio: roundedFigure(plateau.ratio),
    profiles: profiles(space, search, trials, Math.max(PROFILE_STEPS, Math.min(radius, MOST_PROFILE_STEPS))),
    nearest: nearest(search, trials, radius),
  };
}

/** Trials that differ from the selected one in a single parameter, by at most `reach` steps. */
function profiles(
  space: SearchSpace,
  { points, rawScores, selected }: SearchResults,
  trials: readonly TrialOutline[],
  reach: number,
): readonly ProfileData[] {
  const found = new Map<string, number>();
  for (let other = 0; other < points.count; other++) {
    const axis = soleDifference(points, selected, other);
    if (axis !== null) found.set(`${axis} ${points.axes[axis].levels[other]}`, other);
  }
  return points.axes.flatMap(({ path, isOrdered, levels }, axis) => {
    const dimension = space.dimensions[space.searched[axis]];
    const size = dimension?.size ?? null;
    const chosen = levels[selected];
    if (!isOrdered || dimension === null || size === null || size < 2 || chosen < 0) return [];
    const lowest = Math.max(0, chosen - reach);
    const highest = Math.min(size - 1, chosen + reach);
    const steps = Array.from({ length: highest - lowest + 1 }, (_, at) => {
      const level = lowest + at;
      const position = level === chosen ? selected : found.get(`${axis} ${level}`);
      return {
        offset: level - chosen,
        value: parameterText(dimension.valueAt(level)),
        trialIndex: position === undefined ? null : trials[position].trialIndex,
        status: position === undefined ? null : trials[position].status,
        score: position === undefined ? null : finite(rawScores[position]),
      };
    });
    return [{ path, steps }];
  });
}

/** The only parameter in which two trials differ; null where they differ in none or several. */
function soleDifference({ axes }: ParameterPoints, a: number, b: number): number | null {
  let found: number | null = null;
  for (let axis = 0; axis < axes.length; axis++) {
    const { levels, coordinates } = axes[axis];
    if (levels[a] === levels[b] && Object.is(coordinates[a], coordinates[b])) continue;
    if (found !== null) return null;
    found = axis;
  }
  return found;
}

function nearest(search: SearchResults, trials: readonly TrialOutline[], radius: number): readonly NearTrialData[] {
  const { points, rawScores, selected } = search;
  const neighbours = new Set(neighboursOf(search, radius));
  const { indices, distances } = nearestTrials(points, selected, MOST_NEAREST);
  return [...indices].map((position, at) => ({
    trialIndex: trials[position].trialIndex,
    distance: roundRatio(distances[at]),
    status: trials[position].status,
    score: finite(rawScores[position]),
    isNeighbour: neighbours.has(position),
  }));
}

function roundedFigure(figure: Figure): number | null {
  return isMissing(figure) ? null : roundRatio(figure);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
