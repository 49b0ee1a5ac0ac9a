import { type Figure, type NotAvailable, notAvailable } from './figure.ts';
import { type Importance, mainEffects } from './importance.ts';
import { gridNeighbours, nearestTrials } from './neighbours.ts';
import { type ParameterPoints, pickTrials } from './parameter-points.ts';
import type { PieceRunner } from './pieces/piece-runner.ts';
import { describePlateau, type Plateau } from './plateau.ts';
import { scatteredNeighbours, smoothingBandwidth, smoothScore } from './plateau-smoothing.ts';
import type { SearchResults, StatisticsSettings, SweepStatisticsInput } from './sweep-statistics-input.ts';

/** Surroundings of the selected trial, and what the parameters do (`optimizer.md` 12.7, 12.9). */
export interface PlateauSection extends Plateau {
  readonly layout: 'grid' | 'scattered';
  /** Score of the selected trial smoothed over all trials; scattered trials only. */
  readonly smoothedScore: Figure;
  readonly importance: Importance | NotAvailable;
}

/** The bandwidth compares every trial with every other: some seconds for so many. */
const MAX_SMOOTHED_TRIALS = 20_000;
const DEFAULT_RADIUS = 1;

export async function examinePlateau(
  { search, settings }: SweepStatisticsInput,
  runner: PieceRunner,
): Promise<PlateauSection> {
  const { points, selected, layout } = search;
  const k = scatteredNeighbours(points.axes.length);
  return {
    ...plateauOf(search, settings.plateau.radius),
    layout,
    smoothedScore:
      layout === 'grid'
        ? notAvailable('a grid has neighbours instead')
        : await smooth(points, withLowestScore(search), k, selected, runner),
    importance: examineImportance(search),
  };
}

/**
 * How the neighbours of the selected trial do.
 *
 * @param radius steps to a neighbour on a grid
 */
export function plateauOf(search: SearchResults, radius: number): Plateau {
  const scores = withLowestScore(search);
  return describePlateau(scores[search.selected], pickScores(scores, neighboursOf(search, radius)));
}

/** Positions of the trials that count as neighbours of the selected one. */
export function neighboursOf({ points, selected, layout }: SearchResults, radius: number): Int32Array {
  return layout === 'grid'
    ? gridNeighbours(points, selected, radius)
    : nearestTrials(points, selected, scatteredNeighbours(points.axes.length)).indices;
}

/** Steps to a neighbour; without statistics those of their default. */
export function plateauRadius(statistics: StatisticsSettings | 'off'): number {
  return statistics === 'off' ? DEFAULT_RADIUS : statistics.plateau.radius;
}

/** Trials that failed or were gated out count with the lowest finite score of the sweep. */
function withLowestScore({ scores, rawScores }: SearchResults): Float64Array {
  const lowest = rawScores.reduce((least, score) => (score < least ? score : least), Number.POSITIVE_INFINITY);
  return scores.map((score) => (Number.isNaN(score) ? lowest : score));
}

async function smooth(
  points: ParameterPoints,
  scores: Float64Array,
  k: number,
  selected: number,
  runner: PieceRunner,
): Promise<Figure> {
  if (points.count > MAX_SMOOTHED_TRIALS) return notAvailable(`more than ${MAX_SMOOTHED_TRIALS} trials`);
  if (points.count <= k) return notAvailable(`${points.count} trials, more than ${k} are needed`);
  const bandwidth = await smoothingBandwidth(points, k, runner);
  if (!(bandwidth > 0)) return notAvailable('most trials coincide with their neighbours');
  return smoothScore(points, scores, bandwidth, selected);
}

/** Which parameters the scores depend on, gated trials included. */
export function examineImportance({ points, rawScores, layout, isComplete }: SearchResults): Importance | NotAvailable {
  const scored = Int32Array.from(rawScores.keys()).filter((trial) => !Number.isNaN(rawScores[trial]));
  if (scored.length < 2) return notAvailable('fewer than two trials have a score');
  const isCompleteGrid = isComplete && scored.length === points.count;
  const grouping = layout === 'grid' ? 'levels' : 'quintiles';
  return mainEffects(pickTrials(points, scored), pickScores(rawScores, scored), grouping, isCompleteGrid);
}

function pickScores(scores: Float64Array, positions: Int32Array): Float64Array {
  return Float64Array.from(positions, (position) => scores[position]);
}
