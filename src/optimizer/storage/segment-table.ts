import type Database from 'better-sqlite3';
import { numberOrNull } from './metric-columns.ts';
import type { SegmentValue } from './segment-value.ts';
import { numberOrNaN } from './trial-rows.ts';

/** Values of trials on their first segments; also of trials that have not ended. */
export const SEGMENT_TABLE = `
CREATE TABLE trial_segment (
  sweep_id TEXT NOT NULL REFERENCES sweep (sweep_id),
  trial_index INTEGER NOT NULL,
  segments INTEGER NOT NULL,
  score REAL,
  profit_net REAL,
  max_drawdown REAL,
  max_drawdown_abs REAL,
  total_trades REAL,
  fees_total REAL,
  PRIMARY KEY (sweep_id, trial_index, segments)
) STRICT;`;

type Numbers = readonly (number | null)[];

/** Statements on table `trial_segment`; transactions are the caller's. */
export class SegmentTable {
  readonly #all: Database.Statement<[string], Numbers>;
  readonly #insert: Database.Statement<[string, ...(number | null)[]]>;
  readonly #delete: Database.Statement<[string]>;

  constructor(database: Database.Database) {
    this.#all = database.prepare<[string], Numbers>(
      `SELECT trial_index, segments, score, profit_net, max_drawdown, max_drawdown_abs, total_trades, fees_total
       FROM trial_segment WHERE sweep_id = ? ORDER BY trial_index, segments`,
    );
    this.#all.raw();
    // An execution that ended badly may have left the same value.
    this.#insert = database.prepare('INSERT OR REPLACE INTO trial_segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#delete = database.prepare('DELETE FROM trial_segment WHERE sweep_id = ?');
  }

  read(sweepId: string): SegmentValue[] {
    return this.#all.all(sweepId).map(decode);
  }

  insert(sweepId: string, value: SegmentValue): void {
    const { trialIndex, segments, score, profitNet, maxDrawdown, maxDrawdownAbs, totalTrades, feesTotal } = value;
    const figures = [score, profitNet, maxDrawdown, maxDrawdownAbs, totalTrades, feesTotal];
    this.#insert.run(sweepId, trialIndex, segments, ...figures.map(numberOrNull));
  }

  deleteAll(sweepId: string): void {
    this.#delete.run(sweepId);
  }
}

function decode(row: Numbers): SegmentValue {
  const [trialIndex, segments, ...figures] = row;
  const [score, profitNet, maxDrawdown, maxDrawdownAbs, totalTrades, feesTotal] = figures.map((figure) =>
    numberOrNaN(figure ?? null),
  );
  return {
    trialIndex: trialIndex as number,
    segments: segments as number,
    score: score!,
    profitNet: profitNet!,
    maxDrawdown: maxDrawdown!,
    maxDrawdownAbs: maxDrawdownAbs!,
    totalTrades: totalTrades!,
    feesTotal: feesTotal!,
  };
}
