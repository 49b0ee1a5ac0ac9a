import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/math/canonical-json.ts';
import { sha256Hex } from '../../../src/core/math/sha256.ts';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import { describeTrialStore } from '../../contract/trial-store-contract.ts';
import { makeScratchFolder, openScratchStore, type ScratchFolder } from './scratch-store.ts';
import { entries, entry, exampleSweep, exampleTrial, failedTrial, START, SWEEP_ID } from './trial-examples.ts';

describeTrialStore('SQLite', () => {
  const scratch = makeScratchFolder();
  return { store: openScratchStore(scratch.file), dispose: scratch.remove };
});

describe('SQLite store', () => {
  let scratch: ScratchFolder;
  let database: Database.Database;

  beforeEach(() => {
    scratch = makeScratchFolder();
    const store = openScratchStore(scratch.file);
    store.createSweep(exampleSweep(), START);
    store.writeTrials([...entries(0, 5), entry(failedTrial(5))]);
    store.close();
    database = new Database(scratch.file, { readonly: true });
  });
  afterEach(() => {
    database.close();
    scratch.remove();
  });

  it('uses STRICT tables, WAL and one REAL column per metric key', () => {
    const tables = database.pragma('table_list') as { name: string; type: string; strict: number }[];
    const own = tables.filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'));
    expect(own.map(({ name }) => name).sort()).toEqual([
      'candidate',
      'holdout_opening',
      'schema_version',
      'subrun',
      'sweep',
      'trial',
      'trial_daily',
      'trial_segment',
      'trial_trades',
      'walk_forward',
      'walk_forward_window',
    ]);
    expect(own.every(({ strict }) => strict === 1)).toBe(true);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    const columns = database.pragma('table_info(trial)') as { name: string; type: string }[];
    const types = new Map(columns.map(({ name, type }) => [name, type]));
    expect(METRIC_KEYS.map((key) => types.get(key))).toEqual(METRIC_KEYS.map(() => 'REAL'));
  });

  it('stores missing numbers as NULL, seeds as exact integers and days as little-endian bytes', () => {
    const failed = database.prepare('SELECT score, daily_mean, profit_net FROM trial WHERE trial_index = 5').get();
    expect(failed).toEqual({ score: null, daily_mean: null, profit_net: null });
    const seed = database.prepare('SELECT root_seed, typeof(root_seed) AS type FROM sweep').safeIntegers().get();
    expect(seed).toEqual({ root_seed: 9_007_199_254_740_991n, type: 'integer' });
    const daily = database.prepare('SELECT pnl FROM trial_daily WHERE trial_index = 1').pluck().get() as Buffer;
    expect([0, 8, 16, 24].map((offset) => daily.readDoubleLE(offset))).toEqual([1, -1.5, 0, 1 / 3]);
    const calendar = database.prepare('SELECT day_calendar FROM sweep').pluck().get() as Buffer;
    expect(calendar.readInt32LE(4)).toBe(18_632);
  });

  it('digests exactly the columns of the table without timing and scheduling', () => {
    const informational = ['duration_us', 'finished_at', 'worker', 'completion_seq', 'basis_seq'];
    const rows = database.prepare<[], Record<string, unknown>>('SELECT * FROM trial ORDER BY trial_index').all();
    const blob = database.prepare<[unknown], Buffer>('SELECT pnl FROM trial_daily WHERE trial_index = ?').pluck();
    const lines = rows.map((row) => {
      const bytes = blob.get(row.trial_index);
      const kept = Object.entries(row).filter(([name]) => !informational.includes(name));
      const line = { ...Object.fromEntries(kept), trial_daily: bytes === undefined ? null : sha256Hex(bytes) };
      return `${canonicalJson(line as JsonObject)}\n`;
    });
    const store = openStore(scratch.file, { readonly: true });
    expect(store.digest(SWEEP_ID)).toBe(sha256Hex(lines.join('')));
    store.close();
  });

  it('has kept trades in their place in the line of the digest', () => {
    const trades = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
    const store = openScratchStore(scratch.file);
    store.deleteSweep(SWEEP_ID);
    store.createSweep(exampleSweep(), START);
    store.writeTrials([entry(exampleTrial(0), null, trades)]);
    const informational = ['duration_us', 'finished_at', 'worker', 'completion_seq', 'basis_seq'];
    const row = database.prepare<[], Record<string, unknown>>('SELECT * FROM trial').get()!;
    const kept = Object.entries(row).filter(([name]) => !informational.includes(name));
    const hash = sha256Hex(new Uint8Array(trades.buffer));
    const line = { ...Object.fromEntries(kept), trial_daily: null, trial_trades: hash };
    expect(store.digest(SWEEP_ID)).toBe(sha256Hex(`${canonicalJson(line as JsonObject)}\n`));
    store.close();
  });

  it('ranks in the view best_trials as the comparator does', () => {
    const { trials, expected } = readTieBreak();
    const store = openScratchStore(scratch.file);
    store.deleteSweep(SWEEP_ID);
    store.createSweep(exampleSweep(), START);
    store.writeTrials(trials.map((trial) => entry(toTrial(trial))));
    store.close();
    const ranked = database.prepare('SELECT trial_index FROM best_trials WHERE sweep_id = ? ORDER BY rank').pluck();
    expect(ranked.all(SWEEP_ID)).toEqual(expected.ranking_trial_index);
  });

  it('shows readers whole batches while a sweep writes', () => {
    const writer = openScratchStore(scratch.file);
    const reader = openStore(scratch.file, { readonly: true });
    writer.resumeSweep(SWEEP_ID, START);
    writer.writeTrials(entries(6, 9));
    expect(reader.trialExtent(SWEEP_ID)?.count).toBe(9);
    expect(() => writer.writeTrials([...entries(9, 12), ...entries(0, 1)])).toThrow();
    expect(reader.trialExtent(SWEEP_ID)?.count).toBe(9);
    expect(reader.loadSweep(SWEEP_ID)?.state).toBe('running');
    writer.close();
    expect(reader.loadSweep(SWEEP_ID)?.state).toBe('interrupted');
    reader.close();
  });
});

interface TieBreakTrial {
  readonly trial_index: number;
  readonly status: 'complete';
  readonly score: number | null;
  readonly profit_net: number | null;
  readonly max_drawdown: number | null;
  readonly config_hash: string;
}

function readTieBreak(): { trials: TieBreakTrial[]; expected: { ranking_trial_index: number[] } } {
  return JSON.parse(readFileSync(new URL('../../fixtures/storage/tie_break.json', import.meta.url), 'utf8'));
}

function toTrial(trial: TieBreakTrial) {
  const metrics = new Float64Array(METRIC_KEYS.length).fill(Number.NaN);
  metrics[METRIC_KEYS.indexOf('profit_net')] = trial.profit_net ?? Number.NaN;
  metrics[METRIC_KEYS.indexOf('max_drawdown')] = trial.max_drawdown ?? Number.NaN;
  const score = trial.score ?? Number.NaN;
  return exampleTrial(trial.trial_index, { status: trial.status, score, configHash: trial.config_hash, metrics });
}
