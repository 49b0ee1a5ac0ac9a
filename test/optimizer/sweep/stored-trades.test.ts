import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import { exportSweep } from '../../../src/optimizer/export/export-sweep.ts';
import { countPacked, packedFigure } from '../../../src/optimizer/storage/packed-trades.ts';
import type { TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';
import type { TrialReader } from '../../../src/optimizer/storage/trial-store.ts';
import { replaySweep } from '../../../src/optimizer/sweep/replay-sweep.ts';
import { runSweep } from '../../../src/optimizer/sweep/run-sweep.ts';
import type { SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';
import { readStoreOf, surroundingsIn, sweepIn } from '../../support/sample-sweeps.ts';

const GRID = `sweep_version: 1
base: base.json
space:
  strategy_parameters.z_score_long: [-1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
  account.risk_per_trade: [50, 100]
validation:
  walk_forward: { train_days: 120, test_days: 60, retest_top: 2 }
store: { trades: all }
`;

let project: SampleProject;
let report: SweepReport;

beforeAll(async () => {
  project = await createSampleProject();
  report = await sweepIn(project, GRID, 'one');
});
afterAll(() => project.remove());

const inStore = <T>(results: string, use: (store: TrialReader) => T): T => readStoreOf(project, results, use);

const digest = (results: string, { sweepId }: SweepReport) => inStore(results, (store) => store.digest(sweepId));

function metric({ metrics }: TrialRecord, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('the trades of all trials', () => {
  it('are in the store, and give the figures of their trial', () => {
    const { sweepId, walkForward } = report;
    inStore('one', (store) => {
      const trials = store.readTrials(sweepId);
      expect(trials).toHaveLength(12);
      for (const trial of trials) {
        const trades = store.readTrades(sweepId, trial.trialIndex)!;
        expect(countPacked(trades)).toBe(metric(trial, 'total_trades'));
        const earned = sum(packedFigure(trades, 'result'));
        expect(earned - metric(trial, 'fees_total')).toBeCloseTo(metric(trial, 'profit_net'), 6);
        const r = packedFigure(trades, 'r_multiple');
        expect(sum(r) / r.length).toBeCloseTo(metric(trial, 'avg_r_multiple'), 9);
        const [entries, exits] = [packedFigure(trades, 'entry_time'), packedFigure(trades, 'exit_time')];
        expect(entries.every((time, at) => time <= exits[at]! && time >= Date.UTC(2023, 0, 2))).toBe(true);
      }
      const { trainId, testId, chosenTrial, test } = walkForward!.windows[0]!;
      expect(store.readTrades(trainId, chosenTrial!)).toBeNull();
      expect(countPacked(store.readTrades(testId, chosenTrial!)!)).toBe(metric(test!, 'total_trades'));
    });
  });

  it('are those of the single run that a trial is exported as', async () => {
    const trialIndex = 7;
    const exportFile = path.join(project.root, 'trial.json');
    const request = { sweep: report.sweepId, trials: { index: trialIndex }, exportFile };
    const { exported } = await replaySweep({ ...request, ...surroundingsIn(project, 'one') });
    const single = JSON.parse(readFileSync(path.join(exported!.runFolder, 'trades.json'), 'utf8'));
    const trades = inStore('one', (store) => store.readTrades(report.sweepId, trialIndex)!);
    const times = (name: 'entry_time' | 'exit_time') => [...packedFigure(trades, name)];
    expect(times('entry_time')).toEqual(single.map((trade: { entry_time: string }) => Date.parse(trade.entry_time)));
    expect(times('exit_time')).toEqual(single.map((trade: { exit_time: string }) => Date.parse(trade.exit_time)));
    const rounded = [...packedFigure(trades, 'result')].map((result) => Number(result.toFixed(2)));
    expect(rounded).toEqual(single.map(({ result }: { result: number }) => result));
  });

  it('are the same with two workers and after an interruption', async () => {
    const two = await sweepIn(project, GRID, 'two', { workers: 2 });
    const abort = new AbortController();
    const partial = await sweepIn(project, GRID, 'cut', {
      signal: abort.signal,
      onProgress: ({ finished }) => finished >= 3 && abort.abort(),
    });
    expect(partial.outcome).toBe('interrupted');
    const resumed = await runSweep({ target: { resume: 'latest' }, workers: 2, ...surroundingsIn(project, 'cut') });
    expect(new Set([digest('one', report), digest('two', two), digest('cut', resumed)]).size).toBe(1);
  });

  it('cannot begin or end in the middle of a sweep', async () => {
    const abort = new AbortController();
    const stop = { signal: abort.signal, onProgress: () => abort.abort() };
    await sweepIn(project, GRID, 'mixed', stop);
    await expect(sweepIn(project, GRID.replace('all', 'top_k'), 'mixed')).rejects.toMatchObject({
      code: 'SWEEP_RESUME_MISMATCH',
      details: { fields: ['store.trades'] },
    });
    await expect(
      sweepIn(project, GRID.replace('trades: all', 'daily: none, trades: all'), 'mixed'),
    ).rejects.toMatchObject({ code: 'SWEEP_RESUME_MISMATCH', details: { fields: ['store.daily'] } });
  });

  it('are told of where a complete sweep has others than its file asks for now', async () => {
    const remarkOf = async (settings: string) => {
      const { outcome, remark } = await sweepIn(project, GRID.replace('trades: all', settings), 'one');
      expect(outcome).toBe('shown');
      return remark;
    };
    expect(await remarkOf('trades: all')).toBeNull();
    expect(await remarkOf('daily: all, trades: all')).toBeNull();
    expect(await remarkOf('trades: top_k')).toBe(
      'the store has trades of all trials, the sweep file asks for none (store.trades: top_k); ' +
        '--restart runs it as the file asks',
    );
    expect(await remarkOf('daily: none, trades: none')).toBe(
      'the store has daily results, the sweep file asks for none (store.daily: none); ' +
        'the store has trades of all trials, the sweep file asks for none (store.trades: none); ' +
        '--restart runs it as the file asks',
    );
    await sweepIn(project, GRID.replace('trades: all', 'daily: none'), 'bare');
    const asked = await sweepIn(project, GRID, 'bare');
    expect(asked.remark).toContain(
      'the store has no trades of all trials, the sweep file asks for them (store.trades: all)',
    );
    expect(asked.remark).toContain('the store has no daily results, the sweep file asks for them (store.daily: auto)');
    const restarted = await sweepIn(project, GRID, 'bare', { restart: true });
    expect(restarted).toMatchObject({ outcome: 'complete', remark: null });
  });

  it('are compared by a replay', async () => {
    const replay = (results: string) =>
      replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundingsIn(project, results) });
    expect((await replay('one')).mismatches).toEqual([]);
    cpSync(path.join(project.root, 'one'), path.join(project.root, 'altered'), { recursive: true });
    const database = new Database(path.join(project.root, 'altered', 'omega.db'));
    const blob = database
      .prepare('SELECT figures FROM trial_trades WHERE sweep_id = ? AND trial_index = 3')
      .pluck()
      .get(report.sweepId) as Buffer;
    blob.writeDoubleLE(blob.readDoubleLE(0) + 60_000, 0);
    database
      .prepare('UPDATE trial_trades SET figures = ? WHERE sweep_id = ? AND trial_index = 3')
      .run(blob, report.sweepId);
    database.prepare('DELETE FROM trial_trades WHERE sweep_id = ? AND trial_index = 5').run(report.sweepId);
    database.close();
    const { mismatches } = await replay('altered');
    const fields = mismatches.map(({ trialIndex, differences }) => [trialIndex, differences.map(({ field }) => field)]);
    expect(fields).toEqual([
      [3, ['trial_trades[0]']],
      [5, ['trial_trades']],
    ]);
  });

  it('are exported, trial by trial', async () => {
    const folder = path.join(project.root, 'tables');
    const exported = await exportSweep({
      sweep: report.sweepId,
      format: 'csv',
      top: 0,
      folder,
      ...surroundingsIn(project, 'one'),
    });
    const [header, ...lines] = readFileSync(path.join(folder, 'all_trades.csv'), 'utf8').trimEnd().split('\n');
    expect(header).toBe('trial_index,entry_time,exit_time,size,result,fees,r_multiple');
    const trades = inStore('one', (store) =>
      store.readTrials(report.sweepId).map(({ trialIndex }) => store.readTrades(report.sweepId, trialIndex)!),
    );
    const results = trades.flatMap((packed) => [...packedFigure(packed, 'result')]);
    expect(lines.map((line) => Number(line.split(',')[4]))).toEqual(results);
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(
      trades.flatMap((packed, trial) => new Array(countPacked(packed)).fill(trial)),
    );
    expect(exported.files.map(({ name }) => name)).toContain('all_trades.csv');
    expect(exported.missing.map(({ table }) => table)).toEqual(['trades']);
  });
});
