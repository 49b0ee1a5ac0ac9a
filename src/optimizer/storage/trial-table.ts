import type Database from 'better-sqlite3';
import { RuntimeFailure } from '../../core/types/errors.ts';
import type { DigestRow } from './digest.ts';
import { distinctPaths } from './distinct-paths.ts';
import { IndexSet } from './index-set.ts';
import { bytesOf, checkDaily, viewNumbers } from './number-blobs.ts';
import { checkTrades, countPacked, type PackedTrades } from './packed-trades.ts';
import type { SweepFacts } from './sweep-table.ts';
import { type ColumnValue, columnPosition, TRIAL_COLUMNS } from './trial-columns.ts';
import {
  type EligibleTrial,
  TRIAL_STATUSES,
  type TrialEntry,
  type TrialRecord,
  type TrialStatus,
} from './trial-record.ts';
import { decodeTrial, encodeTrial, numberOrNaN, placeOf, type TrialRow } from './trial-rows.ts';
import type { TrialExtent, TrialRange } from './trial-store.ts';

const COLUMN_LIST = TRIAL_COLUMNS.map((column) => column.name).join(', ');
/** Those that refer to others first. */
const TABLES = ['trial_trades', 'trial_daily', 'trial'] as const;
const OF_SWEEP = 'FROM trial WHERE sweep_id = ?';
const IN_RANGE = `${OF_SWEEP} AND trial_index >= ? AND trial_index < ?`;

/** Statements on tables `trial`, `trial_daily` and `trial_trades`, prepared once per connection; transactions are the caller's. */
export class TrialTable {
  readonly #one: Database.Statement<[string, number], TrialRow>;
  readonly #ascending: Database.Statement<[string, number, number], TrialRow>;
  readonly #descending: Database.Statement<[string, number, number], TrialRow>;
  readonly #daily: Database.Statement<[string, number], Buffer>;
  readonly #trades: Database.Statement<[string, number], Buffer>;
  readonly #extent: Database.Statement<[string], { first: number | null; last: number; count: number }>;
  readonly #finished: Database.Statement<[string], number>;
  readonly #failed: Database.Statement<[string], number>;
  readonly #statusCounts: Database.Statement<[string], Record<TrialStatus, number>>;
  readonly #parameters: Database.Statement<[string], string>;
  readonly #eligible: Database.Statement<[string], EligibleRow>;
  readonly #byScore: Database.Statement<[string], EligibleRow>;
  readonly #withSeries: Database.Statement<[string], ColumnValueOrBytes[]>;
  readonly #status: Database.Statement<[string, number], TrialStatus>;
  readonly #insert: Database.Statement<[TrialRow]>;
  readonly #insertDaily: Database.Statement<[string, number, Buffer]>;
  readonly #insertTrades: Database.Statement<[string, number, number, Buffer]>;
  readonly #deleteOne: readonly Database.Statement<[string, number]>[];
  readonly #deleteAll: readonly Database.Statement<[string]>[];
  readonly #database: Database.Database;
  /** Statements on chosen columns, by their names. */
  readonly #chosen = new Map<string, Database.Statement<[string, number, number], ColumnValue[]>>();
  /** Reused for every insert. */
  readonly #row: ColumnValue[] = new Array<ColumnValue>(TRIAL_COLUMNS.length).fill(null);

  constructor(database: Database.Database) {
    this.#database = database;
    this.#one = database.prepare<[string, number], TrialRow>(`SELECT ${COLUMN_LIST} ${OF_SWEEP} AND trial_index = ?`);
    this.#ascending = database.prepare(`SELECT ${COLUMN_LIST} ${IN_RANGE} ORDER BY trial_index`);
    this.#descending = database.prepare(`SELECT ${COLUMN_LIST} ${IN_RANGE} ORDER BY trial_index DESC`);
    this.#daily = database
      .prepare<[string, number], Buffer>('SELECT pnl FROM trial_daily WHERE sweep_id = ? AND trial_index = ?')
      .pluck();
    this.#trades = database
      .prepare<[string, number], Buffer>('SELECT figures FROM trial_trades WHERE sweep_id = ? AND trial_index = ?')
      .pluck();
    this.#extent = database.prepare(
      `SELECT min(trial_index) AS first, max(trial_index) AS last, count(*) AS count ${OF_SWEEP}`,
    );
    this.#finished = database
      .prepare<[string], number>(`SELECT trial_index ${OF_SWEEP} AND status <> 'cancelled'`)
      .pluck();
    this.#failed = database
      .prepare<[string], number>(`SELECT trial_index ${OF_SWEEP} AND status IN ('failed', 'timeout')`)
      .pluck();
    const counts = TRIAL_STATUSES.map((status) => `count(*) FILTER (WHERE status = '${status}') AS "${status}"`);
    this.#statusCounts = database.prepare(`SELECT ${counts.join(', ')} ${OF_SWEEP}`);
    this.#parameters = database.prepare<[string], string>(`SELECT parameters ${OF_SWEEP} ORDER BY trial_index`).pluck();
    const eligible = `SELECT trial_index, score, profit_net, max_drawdown, config_hash ${OF_SWEEP}
       AND status = 'complete' AND score IS NOT NULL`;
    this.#eligible = database.prepare(`${eligible} ORDER BY trial_index`);
    this.#byScore = database.prepare(`${eligible} ORDER BY score DESC, trial_index`);
    this.#withSeries = database.prepare(
      `SELECT ${COLUMN_LIST}, pnl, figures FROM trial LEFT JOIN trial_daily USING (sweep_id, trial_index)
       LEFT JOIN trial_trades USING (sweep_id, trial_index)
       WHERE sweep_id = ? ORDER BY trial_index`,
    );
    for (const statement of [this.#one, this.#ascending, this.#descending]) statement.raw();
    for (const statement of [this.#eligible, this.#byScore, this.#withSeries]) statement.raw();
    this.#status = database.prepare<[string, number], TrialStatus>(`SELECT status ${OF_SWEEP} AND trial_index = ?`);
    this.#status.pluck();
    this.#insert = database.prepare(
      `INSERT INTO trial (${COLUMN_LIST}) VALUES (${TRIAL_COLUMNS.map(() => '?').join(', ')})`,
    );
    this.#insertDaily = database.prepare('INSERT INTO trial_daily (sweep_id, trial_index, pnl) VALUES (?, ?, ?)');
    this.#insertTrades = database.prepare(
      'INSERT INTO trial_trades (sweep_id, trial_index, trades, figures) VALUES (?, ?, ?, ?)',
    );
    this.#deleteOne = TABLES.map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE sweep_id = ? AND trial_index = ?`),
    );
    this.#deleteAll = TABLES.map((table) => database.prepare(`DELETE FROM ${table} WHERE sweep_id = ?`));
  }

  read(sweepId: string, trialIndex: number): TrialRecord | null {
    const row = this.#one.get(sweepId, trialIndex);
    return row === undefined ? null : decodeTrial(row);
  }

  readRange(sweepId: string, { from = 0, to = Number.MAX_SAFE_INTEGER, order }: TrialRange): TrialRecord[] {
    const statement = order === 'descending' ? this.#descending : this.#ascending;
    const trials: TrialRecord[] = [];
    for (const row of statement.iterate(sweepId, from, to)) trials.push(decodeTrial(row));
    return trials;
  }

  readDaily(sweepId: string, trialIndex: number): Float64Array | null {
    const bytes = this.#daily.get(sweepId, trialIndex);
    return bytes === undefined ? null : viewNumbers(bytes);
  }

  readTrades(sweepId: string, trialIndex: number): PackedTrades | null {
    const bytes = this.#trades.get(sweepId, trialIndex);
    return bytes === undefined ? null : viewNumbers(bytes);
  }

  extent(sweepId: string): TrialExtent | null {
    const row = this.#extent.get(sweepId);
    return row === undefined || row.first === null ? null : { first: row.first, last: row.last, count: row.count };
  }

  finishedIndices(sweepId: string): IndexSet {
    return IndexSet.of(this.#finished.iterate(sweepId));
  }

  failedIndices(sweepId: string): IndexSet {
    return IndexSet.of(this.#failed.iterate(sweepId));
  }

  countByStatus(sweepId: string): Record<TrialStatus, number> {
    // An aggregate without groups has a row even where no trial is.
    return this.#statusCounts.get(sweepId)!;
  }

  parameterPaths(sweepId: string): string[] {
    return distinctPaths(this.#parameters.iterate(sweepId));
  }

  visitEligible(sweepId: string, visit: (trial: EligibleTrial) => void): void {
    for (const row of this.#eligible.iterate(sweepId)) visit(eligibleTrial(row));
  }

  visitByScore(sweepId: string, visit: (trial: EligibleTrial) => boolean): void {
    for (const row of this.#byScore.iterate(sweepId)) {
      if (!visit(eligibleTrial(row))) return;
    }
  }

  visitColumns(
    sweepId: string,
    columns: readonly string[],
    visit: (row: ColumnValue[]) => void,
    { from = 0, to = Number.MAX_SAFE_INTEGER }: TrialRange = {},
  ): void {
    for (const row of this.#statementOn(columns).iterate(sweepId, from, to)) visit(row);
  }

  /** All rows by index, one at a time. */
  *digestRows(sweepId: string): Generator<DigestRow> {
    for (const values of this.#withSeries.iterate(sweepId)) {
      const tradeBytes = values.pop() as Uint8Array | null;
      const dailyBytes = values.pop() as Uint8Array | null;
      yield { row: values as TrialRow, dailyBytes, tradeBytes };
    }
  }

  insert({ trial, daily, trades = null }: TrialEntry, facts: SweepFacts): void {
    encodeTrial(trial, this.#row);
    if (daily !== null) checkDaily(daily, facts.dayCount, placeOf(trial));
    if (trades !== null) checkTrades(trades, facts, placeOf(trial));
    this.#insertRow(trial);
    if (daily !== null) this.#insertDaily.run(trial.sweepId, trial.trialIndex, bytesOf(daily));
    if (trades === null) return;
    this.#insertTrades.run(trial.sweepId, trial.trialIndex, countPacked(trades), bytesOf(trades));
  }

  deleteAll(sweepId: string): void {
    for (const statement of this.#deleteAll) statement.run(sweepId);
  }

  #statementOn(columns: readonly string[]): Database.Statement<[string, number, number], ColumnValue[]> {
    const names = columns.map((column) => TRIAL_COLUMNS[columnPosition(column)].name).join(', ');
    let statement = this.#chosen.get(names);
    if (statement === undefined) {
      statement = this.#database.prepare(`SELECT ${names} ${IN_RANGE} ORDER BY trial_index`);
      statement.raw();
      this.#chosen.set(names, statement);
    }
    return statement;
  }

  /** Tries the insert first, because an occupied index is the rare case. */
  #insertRow(trial: TrialRecord): void {
    try {
      this.#insert.run(this.#row);
    } catch (error) {
      const status = this.#status.get(trial.sweepId, trial.trialIndex);
      if (status === undefined) throw error;
      if (status !== 'cancelled') {
        throw new RuntimeFailure('RUNTIME_INTERNAL', `the trial is already stored as ${status}, which is final`, {
          where: placeOf(trial),
        });
      }
      for (const statement of this.#deleteOne) statement.run(trial.sweepId, trial.trialIndex);
      this.#insert.run(this.#row);
    }
  }
}

type ColumnValueOrBytes = ColumnValue | Uint8Array;
type EligibleRow = [number, number, number | null, number | null, string];

function eligibleTrial([trialIndex, score, profitNet, maxDrawdown, configHash]: EligibleRow): EligibleTrial {
  return {
    trialIndex,
    score,
    profitNet: numberOrNaN(profitNet),
    maxDrawdown: numberOrNaN(maxDrawdown),
    configHash,
  };
}
