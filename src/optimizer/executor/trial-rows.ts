import type { TrialBatch } from '../storage/trial-batch.ts';
import { TrialBatchBuilder } from '../storage/trial-batch-builder.ts';
import type { CompiledRules } from './search-rules.ts';
import type { Slice } from './slice.ts';
import { readTrial, type TrialChunk } from './trial-chunk.ts';
import type { TrialJob, TrialOutcome } from './trial-job.ts';
import { judgeTrial } from './trial-judge.ts';

/** Rows of the trials that ran, in the order of their chunk, and how long it took altogether. */
export interface CollectedRows {
  readonly batch: TrialBatch;
  readonly trialsUs: number;
}

/**
 * Takes the trials of a chunk from their coordinates to the rows that are stored, one after the other until the
 * slice ends.
 * @param outcomeOf what a trial comes to; may be overwritten by the next call
 */
export function collectRows(
  chunk: TrialChunk,
  rules: CompiledRules,
  slice: Slice,
  outcomeOf: (job: TrialJob) => TrialOutcome,
): CollectedRows {
  const startedMs = performance.now();
  const { length } = chunk.indices;
  const batch = new TrialBatchBuilder(rules.sweepId, length);
  for (let row = 0; row < length && !slice.isStopped(); row++) {
    const trial = readTrial(chunk, row, rules);
    batch.add(judgeTrial(rules.sweepId, trial, outcomeOf(trial.job), rules.scorer));
    if (slice.isOver()) break;
  }
  return { batch: batch.finish(), trialsUs: (performance.now() - startedMs) * 1000 };
}
