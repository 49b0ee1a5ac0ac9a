/** A chunk should take about this long: long enough to hide the pool, short enough to stop and report quickly. */
const TARGET_CHUNK_US = 100_000;
/** A chunk comes back after this long, whatever is left of it: its trials took longer than expected. */
export const SLICE_MS = 200;
/** Chunks before a cost is known: a slice ends those that are too long, and more follow at once. */
const FIRST_CHUNK = 16;
/** Bounds what travels between threads at once: daily results of a thousand trials are a few megabytes. */
const MAX_CHUNK = 1000;

/** Sizes chunks by the measured cost of a trial; execution order and results never depend on it. */
export class ChunkSizer {
  private trialUs: number | null = null;

  /** Notes what a chunk cost; the last one tells best what the next one will. */
  note(trials: number, totalUs: number): void {
    if (trials > 0) this.trialUs = totalUs / trials;
  }

  /** Number of trials for the next chunk, never more than a fair share of what remains. */
  next(remaining: number, workers: number): number {
    const fair = Math.ceil(remaining / (2 * workers));
    const wanted = this.trialUs === null ? FIRST_CHUNK : Math.round(TARGET_CHUNK_US / Math.max(1, this.trialUs));
    return Math.max(1, Math.min(wanted, fair, MAX_CHUNK));
  }
}
