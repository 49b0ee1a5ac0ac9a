import type Database from 'better-sqlite3';
import { SegmentTable } from './segment-table.ts';
import type { SegmentValue } from './segment-value.ts';
import { SweepTable } from './sweep-table.ts';
import type { TrialEntry } from './trial-record.ts';
import { TrialTable } from './trial-table.ts';

/**
 * Transactions of at least so many trials: every one writes the pages of the indexes that it has touched, so
 * that small ones cost half as much again per trial (100,000 trials: 15 µs in transactions of 100, 10 in 2,000).
 */
const TRIALS_PER_TRANSACTION = 2000;

/** Inserts batches of trials; several share a transaction, which stays open in between. */
export class BatchedInsert {
  readonly #database: Database.Database;
  readonly #sweeps: SweepTable;
  readonly #trials: TrialTable;
  readonly #segments: SegmentTable;
  #pending = 0;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#sweeps = new SweepTable(database);
    this.#trials = new TrialTable(database);
    this.#segments = new SegmentTable(database);
  }

  /** True while there are trials that no reader can see yet. */
  get hasPending(): boolean {
    return this.#pending > 0;
  }

  /** Inserts trials of one sweep; after an error everything since the last commit is undone. */
  insert(batch: readonly TrialEntry[]): void {
    this.#insertAll(batch.length, () => {
      const facts = this.#sweeps.requireRunning(batch[0].trial.sweepId);
      for (const entry of batch) this.#trials.insert(entry, facts);
    });
  }

  /** The same for values of trials on segments. */
  insertSegmentValues(sweepId: string, values: readonly SegmentValue[]): void {
    this.#insertAll(values.length, () => {
      this.#sweeps.requireRunning(sweepId);
      for (const value of values) this.#segments.insert(sweepId, value);
    });
  }

  #insertAll(rows: number, insert: () => void): void {
    try {
      // Immediate: it waits for the write lock at its start, where nothing is lost.
      if (!this.#database.inTransaction) this.#database.exec('BEGIN IMMEDIATE');
      insert();
      this.#pending += rows;
      if (this.#pending >= TRIALS_PER_TRANSACTION) this.commit();
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      this.#pending = 0;
      throw error;
    }
  }

  /** Makes everything inserted so far final and visible. */
  commit(): void {
    if (this.#database.inTransaction) this.#database.exec('COMMIT');
    this.#pending = 0;
  }

  /** Closes the connection; what was not committed is undone. */
  close(): void {
    this.#database.close();
  }
}
