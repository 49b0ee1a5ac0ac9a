import type { SegmentValue } from './segment-value.ts';
import { type TrialBatch, unpackTrials } from './trial-batch.ts';
import type { TrialEntry } from './trial-record.ts';
import type { TrialStore } from './trial-store.ts';

/**
 * Way of the trials of a running sweep into the store. What is written is final and becomes visible to
 * readers in whole batches, at the latest with `flush`.
 */
export interface TrialWriter {
  /** Time that writing has taken, wherever it happens, milliseconds; informational. */
  readonly busyMs: number;
  /**
   * Takes a batch of one sweep over; resolves once there is room for another. Rejects if this or an earlier
   * batch could not be written; nothing more is written then.
   */
  write(batch: readonly TrialEntry[]): Promise<void>;
  /** The same for trials that are packed already; their memory is handed over and cannot be read afterwards. */
  writePacked(batch: TrialBatch): Promise<void>;
  /** The same for values of its trials on segments. */
  writeSegmentValues(sweepId: string, values: readonly SegmentValue[]): Promise<void>;
  /** Resolves once everything that was taken over is in the store; rejects if something is not. */
  flush(): Promise<void>;
  /** Flushes and ends; nothing may be written afterwards. Rejects as `flush` does. */
  close(): Promise<void>;
}

/** Writes in the calling thread, a transaction a batch. */
export class DirectTrialWriter implements TrialWriter {
  busyMs = 0;
  readonly #store: Pick<TrialStore, 'writeTrials' | 'writeSegmentValues'>;

  constructor(store: Pick<TrialStore, 'writeTrials' | 'writeSegmentValues'>) {
    this.#store = store;
  }

  async write(batch: readonly TrialEntry[]): Promise<void> {
    this.#time(() => this.#store.writeTrials(batch));
  }

  async writePacked(batch: TrialBatch): Promise<void> {
    await this.write(unpackTrials(batch));
  }

  async writeSegmentValues(sweepId: string, values: readonly SegmentValue[]): Promise<void> {
    this.#time(() => this.#store.writeSegmentValues(sweepId, values));
  }

  async flush(): Promise<void> {}

  async close(): Promise<void> {}

  #time(write: () => void): void {
    const startedMs = performance.now();
    write();
    this.busyMs += performance.now() - startedMs;
  }
}
