import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import type { TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';
import type { TrialReader } from '../../../src/optimizer/storage/trial-store.ts';
import { replaySweep } from '../../../src/optimizer/sweep/replay-sweep.ts';
import { runSweep } from '../../../src/optimizer/sweep/run-sweep.ts';
import type { SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';
import type { SweepRequest } from '../../../src/optimizer/sweep/sweep-request.ts';
import type { WalkForwardReport } from '../../../src/optimizer/sweep/walk-forward-report.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';
import { readStoreOf, surroundingsIn, sweepIn } from '../../support/sample-sweeps.ts';

/** 270 days: six windows, 75 + 2 + 30 days each. */
const GRID = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.z_score_long: [-1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
validation:
  walk_forward: { train_days: 75, test_days: 30, retest_top: 4 }
`;

const SEARCH = `sweep_version: 1
base: base.json
space:
  strategy_parameters.z_score_long: { type: float, low: -2.2, high: -1.4 }
  strategy_parameters.atr_mult: { type: float, low: 1, high: 3 }
sampler: SAMPLER
budget: { trials: 12 }
validation:
  walk_forward: { mode: anchored, train_days: 120, test_days: 40, step_days: 50, purge_days: 1, retest_top: 3 }
`;

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

afterAll(() => project.remove());

const surroundings = (results: string) => surroundingsIn(project, results);
const sweep = (text: string, results: string, options: Partial<SweepRequest> = {}) =>
  sweepIn(project, text, results, options);

const inStore = <T>(results: string, use: (store: TrialReader) => T): T => readStoreOf(project, results, use);

function digest(results: string, { sweepId }: SweepReport): string {
  return inStore(results, (store) => store.digest(sweepId));
}

function metric(trial: TrialRecord, key: MetricKey): number {
  return trial.metrics[METRIC_KEYS.indexOf(key)]!;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function walkForwardOf({ walkForward }: SweepReport): WalkForwardReport {
  if (walkForward === null) throw new Error('expected a walk-forward');
  return walkForward;
}

describe('a walk-forward', () => {
  let report: SweepReport;
  let walkForward: WalkForwardReport;

  beforeAll(async () => {
    report = await sweep(GRID, 'one');
    walkForward = walkForwardOf(report);
  });

  it('searches every training window and runs its best trials on the test window behind it', () => {
    expect(report).toMatchObject({ outcome: 'complete', exitCode: 0, finishedNow: 12 + 6 * (12 + 4) });
    expect(report.estimate).toMatchObject({ windows: 6, trainTrials: 72, testTrials: 24, slicedTrials: 0 });
    expect(walkForward.windows).toHaveLength(6);
    expect(walkForward.windows[1]).toMatchObject({
      trainStart: '2023-02-01',
      trainEnd: '2023-04-16',
      testStart: '2023-04-19',
      testEnd: '2023-05-18',
    });
    inStore('one', (store) => {
      for (const { trainId, testId, chosenTrial, train, test } of walkForward.windows) {
        const best = store.readTrials(trainId).reduce((a, b) => (b.score > a.score ? b : a));
        expect(chosenTrial).toBe(best.trialIndex);
        expect(store.readTrials(testId)).toHaveLength(4);
        expect(test).toMatchObject({ trialIndex: chosenTrial, seed: train!.seed, paramsHash: train!.paramsHash });
      }
    });
  });

  it('joins the test windows to one account', () => {
    const tests = walkForward.windows.map(({ test }) => test!);
    const joined = (key: MetricKey) => walkForward.metrics[METRIC_KEYS.indexOf(key)]!;
    expect(walkForward.oosProfitNet).toBeCloseTo(sum(tests.map((trial) => metric(trial, 'profit_net'))), 9);
    expect(joined('profit_net')).toBeCloseTo(walkForward.oosProfitNet, 9);
    expect(joined('total_trades')).toBe(sum(tests.map((trial) => metric(trial, 'total_trades'))));
    expect(joined('total_return')).toBeCloseTo(sum(tests.map((trial) => metric(trial, 'total_return'))), 12);
    expect(joined('avg_holding_bars')).toBeCloseTo(
      sum(tests.map((trial) => metric(trial, 'avg_holding_bars') * metric(trial, 'total_trades'))) /
        joined('total_trades'),
      9,
    );
    expect(walkForward.oosWindowsProfitable).toBe(
      tests.filter((trial) => metric(trial, 'profit_net') > 0).length / tests.length,
    );
    const perDay = (profit: number, days: number) => profit / (walkForward.windows.length * days);
    const trained = sum(walkForward.windows.map(({ train }) => metric(train!, 'profit_net')));
    expect(walkForward.wfe).toBeCloseTo(perDay(walkForward.oosProfitNet, 30) / perDay(trained, 75), 12);
  });

  it('writes its windows and its figures to files', () => {
    const lines = readFileSync(path.join(report.folder!, 'windows.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^window,train_start,.*,strategy_parameters\.atr_mult,.*train_profit_net,test_profit_net/);
    const { metrics } = JSON.parse(readFileSync(path.join(report.folder!, 'optimizer_metrics.json'), 'utf8'));
    expect(metrics.wfe).toBeCloseTo(walkForward.wfe, 6);
    expect(metrics.oos_windows_profitable).toBeCloseTo(walkForward.oosWindowsProfitable, 6);
  });

  it('has trials that a single run on the dates of the window repeats', async () => {
    const { testId, chosenTrial, trainId } = walkForward.windows[3]!;
    for (const part of [trainId, testId]) {
      const exportFile = path.join(project.root, `${part}.json`);
      const replayed = await replaySweep({
        sweep: part,
        trials: { index: chosenTrial! },
        exportFile,
        ...surroundings('one'),
      });
      expect(replayed.mismatches).toEqual([]);
      expect(replayed.exported).not.toBeNull();
    }
    const config = JSON.parse(readFileSync(path.join(project.root, `${testId}.json`), 'utf8'));
    expect([config.start_date, config.end_date]).toEqual(['2023-06-18', '2023-07-17']);
  });

  it('is the same with several workers and after an interruption', async () => {
    const many = await sweep(GRID, 'many', { workers: 5 });
    const abort = new AbortController();
    const partial = await sweep(GRID, 'cut', {
      signal: abort.signal,
      onProgress: ({ stage }) => stage.startsWith('training window 2') && abort.abort(),
    });
    expect(partial).toMatchObject({ outcome: 'interrupted', exitCode: 130, walkForward: null });
    const resumed = await runSweep({ target: { resume: 'latest' }, workers: 2, ...surroundings('cut') });
    expect(resumed.outcome).toBe('complete');
    expect(resumed.finishedNow).toBe(report.finishedNow - partial.finishedNow);
    expect(new Set([digest('one', report), digest('many', many), digest('cut', resumed)]).size).toBe(1);
    expect(inStore('cut', (store) => store.readWalkForward(resumed.sweepId))).toEqual(
      inStore('one', (store) => store.readWalkForward(report.sweepId)),
    );
    expect(inStore('many', (store) => store.readWalkForward(many.sweepId))?.metrics).toEqual(walkForward.metrics);
  });

  it('is shown from the store, and repeated by a replay', async () => {
    const shown = await sweep(GRID, 'one');
    expect(shown.outcome).toBe('shown');
    expect(shown.walkForward).toEqual(walkForward);
    const replayed = await replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundings('one') });
    expect(replayed).toMatchObject({ replayed: report.finishedNow, skipped: 0, mismatches: [], results: [] });
  });

  it.each([
    [
      'a trial of a test window',
      'UPDATE trial SET profit_net = 0 WHERE sweep_id = :test',
      'test window 0',
      'profit_net',
    ],
    ['a missing trial of a test window', 'DELETE FROM trial WHERE sweep_id = :test', 'test window 0', 'trial'],
    ['a seed of a training window', 'UPDATE trial SET seed = 1 WHERE sweep_id = :train', 'training window 0', 'seed'],
  ])('has a replay that finds an altered store: %s', async (_what, statement, stage, field) => {
    const results = `altered_${field}`;
    copyResults('one', results);
    const { trainId, testId } = walkForward.windows[0]!;
    alter(results, statement.replace(':test', `'${testId}'`).replace(':train', `'${trainId}'`));
    const { mismatches } = await replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundings(results) });
    expect(mismatches[0]).toMatchObject({ stage });
    expect(mismatches.flatMap(({ differences }) => differences.map((difference) => difference.field))).toContain(field);
  });

  it('has a replay that finds an altered result', async () => {
    copyResults('one', 'altered_result');
    alter('altered_result', 'UPDATE walk_forward SET wfe = 2; UPDATE walk_forward_window SET chosen_trial = 7');
    const { mismatches, results } = await replaySweep({
      sweep: 'latest',
      trials: 'all',
      workers: 1,
      ...surroundings('altered_result'),
    });
    expect(mismatches).toEqual([]);
    expect(results.map(({ field }) => field)).toContain('walk_forward.wfe');
    expect(results.some(({ field }) => /windows\[\d\]\.chosenTrial/.test(field))).toBe(true);
  });
});

describe('the searches of a walk-forward', () => {
  function paramsByWindow(results: string, report: SweepReport): string[][] {
    return inStore(results, (store) =>
      store
        .listParts(report.sweepId)
        .filter(({ part }) => part === 'train')
        .map(({ sweepId }) => store.readTrials(sweepId).map(({ paramsHash }) => paramsHash)),
    );
  }

  it('try the same parameters in every window unless they adapt, with seeds of their own', async () => {
    const report = await sweep(SEARCH.replace('SAMPLER', '{ name: random }'), 'random');
    const [first, ...others] = paramsByWindow('random', report);
    expect(others).toHaveLength(2);
    for (const other of others) expect(other).toEqual(first);
    inStore('random', (store) => {
      const ids = [report.sweepId, ...walkForwardOf(report).windows.map(({ trainId }) => trainId)];
      expect(new Set(ids.map((id) => store.readTrial(id, 0)!.seed)).size).toBe(4);
      expect(ids.map((id) => store.readTrial(id, 5)!.paramsHash)).toEqual(new Array(4).fill(first![5]));
    });
  });

  it('adapt to their window, the same way with one and with two workers', async () => {
    const text = SEARCH.replace('SAMPLER', '{ name: tpe, batch_size: 4, startup_trials: 4 }');
    const one = await sweep(text, 'tpe_one');
    const two = await sweep(text, 'tpe_two', { workers: 2 });
    expect(digest('tpe_two', two)).toBe(digest('tpe_one', one));
    const [first, second] = paramsByWindow('tpe_one', one);
    expect(first).not.toEqual(second);
    expect(walkForwardOf(one)).toMatchObject({ mode: 'anchored', isContiguous: false, purgeDays: 1 });
    expect(walkForwardOf(one).windows.map(({ trainStart }) => trainStart)).toEqual(new Array(3).fill('2023-01-02'));
  });

  it('count as no position where nothing may be chosen', async () => {
    const report = await sweep(`${GRID}gates: ["total_trades >= 90"]\n`, 'gated');
    const { windows, oosProfitNet, metrics } = walkForwardOf(report);
    expect(windows.map(({ chosenTrial }) => chosenTrial === null)).toEqual([false, false, false, true, true, true]);
    const profits = windows.flatMap(({ test }) => (test === null ? [] : [metric(test, 'profit_net')]));
    expect(profits).toHaveLength(3);
    expect(oosProfitNet).toBeCloseTo(sum(profits), 9);
    expect(metrics[METRIC_KEYS.indexOf('profit_net')]).toBeCloseTo(oosProfitNet, 9);
  });

  it('are refused where a window has no bars', async () => {
    const text = GRID.replace(
      'train_days: 75, test_days: 30',
      'train_days: 5, test_days: 1, step_days: 7, purge_days: 0',
    );
    await expect(sweep(text, 'weekend')).rejects.toMatchObject({
      code: 'SWEEP_WINDOW',
      category: 'config',
      where: 'sweep.yaml:9:3 validation.walk_forward',
      problems: [
        { details: { file: 'sweep.yaml', line: 9, column: 3, path: 'validation.walk_forward', part: 'test' } },
      ],
    });
  });
});

function copyResults(from: string, to: string): void {
  cpSync(path.join(project.root, from), path.join(project.root, to), { recursive: true });
}

function alter(results: string, statements: string): void {
  const database = new Database(path.join(project.root, results, 'omega.db'));
  database.pragma('foreign_keys = off');
  database.exec(statements);
  database.close();
}
