import type Database from 'better-sqlite3';
import type { SweepDefinition, SweepEnd, SweepRecord, SweepStart, SweepState } from './sweep-record.ts';
import { checkDefinition, DEFINITION_COLUMNS, decodeSweep, encodeSweep, misuse, type SweepRow } from './sweep-rows.ts';

/** Parts are found through the search that they belong to. */
const SEARCHES = "WHERE part = 'search'";
const NEXT_START = '(SELECT coalesce(max(start_seq), 0) + 1 FROM sweep)';
const INSERTED = [...DEFINITION_COLUMNS.map(({ name }) => name), 'worker_count', 'started_at'];

/** What a batch of trials is checked against. */
export interface SweepFacts {
  readonly state: SweepState;
  readonly dayCount: number;
  readonly keepsTrades: boolean;
}

/** Statements on table `sweep`, prepared once per connection; transactions are the caller's. */
export class SweepTable {
  readonly #byId: Database.Statement<[string], SweepRow>;
  readonly #all: Database.Statement<[], SweepRow>;
  readonly #parts: Database.Statement<[string], SweepRow>;
  readonly #ids: Database.Statement<[], string>;
  readonly #facts: Database.Statement<[string], Omit<SweepFacts, 'keepsTrades'> & { readonly keepsTrades: number }>;
  readonly #insert: Database.Statement<[SweepRow]>;
  readonly #resume: Database.Statement<[number, string]>;
  readonly #finish: Database.Statement<[SweepState, number, number, string]>;
  readonly #interruptRunning: Database.Statement<[]>;
  readonly #delete: Database.Statement<[string]>;

  constructor(database: Database.Database) {
    this.#byId = database.prepare('SELECT * FROM sweep WHERE sweep_id = ?');
    this.#all = database.prepare(`SELECT * FROM sweep ${SEARCHES} ORDER BY start_seq DESC`);
    this.#parts = database.prepare(
      "SELECT * FROM sweep WHERE parent_id = ? ORDER BY window_index, CASE part WHEN 'train' THEN 0 ELSE 1 END, sweep_id",
    );
    this.#ids = database.prepare<[], string>(`SELECT sweep_id FROM sweep ${SEARCHES} ORDER BY start_seq DESC`).pluck();
    this.#facts = database.prepare(
      'SELECT state, length(day_calendar) / 4 AS dayCount, keeps_trades AS keepsTrades FROM sweep WHERE sweep_id = ?',
    );
    this.#insert = database.prepare(
      `INSERT INTO sweep (${INSERTED.join(', ')}, state, start_seq)
       VALUES (${INSERTED.map((name) => `@${name}`).join(', ')}, 'running', ${NEXT_START})`,
    );
    this.#resume = database.prepare(
      `UPDATE sweep SET state = 'running', exit_code = NULL, finished_at = NULL, worker_count = ?,
       start_seq = ${NEXT_START} WHERE sweep_id = ?`,
    );
    this.#finish = database.prepare('UPDATE sweep SET state = ?, exit_code = ?, finished_at = ? WHERE sweep_id = ?');
    this.#interruptRunning = database.prepare("UPDATE sweep SET state = 'interrupted' WHERE state = 'running'");
    this.#delete = database.prepare('DELETE FROM sweep WHERE sweep_id = ?');
  }

  load(sweepId: string): SweepRecord | null {
    const row = this.#byId.get(sweepId);
    return row === undefined ? null : decodeSweep(row);
  }

  loadAll(): SweepRecord[] {
    return this.#all.all().map(decodeSweep);
  }

  /** Parts of a search: by window, training before test; those of no window first. */
  loadParts(parentId: string): SweepRecord[] {
    return this.#parts.all(parentId).map(decodeSweep);
  }

  ids(): string[] {
    return this.#ids.all();
  }

  /** Facts of a sweep that may take trials. */
  requireRunning(sweepId: string): SweepFacts {
    const facts = this.#facts.get(sweepId);
    if (facts === undefined) throw misuse(sweepId, 'the sweep is not in the store');
    if (facts.state !== 'running') throw misuse(sweepId, `the sweep is ${facts.state}, expected running`);
    return { ...facts, keepsTrades: facts.keepsTrades === 1 };
  }

  create(definition: SweepDefinition, start: SweepStart): void {
    checkDefinition(definition);
    if (this.#facts.get(definition.sweepId) !== undefined) {
      throw misuse(definition.sweepId, 'the sweep is already in the store');
    }
    this.#insert.run(encodeSweep(definition, start));
  }

  resume(sweepId: string, start: SweepStart): void {
    const state = this.#facts.get(sweepId)?.state ?? 'not in the store';
    if (state !== 'interrupted' && state !== 'failed') {
      throw misuse(sweepId, `the sweep is ${state}, expected interrupted or failed`);
    }
    this.#resume.run(start.workerCount, sweepId);
  }

  finish(sweepId: string, end: SweepEnd): void {
    this.requireRunning(sweepId);
    this.#finish.run(end.state, end.exitCode, end.finishedAt, sweepId);
  }

  interruptRunning(): void {
    this.#interruptRunning.run();
  }

  /** Its trials must be gone before. */
  delete(sweepId: string): boolean {
    return this.#delete.run(sweepId).changes > 0;
  }
}
