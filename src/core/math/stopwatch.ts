/** A clock in microseconds; only the difference of two readings is used. */
export type Clock = () => number;

/** Adds up the time of pieces of work by a clock of the caller's; what runs inside a timed piece counts once. */
export class Stopwatch {
  totalUs = 0;
  private readonly clock: Clock;
  private depth = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  time<T>(work: () => T): T {
    if (this.depth > 0) return work();
    this.depth++;
    const startedUs = this.clock();
    try {
      return work();
    } finally {
      this.totalUs += this.clock() - startedUs;
      this.depth--;
    }
  }
}
