import type { TrialBatch } from '../storage/trial-batch.ts';
import { type ChunkBlock, readOutcome } from './chunk-block.ts';
import type { EvaluatorSet } from './evaluator-set.ts';
import { RulesReader } from './search-rules.ts';
import type { Slice } from './slice.ts';
import type { TrialChunk } from './trial-chunk.ts';
import type { TrialJob } from './trial-job.ts';
import { collectRows } from './trial-rows.ts';
import { NO_WORK, type WorkTimes } from './work-times.ts';

/** Rows of the trials that ran, in the order of their chunk, and what their time went into. */
export interface ChunkRows {
  readonly batch: TrialBatch;
  readonly times: WorkTimes;
}

/** Runs whole chunks in the calling thread; at the end of the slice it returns what is finished. */
export class ChunkRunner {
  private readonly evaluators: EvaluatorSet;
  private readonly rules = new RulesReader();

  constructor(evaluators: EvaluatorSet) {
    this.evaluators = evaluators;
  }

  runJobs(jobs: readonly TrialJob[], slice: Slice): ChunkBlock {
    const block = this.evaluators.createBlock(jobs);
    for (const job of jobs) {
      if (slice.isStopped()) break;
      this.evaluators.evaluate(job, block);
      if (slice.isOver()) break;
    }
    return block;
  }

  /** From the coordinates of trials to the rows that are stored. */
  runTrials(chunk: TrialChunk, slice: Slice): ChunkRows {
    // It has one row, which every trial overwrites.
    let block: ChunkBlock | null = null;
    const { batch, trialsUs } = collectRows(chunk, this.rules.read(chunk.rules), slice, (job) => {
      block ??= this.evaluators.createBlock([job]);
      block.clear();
      this.evaluators.evaluate(job, block);
      return readOutcome(block, 0);
    });
    const { simulationUs, seriesUs } = (block as ChunkBlock | null) ?? NO_WORK;
    return { batch, times: { trialsUs, simulationUs, seriesUs } };
  }
}
