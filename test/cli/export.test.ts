import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { openStore } from '../../src/optimizer/storage/open-store.ts';
import type { TrialRecord } from '../../src/optimizer/storage/trial-record.ts';
import { columnOf, readParquetTable } from '../support/parquet-rows.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';
import type { Outcome } from './run-omega.ts';

let project: CommandLineProject;
let sweepId: string;
let trials: readonly TrialRecord[];
let daily: readonly Float64Array[];
let days: Int32Array;
let initialBalance: number;
let exported: Outcome;

beforeAll(async () => {
  project = await createCommandLineProject();
  await project.omega(['sweep', 'sweep.yaml', '--workers', '1']);
  const store = openStore(path.join(project.root, 'results/omega.db'), { readonly: true });
  sweepId = store.listSweepIds()[0] ?? '';
  trials = store.readTrials(sweepId);
  daily = trials.map(({ trialIndex }) => store.readDaily(sweepId, trialIndex) ?? new Float64Array());
  ({ days, initialBalance } = store.loadSweep(sweepId)!);
  store.close();
  exported = await project.omega(['export', 'latest', '--top', '3']);
});

afterAll(() => project.remove());

const parquet = (name: string) =>
  readParquetTable(path.join(project.root, 'results/sweeps', sweepId, 'export', `${name}.parquet`));

function csvColumn(file: string, name: string): string[] {
  const [head = '', ...lines] = readFileSync(path.join(project.root, file), 'utf8').trimEnd().split('\n');
  const column = head.split(',').indexOf(name);
  expect(column, `column ${name} of ${head}`).toBeGreaterThanOrEqual(0);
  return lines.map((line) => line.split(',')[column] ?? '');
}

/** The comparator's order is that of `omega best`, which has tests of its own. */
async function bestIndices(): Promise<number[]> {
  const { stdout } = await project.omega(['best', 'latest', '--top', '3', '--json']);
  return JSON.parse(stdout).result.best.map((trial: { trial_index: number }) => trial.trial_index);
}

describe('omega export to Parquet', () => {
  it('names its files', () => {
    expect(exported).toMatchObject({ code: 0, stderr: '' });
    expect(exported.stdout).toMatch(/^trials\.parquet +12 .*new$/m);
    expect(exported.stdout).toMatch(/^daily\.parquet +[\d,]+ .*new$/m);
    expect(exported.stdout).toMatch(/^trades\.parquet +\d+ .*new$/m);
  });

  it('has every trial with unrounded metrics, null where there is none', () => {
    const table = parquet('trials');
    expect(columnOf(table, 'trial_index')).toEqual(trials.map(({ trialIndex }) => trialIndex));
    expect(columnOf(table, 'seed')).toEqual(trials.map(({ seed }) => BigInt(seed)));
    expect(columnOf(table, 'result_hash')).toEqual(trials.map(({ resultHash }) => resultHash));
    for (const [index, key] of METRIC_KEYS.entries()) {
      const expected = trials.map(({ metrics }) => (Number.isNaN(metrics[index]) ? null : metrics[index]));
      expect(columnOf(table, key), key).toEqual(expected);
    }
    const lengths = trials.map((trial) => JSON.parse(trial.parametersJson)['strategy_parameters.window_length']);
    expect(columnOf(table, 'strategy_parameters.window_length')).toEqual(lengths);
  });

  it('has the daily results of every trial', () => {
    const table = parquet('daily');
    expect(columnOf(table, 'trial_index')).toEqual(
      trials.flatMap(({ trialIndex }) => Array(days.length).fill(trialIndex)),
    );
    expect(columnOf(table, 'date').slice(0, days.length).map(Number)).toEqual([...days].map((day) => day * 86_400_000));
    expect(columnOf(table, 'pnl')).toEqual(daily.flatMap((series) => [...series]));
    expect(columnOf(table, 'daily_return')).toEqual(
      daily.flatMap((series) => [...series].map((pnl) => pnl / initialBalance)),
    );
  });

  it('has the trades of the best trials, as their runs have them', async () => {
    const table = parquet('trades');
    const ranks = columnOf(table, 'rank');
    const indices = columnOf(table, 'trial_index');
    const best = await bestIndices();
    const counts = best.map((index) => trials[index]?.metrics[METRIC_KEYS.indexOf('total_trades')]);
    expect(best.map((index) => indices.filter((other) => other === index).length)).toEqual(counts);
    expect([...new Set(ranks)]).toEqual([1, 2, 3]);
    const [run = ''] = readdirSync(path.join(project.root, 'results/runs'));
    const recorded = JSON.parse(readFileSync(path.join(project.root, 'results/runs', run, 'trades.json'), 'utf8'));
    const first = ranks.filter((rank) => rank === 1).length;
    for (const name of ['entry_price', 'exit_price', 'result', 'fees', 'r_multiple', 'direction', 'reason']) {
      const expected = recorded.map((trade: Record<string, unknown>) => trade[name]);
      expect(columnOf(table, name).slice(0, first), name).toEqual(expected);
    }
    const times = recorded.map((trade: { entry_time: string }) => Date.parse(trade.entry_time));
    expect(columnOf(table, 'entry_time').slice(0, first).map(Number)).toEqual(times);
  });
});

describe('omega export --csv', () => {
  it('has the same rows, with all digits', async () => {
    const { code } = await project.omega(['export', 'latest', '--csv', '--top', '3', '--to', 'tables']);
    expect(code).toBe(0);
    const profits = csvColumn('tables/trials.csv', 'profit_net');
    expect(profits.map(Number)).toEqual(columnOf(parquet('trials'), 'profit_net'));
    expect(csvColumn('tables/daily.csv', 'pnl').map(Number)).toEqual(columnOf(parquet('daily'), 'pnl'));
    const times = csvColumn('tables/trades.csv', 'entry_time').map((text) => Date.parse(text));
    expect(times).toEqual(columnOf(parquet('trades'), 'entry_time').map(Number));
  });
});

describe('omega export where files are already', () => {
  it('keeps equal files and refuses others, without a trace', async () => {
    const before = project.artifacts();
    const again = await project.omega(['export', 'latest', '--top', '3']);
    expect(again.code).toBe(0);
    expect(again.stdout.match(/ same$/gm)).toHaveLength(3);
    const other = await project.omega(['export', 'latest', '--top', '1']);
    expect(other.code).toBe(5);
    expect(other.stderr).toContain('trades.parquet exists with other content');
    expect(project.artifacts()).toEqual(before);
    const occupied = await project.omega(['export', 'latest', '--to', 'base.json']);
    expect(occupied.stderr).toContain('there is a file where the folder of the export has to be');
  });

  it('writes nothing where a trial gives another result than the stored one', async () => {
    const file = path.join(project.root, 'changed/omega.db');
    mkdirSync(path.dirname(file));
    copyFileSync(path.join(project.root, 'results/omega.db'), file);
    const database = new Database(file);
    database.exec("UPDATE trial SET result_hash = 'f' || substr(result_hash, 2)");
    database.close();
    const { code, stderr } = await project.omega(['export', 'latest', '--to', 'tables-of-changed'], {
      environment: { OMEGA_RESULTS_ROOT: 'changed' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/REPLAY_MISMATCH.*gives another result now/);
    expect(readdirSync(project.root).filter((name) => /tables-of|exporting/.test(name))).toEqual([]);
  });

  it('leaves the trades out where they are not asked for', async () => {
    const { stdout } = await project.omega(['export', 'latest', '--top', '0', '--to', 'no-trades']);
    expect(stdout).toMatch(/^no trades +not asked for \(--top 0\)$/m);
    expect(readdirSync(path.join(project.root, 'no-trades'))).toEqual(['daily.parquet', 'trials.parquet']);
  });

  it('names the trades of all trials where the store has none', async () => {
    const reason = 'the sweep keeps no trades of all trials (store.trades)';
    expect(exported.stdout).toContain(`\nno all_trades  ${reason}\n`);
    const { stdout } = await project.omega(['export', 'latest', '--top', '3', '--json']);
    expect(JSON.parse(stdout).result.missing).toEqual([{ table: 'all_trades', reason }]);
  });

  it.each([
    { words: ['latest', '--top', 'all'], what: '--top is "all"' },
    { words: ['0000000000000000'], what: 'USAGE_SWEEP_NOT_FOUND' },
  ])('refuses $words', async ({ words, what }) => {
    const { code, stderr } = await project.omega(['export', ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(what);
  });
});
