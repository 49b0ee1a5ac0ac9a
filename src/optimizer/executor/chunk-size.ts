/** A chunk should take about this long: long enough to hide the pool, short enough to stop quickly. */
const TARGET_CHUNK_US = 40_000;
const MAX_CHUNK = 1000;
/** Weight of the newest chunk in the running mean of the trial time. */
const LEARNING_RATE = 0.3;

/** Sizes chunks by the measured cost of a trial; execution order and results never depend on it. */
export class ChunkSizer {
  private meanTrialUs = Number.NaN;

  /** Notes what a finished chunk cost. */
  note(trials: number, totalUs: number): void {
    if (trials === 0) return;
    const mean = totalUs / trials;
    const known = this.meanTrialUs;
    this.meanTrialUs = Number.isNaN(known) ? mean : known + LEARNING_RATE * (mean - known);
  }

  /** Number of trials for the next chunk: one until a cost is known, never more than a fair share. */
  next(remaining: number, workers: number): number {
    if (Number.isNaN(this.meanTrialUs)) return Math.min(1, remaining);
    const fair = Math.ceil(remaining / (2 * workers));
    const wanted = Math.round(TARGET_CHUNK_US / Math.max(1, this.meanTrialUs));
    return Math.max(1, Math.min(wanted, fair, MAX_CHUNK));
  }
}
