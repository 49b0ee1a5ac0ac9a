import { comparatorKey, isEligible } from '../ranking/comparator.ts';
import type { FinishedTrial } from './sampler.ts';

/** Watches for batches without a larger best rounded score (`budget.stall_batches`). */
export class StallLimit {
  private readonly maxBatches: number;
  private readonly decimals: number;
  private best = Number.NEGATIVE_INFINITY;
  private batchesWithout = 0;

  /** @param maxBatches batches in a row; null: no limit */
  constructor(maxBatches: number | null, decimals: number) {
    this.maxBatches = maxBatches ?? Number.POSITIVE_INFINITY;
    this.decimals = decimals;
  }

  noteBatch(finished: readonly FinishedTrial[]): void {
    const before = this.best;
    for (const trial of finished) {
      if (isEligible(trial)) this.best = Math.max(this.best, comparatorKey(trial, this.decimals).scoreQ);
    }
    this.batchesWithout = this.best > before ? 0 : this.batchesWithout + 1;
  }

  isReached(): boolean {
    return this.batchesWithout >= this.maxBatches;
  }
}
