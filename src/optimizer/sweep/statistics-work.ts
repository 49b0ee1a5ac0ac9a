import { StatisticsPool } from '../executor/statistics-pool.ts';
import { type ExpectedWork, expectWork, totalWork } from '../statistics/pieces/expected-work.ts';
import { InlineRunner, StatisticsStopped } from '../statistics/pieces/piece-runner.ts';
import { meterWork, type StatisticsListener } from '../statistics/pieces/work-meter.ts';
import { computeSweepStatistics, type SweepStatistics } from '../statistics/sweep-statistics.ts';
import type { SweepStatisticsInput } from '../statistics/sweep-statistics-input.ts';

/** How statistics are computed; nothing of it changes a figure. */
export interface StatisticsWork {
  readonly workers: number;
  readonly onProgress: StatisticsListener;
  readonly signal: AbortSignal | null;
}

/** Below so much work threads take longer to start than they save. */
const WORTH_THREADS_MS = 150;

/** Computes the statistics of a sweep in worker threads, or here where they are little work; null: stopped. */
export async function runStatistics(
  input: SweepStatisticsInput,
  work: StatisticsWork,
): Promise<SweepStatistics | null> {
  const expected = expectWork(input);
  try {
    return totalWork(expected) < WORTH_THREADS_MS
      ? await computeSweepStatistics(input, new InlineRunner(meterOf(expected, work), work.signal))
      : await computeInPool(input, expected, work);
  } catch (error) {
    if (error instanceof StatisticsStopped) return null;
    throw error;
  }
}

async function computeInPool(
  input: SweepStatisticsInput,
  expected: ExpectedWork,
  work: StatisticsWork,
): Promise<SweepStatistics> {
  const pool = new StatisticsPool(work.workers, meterOf(expected, work), work.signal);
  try {
    return await computeSweepStatistics(input, pool);
  } finally {
    await pool.close();
  }
}

function meterOf(expected: ExpectedWork, { onProgress }: StatisticsWork) {
  return meterWork(expected, onProgress, () => performance.now());
}
