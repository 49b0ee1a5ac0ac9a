/** The longest time a timer of Node can wait; it ends at once if asked for more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** How often a limit looks whether its chunk has begun. */
const WAITING_STEPS = 10;

/**
 * Time limit of a chunk that counts from its start in the worker, not from the moment it was handed to the
 * pool: a chunk that waits behind a slow one uses up no time.
 */
export class StartedTimeLimit {
  private readonly controller = new AbortController();
  private readonly limitMs: number;
  private readonly startFlag: Int32Array;
  private timer: NodeJS.Timeout;
  private isRunning = false;

  /** @param startFlag shared memory, one element: not 0 once the chunk has begun */
  constructor(limitMs: number, startFlag: Int32Array) {
    this.limitMs = Math.min(limitMs, LONGEST_TIMER_MS);
    this.startFlag = startFlag;
    this.timer = this.schedule();
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  cancel(): void {
    clearTimeout(this.timer);
  }

  private schedule(): NodeJS.Timeout {
    const delayMs = this.isRunning ? this.limitMs : this.limitMs / WAITING_STEPS;
    return setTimeout(() => this.look(), delayMs);
  }

  private look(): void {
    if (this.isRunning) {
      this.controller.abort();
      return;
    }
    this.isRunning = Atomics.load(this.startFlag, 0) !== 0;
    this.timer = this.schedule();
  }
}
