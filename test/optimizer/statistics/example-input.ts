import { sweepBodySchema } from '../../../src/optimizer/definition/sweep-schema.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { columnOf, type DailyMatrix } from '../../../src/optimizer/statistics/daily-matrix.ts';
import { placeParameters } from '../../../src/optimizer/statistics/parameter-points.ts';
import { InlineRunner } from '../../../src/optimizer/statistics/pieces/piece-runner.ts';
import { sharpeRatio } from '../../../src/optimizer/statistics/sharpe-sample.ts';
import { computeSweepStatistics, type SweepStatistics } from '../../../src/optimizer/statistics/sweep-statistics.ts';
import type {
  StatisticsSettings,
  SweepStatisticsInput,
} from '../../../src/optimizer/statistics/sweep-statistics-input.ts';
import { int } from '../space/example-parameters.ts';

/** `statistics` of a sweep file with the given text left to the defaults. */
export function settingsOf(statistics: unknown = {}): StatisticsSettings {
  const body = sweepBodySchema.parse({ sweep_version: 1, space: {}, statistics });
  if (body.statistics === 'off') throw new Error('statistics are off');
  return body.statistics;
}

/** A finished one-parameter grid over the columns of a matrix; the best Sharpe ratio is selected. */
export function exampleInput(matrix: DailyMatrix, changes: Partial<SweepStatisticsInput> = {}): SweepStatisticsInput {
  const { columns, days } = matrix;
  const scores = Float64Array.from({ length: columns }, (_, column) => sharpeRatio(columnOf(matrix, column)));
  const selected = scores.reduce((best, score, column) => (score > (scores[best] ?? score) ? column : best), 0);
  const space = createSearchSpace([int('n', { low: 0, high: columns - 1 })], []);
  const parameters = Array.from({ length: columns }, (_, n) => ({ n }));
  return {
    settings: settingsOf({ spa: { resamples: 200 }, monte_carlo: { resamples: 200 } }),
    rootSeed: 42,
    initialBalance: 10_000,
    years: days / 260,
    daily: { matrix, trialIndices: Int32Array.from({ length: columns }, (_, column) => column) },
    counts: { total: columns, complete: columns, failed: 0, pruned: 0, distinct: columns },
    family: { trials: columns, sweeps: 1, sharpes: new Float64Array(0) },
    selected: {
      trialIndex: selected,
      trialSeed: 7,
      trades: { net: columnOf(matrix, selected).map((x) => 10_000 * x), r: columnOf(matrix, selected) },
    },
    search: {
      points: placeParameters(space, parameters),
      scores,
      rawScores: scores,
      selected,
      layout: 'grid',
      isComplete: true,
    },
    benchmark: null,
    pValueResamples: 200,
    isAdaptive: false,
    ...changes,
  };
}

/** The statistics of an input, computed in this thread. */
export function statisticsOf(input: SweepStatisticsInput): Promise<SweepStatistics> {
  return computeSweepStatistics(input, new InlineRunner());
}
