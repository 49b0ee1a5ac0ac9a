import { selectBlockLength } from './block-length.ts';
import { columnOf, type DailyMatrix } from './daily-matrix.ts';
import { isMissing, type NotAvailable, notAvailable } from './figure.ts';
import { cutRange } from './pieces/cut-range.ts';
import type { PieceRunner } from './pieces/piece-runner.ts';
import { shareNumbers } from './pieces/shared-numbers.ts';
import { realityCheckPValue } from './reality-check.ts';
import { joinMaxima } from './resampled-maxima.ts';
import { type SpaResult, spaPValues } from './spa.ts';
import { differenceFrom, joinBases } from './superiority-basis.ts';
import type { SweepStatisticsInput } from './sweep-statistics-input.ts';

/** Reality check and SPA test of all trials against the benchmark (`optimizer.md` 12.5). */
export interface SuperioritySection {
  readonly realityCheck: number;
  readonly spa: SpaResult | NotAvailable;
  readonly resamples: number;
  /** Mean block length of the bootstrap, days. */
  readonly blockLength: number;
}

const MIN_DAYS = 20;
/** Columns of a piece of the observed side. */
const COLUMNS_PER_PIECE = 500;
/** Resamples of a piece: 0.2 s with ten thousand columns of five years. */
const RESAMPLES_PER_PIECE = 20;

/** Tests all trials against the benchmark. */
export async function testSuperiority(
  input: SweepStatisticsInput,
  runner: PieceRunner,
): Promise<SuperioritySection | NotAvailable> {
  const { daily, settings, rootSeed } = input;
  if (isMissing(daily)) return daily;
  if (isMissing(input.benchmark)) return input.benchmark;
  const { matrix } = daily;
  if (matrix.columns === 0) return notAvailable('no trial has a daily series');
  if (matrix.days < MIN_DAYS) return notAvailable(`${matrix.days} days, ${MIN_DAYS} are needed`);
  const benchmark = input.benchmark === null ? null : shareNumbers(input.benchmark);
  const { block, resamples } = settings.spa;
  const blockLength = block === 'auto' ? automaticBlock(input, matrix, benchmark) : block;
  const restart = 1 / blockLength;
  const columns = cutRange(matrix.columns, COLUMNS_PER_PIECE).map((range) => ({
    matrix,
    benchmark,
    restart,
    ...range,
  }));
  const basis = joinBases(await runner.run('superiority', columns));
  const plan = { rootSeed, restart };
  const rows = cutRange(resamples, RESAMPLES_PER_PIECE).map((range) => ({ matrix, benchmark, basis, plan, ...range }));
  const maxima = joinMaxima(await runner.run('resamples', rows));
  const canStudentise = basis.scales.some((scale) => scale > 0);
  return {
    realityCheck: realityCheckPValue(basis, maxima),
    spa: canStudentise ? spaPValues(basis, maxima) : notAvailable('no trial differs from the benchmark in its results'),
    resamples,
    blockLength,
  };
}

/** Block length of the selected trial's series, or of the best column where it has none; at least one day. */
function automaticBlock(
  { daily, selected }: SweepStatisticsInput,
  matrix: DailyMatrix,
  benchmark: Float64Array | null,
): number {
  const known = isMissing(daily) ? -1 : daily.trialIndices.indexOf(selected.trialIndex);
  const column = known === -1 ? bestColumn(matrix) : known;
  return Math.max(1, selectBlockLength(differenceFrom(benchmark, columnOf(matrix, column))).blockLength);
}

function bestColumn(matrix: DailyMatrix): number {
  let best = 0;
  let largest = Number.NEGATIVE_INFINITY;
  for (let column = 0; column < matrix.columns; column++) {
    const sum = columnOf(matrix, column).reduce((total, value) => total + value, 0);
    if (sum > largest) {
      largest = sum;
      best = column;
    }
  }
  return best;
}
