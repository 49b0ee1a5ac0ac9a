import type { DailyMatrix } from './daily-matrix.ts';
import { correlationOf } from './effective-trials.ts';
import { cutRange } from './pieces/cut-range.ts';
import type { PieceRunner } from './pieces/piece-runner.ts';
import { joinNumbers } from './pieces/shared-numbers.ts';
import { informativeColumns, joinMoments, type SeriesMoments } from './series-moments.ts';
import type { DescribedColumns } from './sharpe-section.ts';
import type { TrialColumns } from './sweep-statistics-input.ts';

/** Columns of a piece: 10 ms for five years. */
const COLUMNS_PER_PIECE = 500;
/** Days of a piece, of all columns. */
const DAYS_PER_PIECE = 100;

/** Moments of all daily series, and which of them say something. */
export async function describeSeries(columns: TrialColumns, runner: PieceRunner): Promise<DescribedColumns> {
  const { matrix } = columns;
  const pieces = cutRange(matrix.columns, COLUMNS_PER_PIECE).map((range) => ({ matrix, ...range }));
  const moments = joinMoments(await runner.run('moments', pieces));
  return { ...columns, moments, informative: informativeColumns(moments) };
}

/** Mean pairwise correlation of some columns; NaN below two. */
export async function meanCorrelation(
  matrix: DailyMatrix,
  { means, deviations }: Pick<SeriesMoments, 'means' | 'deviations'>,
  columns: Int32Array,
  runner: PieceRunner,
): Promise<number> {
  if (columns.length < 2) return Number.NaN;
  const standardised = { columns, means, deviations };
  const pieces = cutRange(matrix.days, DAYS_PER_PIECE).map((range) => ({ matrix, columns: standardised, ...range }));
  return correlationOf(joinNumbers(await runner.run('correlation', pieces)), columns.length);
}
