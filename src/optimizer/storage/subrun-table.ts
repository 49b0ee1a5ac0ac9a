import type Database from 'better-sqlite3';
import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { decodeMetrics, encodeMetrics } from './metric-columns.ts';
import {
  SUBRUN_KINDS,
  SUBRUN_STATUSES,
  type SubrunKind,
  type SubrunRecord,
  type SubrunStatus,
} from './subrun-record.ts';

const COLUMNS = [
  'sweep_id TEXT NOT NULL',
  'trial_index INTEGER NOT NULL',
  `kind TEXT NOT NULL CHECK (kind IN (${quoted(SUBRUN_KINDS)}))`,
  'subrun_index INTEGER NOT NULL',
  `status TEXT NOT NULL CHECK (status IN (${quoted(SUBRUN_STATUSES)}))`,
  'seed INTEGER NOT NULL',
  'draw_seed INTEGER',
  'start_date TEXT NOT NULL',
  'end_date TEXT NOT NULL',
  'changed_paths TEXT NOT NULL',
  'price_paths TEXT',
  'error_code TEXT',
  'error_message TEXT',
  'config_hash TEXT',
  'result_hash TEXT',
  'duration_us INTEGER',
];

/** The additional backtests of candidates. */
export const SUBRUN_TABLE = `
CREATE TABLE subrun (
  ${[...COLUMNS, ...METRIC_KEYS.map((key) => `${key} REAL`)].join(',\n  ')},
  PRIMARY KEY (sweep_id, trial_index, kind, subrun_index),
  FOREIGN KEY (sweep_id, trial_index) REFERENCES trial (sweep_id, trial_index)
) STRICT;`;

type Value = string | number | null;

interface SubrunRow extends Readonly<Record<string, Value>> {
  readonly trial_index: number;
  readonly kind: SubrunKind;
  readonly subrun_index: number;
  readonly status: SubrunStatus;
  readonly seed: number;
  readonly draw_seed: number | null;
  readonly start_date: string;
  readonly end_date: string;
  readonly changed_paths: string;
  readonly price_paths: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly config_hash: string | null;
  readonly result_hash: string | null;
  readonly duration_us: number | null;
}

/** Statements on table `subrun`; transactions are the caller's. */
export class SubrunTable {
  readonly #all: Database.Statement<[string], SubrunRow>;
  readonly #insert: Database.Statement<Value[]>;
  readonly #delete: Database.Statement<[string]>;

  constructor(database: Database.Database) {
    const places = new Array<string>(COLUMNS.length + METRIC_KEYS.length).fill('?').join(', ');
    this.#all = database.prepare('SELECT * FROM subrun WHERE sweep_id = ?');
    this.#insert = database.prepare<Value[]>(`INSERT INTO subrun VALUES (${places})`);
    this.#delete = database.prepare('DELETE FROM subrun WHERE sweep_id = ?');
  }

  /** By candidate, kind and index. */
  readAll(sweepId: string): SubrunRecord[] {
    return this.#all.all(sweepId).map(decode).sort(compareSubruns);
  }

  insert(sweepId: string, record: SubrunRecord): void {
    this.#insert.run(
      sweepId,
      record.trialIndex,
      record.kind,
      record.subrunIndex,
      record.status,
      record.seed,
      record.drawSeed,
      record.startDate,
      record.endDate,
      record.changedPathsJson,
      record.pricePathsJson,
      record.errorCode,
      record.errorMessage,
      record.configHash,
      record.resultHash,
      record.durationUs,
      ...encodeMetrics(record.metrics),
    );
  }

  delete(sweepId: string): void {
    this.#delete.run(sweepId);
  }
}

/** By candidate, kind and index: the order in which stores list sub-runs. */
export function compareSubruns(a: SubrunRecord, b: SubrunRecord): number {
  const kind = ({ kind: name }: SubrunRecord) => SUBRUN_KINDS.indexOf(name);
  return a.trialIndex - b.trialIndex || kind(a) - kind(b) || a.subrunIndex - b.subrunIndex;
}

function decode(row: SubrunRow): SubrunRecord {
  return {
    trialIndex: row.trial_index,
    kind: row.kind,
    subrunIndex: row.subrun_index,
    status: row.status,
    seed: row.seed,
    drawSeed: row.draw_seed,
    startDate: row.start_date,
    endDate: row.end_date,
    changedPathsJson: row.changed_paths,
    pricePathsJson: row.price_paths,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    configHash: row.config_hash,
    resultHash: row.result_hash,
    metrics: decodeMetrics(row),
    durationUs: row.duration_us,
  };
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
