import type Database from 'better-sqlite3';
import type { HoldoutOpening } from './holdout-opening.ts';

/** Looks at holdouts in their order; without references, because they outlive their sweeps. */
export const HOLDOUT_TABLE = `
CREATE TABLE holdout_opening (
  opening_seq INTEGER PRIMARY KEY,
  sweep_id TEXT NOT NULL,
  family_key TEXT NOT NULL,
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  trial_index INTEGER NOT NULL,
  params_hash TEXT NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;`;

interface OpeningRow {
  readonly sweep_id: string;
  readonly family_key: string;
  readonly start_date: string;
  readonly end_date: string;
  readonly trial_index: number;
  readonly params_hash: string;
  readonly opened_at: number;
}

/** Statements on table `holdout_opening`; transactions are the caller's. */
export class HoldoutTable {
  readonly #all: Database.Statement<[], OpeningRow>;
  readonly #insert: Database.Statement<[OpeningRow]>;

  constructor(database: Database.Database) {
    this.#all = database.prepare('SELECT * FROM holdout_opening ORDER BY opening_seq');
    this.#insert = database.prepare(
      `INSERT INTO holdout_opening (sweep_id, family_key, start_date, end_date, trial_index, params_hash, opened_at)
       VALUES (@sweep_id, @family_key, @start_date, @end_date, @trial_index, @params_hash, @opened_at)`,
    );
  }

  all(): HoldoutOpening[] {
    return this.#all.all().map((row) => ({
      sweepId: row.sweep_id,
      familyKey: row.family_key,
      startDate: row.start_date,
      endDate: row.end_date,
      trialIndex: row.trial_index,
      paramsHash: row.params_hash,
      openedAt: row.opened_at,
    }));
  }

  add(opening: HoldoutOpening): void {
    this.#insert.run({
      sweep_id: opening.sweepId,
      family_key: opening.familyKey,
      start_date: opening.startDate,
      end_date: opening.endDate,
      trial_index: opening.trialIndex,
      params_hash: opening.paramsHash,
      opened_at: opening.openedAt,
    });
  }
}
