import { CANDIDATE_TABLE } from './candidate-table.ts';
import { HOLDOUT_TABLE } from './holdout-table.ts';
import { SEGMENT_TABLE } from './segment-table.ts';
import { SUBRUN_TABLE } from './subrun-table.ts';
import { DEFINITION_COLUMNS } from './sweep-rows.ts';
import { TRIAL_COLUMNS } from './trial-columns.ts';
import { VIEWS } from './views.ts';
import { WALK_FORWARD_TABLES } from './walk-forward-table.ts';

/** Version of the layout below; a store of another version is not touched (`STORE_VERSION`). */
export const SCHEMA_VERSION = 6;

/**
 * Rows of `trial` take about 1 kB. Against SQLite's default of 4 kB, pages of this size made the
 * file 14 % smaller, and inserting in batches of 1,000 a fifth to two fifths faster (100,000 trials,
 * median of three noisy runs with and without daily series; no clear difference in batches of 100).
 */
export const PAGE_SIZE_BYTES = 8192;

const SCHEMA_VERSION_TABLE = `
CREATE TABLE schema_version (
  version INTEGER NOT NULL,
  program_version TEXT NOT NULL
) STRICT;`;

/** `start_seq` numbers all starts and continuations, because clocks may jump back. */
const SWEEP_TABLE = `
CREATE TABLE sweep (
  ${DEFINITION_COLUMNS.map(({ name, declaration }) => `${name} ${declaration}`).join(',\n  ')},
  state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'interrupted', 'failed')),
  exit_code INTEGER,
  worker_count INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  start_seq INTEGER NOT NULL UNIQUE
) STRICT;`;

/**
 * The index has the status, so that trials are counted from it and not from rows forty times as long.
 *
 * With a rowid: a table without one puts long rows on overflow pages, and long parameter lists make
 * rows long. (One run each: at 4 kB pages three times the file and half the insert rate, at 8 kB no
 * clear difference.)
 */
const TRIAL_TABLE = `
CREATE TABLE trial (
  ${TRIAL_COLUMNS.map(declareColumn).join(',\n  ')},
  PRIMARY KEY (sweep_id, trial_index),
  FOREIGN KEY (sweep_id) REFERENCES sweep (sweep_id)
) STRICT;
CREATE INDEX trial_by_score ON trial (sweep_id, score, status);`;

const TRIAL_DAILY_TABLE = `
CREATE TABLE trial_daily (
  sweep_id TEXT NOT NULL,
  trial_index INTEGER NOT NULL,
  pnl BLOB NOT NULL,
  PRIMARY KEY (sweep_id, trial_index),
  FOREIGN KEY (sweep_id, trial_index) REFERENCES trial (sweep_id, trial_index)
) STRICT;`;

/** One blob per trial, as `packed-trades.ts` lays it out: rows of their own would repeat the key in every trade. */
const TRIAL_TRADES_TABLE = `
CREATE TABLE trial_trades (
  sweep_id TEXT NOT NULL,
  trial_index INTEGER NOT NULL,
  trades INTEGER NOT NULL,
  figures BLOB NOT NULL,
  PRIMARY KEY (sweep_id, trial_index),
  FOREIGN KEY (sweep_id, trial_index) REFERENCES trial (sweep_id, trial_index)
) STRICT;`;

/** Statements that make an empty store, without the row of `schema_version`. */
export const SCHEMA = [
  SCHEMA_VERSION_TABLE,
  SWEEP_TABLE,
  TRIAL_TABLE,
  TRIAL_DAILY_TABLE,
  TRIAL_TRADES_TABLE,
  SEGMENT_TABLE,
  WALK_FORWARD_TABLES,
  HOLDOUT_TABLE,
  SUBRUN_TABLE,
  CANDIDATE_TABLE,
  ...VIEWS,
].join('\n');

function declareColumn({ name, type, nullable, check }: (typeof TRIAL_COLUMNS)[number]): string {
  return `${name} ${type}${nullable ? '' : ' NOT NULL'}${check === undefined ? '' : ` CHECK (${check})`}`;
}
