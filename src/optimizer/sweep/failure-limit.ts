/** Fewer finished trials than this say nothing about the share that fails. */
const MIN_FINISHED = 20;

/**
 * Watches the share of failed trials (`budget.max_failed_share`). Trials are looked at in the order
 * of their proposal without holes, whatever order they finish in, so that a sweep stops at the same
 * trial every time.
 */
export class FailureLimit {
  private readonly maxShare: number;
  private readonly failedByPosition = new Map<number, boolean>();
  private nextPosition = 0;
  private failed = 0;
  private exceeded = false;

  constructor(maxShare: number) {
    this.maxShare = maxShare;
  }

  note(position: number, hasFailed: boolean): void {
    this.failedByPosition.set(position, hasFailed);
    for (let known = this.take(); known !== undefined; known = this.take()) {
      if (known) this.failed++;
      if (this.nextPosition >= MIN_FINISHED && this.failed > this.maxShare * this.nextPosition) this.exceeded = true;
    }
  }

  isExceeded(): boolean {
    return this.exceeded;
  }

  private take(): boolean | undefined {
    const known = this.failedByPosition.get(this.nextPosition);
    if (known === undefined) return undefined;
    this.failedByPosition.delete(this.nextPosition);
    this.nextPosition++;
    return known;
  }
}
