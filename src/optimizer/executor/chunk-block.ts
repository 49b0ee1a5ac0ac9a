import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { ErrorDescription } from '../../core/types/errors.ts';
import type { TrialOutcome } from './trial-job.ts';

/**
 * Outcomes of a chunk as columns, so that numbers cross the thread border by transfer instead of
 * being copied object by object.
 */
export interface ChunkBlock {
  readonly indices: Float64Array;
  readonly durations: Float64Array;
  readonly dailyMeans: Float64Array;
  readonly dailySds: Float64Array;
  /** One row of `METRIC_KEYS` per trial. */
  readonly metrics: Float64Array;
  /** One row per trial that has a daily series, in trial order. */
  readonly daily: Float64Array;
  readonly daysPerTrial: number;
  readonly configHashes: readonly (string | null)[];
  readonly resultHashes: readonly (string | null)[];
  readonly errors: readonly (ErrorDescription | null)[];
  readonly hasDaily: readonly boolean[];
  readonly worker: number;
}

export function packBlock(outcomes: readonly TrialOutcome[], worker: number): ChunkBlock {
  const width = METRIC_KEYS.length;
  const metrics = new Float64Array(outcomes.length * width);
  const withDaily = outcomes.filter((outcome) => outcome.daily !== null);
  const daysPerTrial = withDaily[0]?.daily?.length ?? 0;
  const daily = new Float64Array(withDaily.length * daysPerTrial);
  outcomes.forEach((outcome, row) => {
    metrics.set(outcome.metrics, row * width);
  });
  withDaily.forEach((outcome, row) => {
    if (outcome.daily !== null) daily.set(outcome.daily, row * daysPerTrial);
  });
  return {
    indices: Float64Array.from(outcomes, (outcome) => outcome.index),
    durations: Float64Array.from(outcomes, (outcome) => outcome.durationUs),
    dailyMeans: Float64Array.from(outcomes, (outcome) => outcome.dailyMean),
    dailySds: Float64Array.from(outcomes, (outcome) => outcome.dailySd),
    metrics,
    daily,
    daysPerTrial,
    configHashes: outcomes.map((outcome) => outcome.configHash),
    resultHashes: outcomes.map((outcome) => outcome.resultHash),
    errors: outcomes.map((outcome) => outcome.error),
    hasDaily: outcomes.map((outcome) => outcome.daily !== null),
    worker,
  };
}

export function unpackBlock(block: ChunkBlock): TrialOutcome[] {
  const width = METRIC_KEYS.length;
  let dailyRow = 0;
  return Array.from(block.indices, (index, row): TrialOutcome => {
    let daily: Float64Array | null = null;
    if (block.hasDaily[row] === true) {
      daily = block.daily.subarray(dailyRow * block.daysPerTrial, (dailyRow + 1) * block.daysPerTrial);
      dailyRow++;
    }
    return {
      index,
      configHash: block.configHashes[row] ?? null,
      resultHash: block.resultHashes[row] ?? null,
      error: block.errors[row] ?? null,
      metrics: block.metrics.subarray(row * width, (row + 1) * width),
      daily,
      dailyMean: block.dailyMeans[row] ?? Number.NaN,
      dailySd: block.dailySds[row] ?? Number.NaN,
      durationUs: block.durations[row] ?? 0,
    };
  });
}

/** Buffers to hand over instead of copying. */
export function transferables(block: ChunkBlock): ArrayBuffer[] {
  const { indices, durations, dailyMeans, dailySds, metrics, daily } = block;
  return [indices, durations, dailyMeans, dailySds, metrics, daily].map((column) => column.buffer as ArrayBuffer);
}
