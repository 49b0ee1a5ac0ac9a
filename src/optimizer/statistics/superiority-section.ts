import { selectBlockLength } from './block-length.ts';
import { columnOf, type DailyMatrix } from './daily-matrix.ts';
import { isMissing, type NotAvailable, notAvailable } from './figure.ts';
import { realityCheckPValue } from './reality-check.ts';
import { type ResampledMaxima, type ResamplingPlan, resampleRange } from './resampled-maxima.ts';
import { type SpaResult, spaPValues } from './spa.ts';
import { describeSuperiority, differenceFrom, type SuperiorityBasis } from './superiority-basis.ts';
import type { SweepStatisticsInput } from './sweep-statistics-input.ts';

/** Reality check and SPA test of all trials against the benchmark (`optimizer.md` 12.5). */
export interface SuperioritySection {
  readonly realityCheck: number;
  readonly spa: SpaResult | NotAvailable;
  readonly resamples: number;
  /** Mean block length of the bootstrap, days. */
  readonly blockLength: number;
}

/**
 * The resampling of a sweep as plain data: any part of it can be made by any thread. The matrix lies in
 * shared memory where `loadDailyMatrix` made it.
 */
export interface ResamplingTask {
  readonly matrix: DailyMatrix;
  readonly benchmark: Float64Array | null;
  readonly basis: SuperiorityBasis;
  readonly plan: ResamplingPlan;
  readonly resamples: number;
  readonly blockLength: number;
}

const MIN_DAYS = 20;

/** Observed side of the tests and how to resample them. */
export function prepareResampling(input: SweepStatisticsInput): ResamplingTask | NotAvailable {
  const { daily, benchmark, settings, rootSeed } = input;
  if (isMissing(daily)) return daily;
  if (isMissing(benchmark)) return benchmark;
  const { matrix } = daily;
  if (matrix.columns === 0) return notAvailable('no trial has a daily series');
  if (matrix.days < MIN_DAYS) return notAvailable(`${matrix.days} days, ${MIN_DAYS} are needed`);
  const { block, resamples } = settings.spa;
  const blockLength = block === 'auto' ? automaticBlock(input, matrix, benchmark) : block;
  const restart = 1 / blockLength;
  const basis = describeSuperiority(matrix, benchmark, restart);
  return { matrix, benchmark, basis, plan: { rootSeed, restart }, resamples, blockLength };
}

/** Maxima of the resamples from `from` up to before `to`; ranges are put together with `joinMaxima`. */
export function runResampling(task: ResamplingTask, from: number, to: number): ResampledMaxima {
  return resampleRange(task.matrix, task.benchmark, task.basis, task.plan, from, to);
}

/** p-values from the maxima of all resamples of the task. */
export function concludeResampling(task: ResamplingTask, maxima: ResampledMaxima): SuperioritySection {
  const { basis, resamples, blockLength } = task;
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
