import type Database from 'better-sqlite3';
import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { decodeMetrics, encodeMetrics, numberOrNull } from './metric-columns.ts';
import { numberOrNaN } from './trial-rows.ts';
import type { WalkForwardRecord, WalkForwardWindowRecord } from './walk-forward-record.ts';

/** Columns of table `walk_forward` before those of the metrics. */
const RESULT_COLUMNS = [
  'sweep_id TEXT NOT NULL PRIMARY KEY REFERENCES sweep (sweep_id)',
  "mode TEXT NOT NULL CHECK (mode IN ('rolling', 'anchored'))",
  'purge_days INTEGER NOT NULL',
  'is_contiguous INTEGER NOT NULL',
  'is_sliced INTEGER NOT NULL',
  "selection_rule TEXT NOT NULL CHECK (selection_rule IN ('best_score', 'plateau'))",
  'wfe REAL',
  'oos_profit_net REAL NOT NULL',
  'oos_windows_profitable REAL NOT NULL',
];

const WINDOW_COLUMNS = [
  'sweep_id TEXT NOT NULL REFERENCES walk_forward (sweep_id)',
  'window_index INTEGER NOT NULL',
  'train_id TEXT NOT NULL REFERENCES sweep (sweep_id)',
  'test_id TEXT NOT NULL REFERENCES sweep (sweep_id)',
  'train_start TEXT NOT NULL',
  'train_end TEXT NOT NULL',
  'test_start TEXT NOT NULL',
  'test_end TEXT NOT NULL',
  'chosen_trial INTEGER',
  'chosen_rank INTEGER',
  'is_by_rule INTEGER NOT NULL',
  'retested INTEGER NOT NULL',
  'rank_correlation REAL',
  'p_value_mean_r REAL',
  'p_value_net_profit REAL',
];

/** The joined out-of-sample result of a walk-forward, and its windows. */
export const WALK_FORWARD_TABLES = `
CREATE TABLE walk_forward (
  ${[...RESULT_COLUMNS, ...METRIC_KEYS.map((key) => `${key} REAL`)].join(',\n  ')}
) STRICT;

CREATE TABLE walk_forward_window (
  ${WINDOW_COLUMNS.join(',\n  ')},
  PRIMARY KEY (sweep_id, window_index)
) STRICT;`;

type Values = (string | number | null)[];

interface WindowRow {
  readonly window_index: number;
  readonly train_id: string;
  readonly test_id: string;
  readonly train_start: string;
  readonly train_end: string;
  readonly test_start: string;
  readonly test_end: string;
  readonly chosen_trial: number | null;
  readonly chosen_rank: number | null;
  readonly is_by_rule: number;
  readonly retested: number;
  readonly rank_correlation: number | null;
  readonly p_value_mean_r: number | null;
  readonly p_value_net_profit: number | null;
}

interface ResultRow extends Readonly<Record<string, string | number | null>> {
  readonly mode: WalkForwardRecord['mode'];
  readonly purge_days: number;
  readonly is_contiguous: number;
  readonly is_sliced: number;
  readonly selection_rule: WalkForwardRecord['selectionRule'];
  readonly wfe: number | null;
  readonly oos_profit_net: number;
  readonly oos_windows_profitable: number;
}

/** Statements on the tables of walk-forward results; transactions are the caller's. */
export class WalkForwardTable {
  readonly #result: Database.Statement<[string], ResultRow>;
  readonly #windows: Database.Statement<[string], WindowRow>;
  readonly #insertResult: Database.Statement<Values>;
  readonly #insertWindow: Database.Statement<Values>;
  readonly #delete: readonly Database.Statement<[string]>[];

  constructor(database: Database.Database) {
    const places = (count: number): string => new Array<string>(count).fill('?').join(', ');
    this.#result = database.prepare('SELECT * FROM walk_forward WHERE sweep_id = ?');
    this.#windows = database.prepare('SELECT * FROM walk_forward_window WHERE sweep_id = ? ORDER BY window_index');
    this.#insertResult = database.prepare<Values>(
      `INSERT INTO walk_forward VALUES (${places(RESULT_COLUMNS.length + METRIC_KEYS.length)})`,
    );
    this.#insertWindow = database.prepare<Values>(
      `INSERT INTO walk_forward_window VALUES (${places(WINDOW_COLUMNS.length)})`,
    );
    this.#delete = ['walk_forward_window', 'walk_forward'].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE sweep_id = ?`),
    );
  }

  read(sweepId: string): WalkForwardRecord | null {
    const row = this.#result.get(sweepId);
    if (row === undefined) return null;
    return {
      mode: row.mode,
      purgeDays: row.purge_days,
      isContiguous: row.is_contiguous === 1,
      isSliced: row.is_sliced === 1,
      selectionRule: row.selection_rule,
      wfe: numberOrNaN(row.wfe),
      oosProfitNet: row.oos_profit_net,
      oosWindowsProfitable: row.oos_windows_profitable,
      metrics: decodeMetrics(row),
      windows: this.#windows.all(sweepId).map(decodeWindow),
    };
  }

  /** Replaces what is there: an interrupted execution may have come as far as this. */
  write(sweepId: string, record: WalkForwardRecord): void {
    this.delete(sweepId);
    this.#insertResult.run(
      sweepId,
      record.mode,
      record.purgeDays,
      record.isContiguous ? 1 : 0,
      record.isSliced ? 1 : 0,
      record.selectionRule,
      numberOrNull(record.wfe),
      record.oosProfitNet + 0,
      record.oosWindowsProfitable,
      ...encodeMetrics(record.metrics),
    );
    for (const window of record.windows) this.#insertWindow.run(...encodeWindow(sweepId, window));
  }

  delete(sweepId: string): void {
    for (const statement of this.#delete) statement.run(sweepId);
  }
}

function encodeWindow(sweepId: string, window: WalkForwardWindowRecord): Values {
  return [
    sweepId,
    window.windowIndex,
    window.trainId,
    window.testId,
    window.trainStart,
    window.trainEnd,
    window.testStart,
    window.testEnd,
    window.chosenTrial,
    window.chosenRank,
    window.isByRule ? 1 : 0,
    window.retested,
    numberOrNull(window.rankCorrelation),
    numberOrNull(window.pValueMeanR),
    numberOrNull(window.pValueNetProfit),
  ];
}

function decodeWindow(row: WindowRow): WalkForwardWindowRecord {
  return {
    windowIndex: row.window_index,
    trainId: row.train_id,
    testId: row.test_id,
    trainStart: row.train_start,
    trainEnd: row.train_end,
    testStart: row.test_start,
    testEnd: row.test_end,
    chosenTrial: row.chosen_trial,
    chosenRank: row.chosen_rank,
    isByRule: row.is_by_rule === 1,
    retested: row.retested,
    rankCorrelation: numberOrNaN(row.rank_correlation),
    pValueMeanR: numberOrNaN(row.p_value_mean_r),
    pValueNetProfit: numberOrNaN(row.p_value_net_profit),
  };
}
