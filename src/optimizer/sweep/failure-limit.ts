/** Fewer finished trials than this say nothing about the share that fails. */
const MIN_FINISHED = 20;

/**
 * Watches the share of failed trials (`budget.max_failed_share`). Trials are looked at in index order
 * without holes, whatever order they finish in, so that a sweep stops at the same trial every time.
 */
export class FailureLimit {
  private readonly maxShare: number;
  private readonly failedByIndex = new Map<number, boolean>();
  private nextIndex = 0;
  private failed = 0;
  private exceeded = false;

  constructor(maxShare: number) {
    this.maxShare = maxShare;
  }

  note(trialIndex: number, hasFailed: boolean): void {
    this.failedByIndex.set(trialIndex, hasFailed);
    for (let known = this.take(); known !== undefined; known = this.take()) {
      if (known) this.failed++;
      if (this.nextIndex >= MIN_FINISHED && this.failed > this.maxShare * this.nextIndex) this.exceeded = true;
    }
  }

  isExceeded(): boolean {
    return this.exceeded;
  }

  private take(): boolean | undefined {
    const known = this.failedByIndex.get(this.nextIndex);
    if (known === undefined) return undefined;
    this.failedByIndex.delete(this.nextIndex);
    this.nextIndex++;
    return known;
  }
}
