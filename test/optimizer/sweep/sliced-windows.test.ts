import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import { packedFigure } from '../../../src/optimizer/storage/packed-trades.ts';
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
objective: profit_over_drawdown
store: { daily: none }
validation:
  walk_forward: { train_days: 90, test_days: 60, retest_top: 2, slice: true }
`;
const DAY_MS = 86_400_000;

let project: SampleProject;
let report: SweepReport;

beforeAll(async () => {
  project = await createSampleProject();
  report = await sweepIn(project, GRID, 'one');
});
afterAll(() => project.remove());

const inStore = <T>(results: string, use: (store: TrialReader) => T): T => readStoreOf(project, results, use);

const digest = (results: string, { sweepId }: SweepReport) => inStore(results, (store) => store.digest(sweepId));
const replay = (results: string, options = {}) =>
  replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...options, ...surroundingsIn(project, results) });

function metric({ metrics }: TrialRecord, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}

describe('a walk-forward on slices', () => {
  it('cuts the training figures of every trial out of its run over the whole range', () => {
    const { walkForward, sweepId } = report;
    expect(walkForward).toMatchObject({ isSliced: true });
    expect(walkForward!.windows).toHaveLength(2);
    expect(report.estimate).toMatchObject({ trials: 12, windows: 2, trainTrials: 24, slicedTrials: 24, testTrials: 4 });
    inStore('one', (store) => {
      const { days, initialBalance } = store.loadSweep(sweepId)!;
      for (const { trainId, trainStart, trainEnd } of walkForward!.windows) {
        const [from, until] = [Date.parse(trainStart), Date.parse(trainEnd) + DAY_MS];
        expect(store.loadSweep(trainId)).toMatchObject({ startDate: trainStart, endDate: trainEnd });
        for (const full of store.readTrials(sweepId)) {
          const sliced = store.readTrial(trainId, full.trialIndex)!;
          expect([sliced.seed, sliced.configHash, sliced.resultHash, sliced.parametersJson]).toEqual([
            full.seed,
            full.configHash,
            full.resultHash,
            full.parametersJson,
          ]);
          const trades = store.readTrades(sweepId, full.trialIndex)!;
          const of = (name: Parameters<typeof packedFigure>[1]) => packedFigure(trades, name);
          const inside = [...of('result').keys()].filter(
            (trade) => of('entry_time')[trade]! >= from && of('exit_time')[trade]! < until,
          );
          expect(inside.length).toBeGreaterThan(0);
          expect(metric(sliced, 'total_trades')).toBe(inside.length);
          const net = inside.map((at) => of('result')[at]! - of('entry_fee')[at]! - of('exit_fee')[at]!);
          expect(metric(sliced, 'profit_net')).toBeCloseTo(
            net.reduce((total, value) => total + value, 0),
            8,
          );
          const daily = store.readDaily(sweepId, full.trialIndex)!;
          const own = daily.filter((_, day) => days[day]! * DAY_MS >= from && days[day]! * DAY_MS < until);
          const earned = own.reduce((total, value) => total + value, 0);
          expect(metric(sliced, 'total_return')).toBeCloseTo(earned / initialBalance, 10);
          expect(sliced.score).toBeCloseTo(
            metric(sliced, 'profit_net') / Math.max(metric(sliced, 'max_drawdown_abs'), 1),
            12,
          );
        }
      }
    });
  });

  it('runs its choices on the test days as always', () => {
    const { windows, oosProfitNet } = report.walkForward!;
    const tested = windows.map(({ test }) => metric(test!, 'profit_net'));
    expect(oosProfitNet).toBeCloseTo(
      tested.reduce((total, value) => total + value, 0),
      9,
    );
    inStore('one', (store) => {
      for (const { trainId, testId, chosenTrial } of windows) {
        const best = store.readTrials(trainId).reduce((a, b) => (b.score > a.score ? b : a));
        expect(chosenTrial).toBe(best.trialIndex);
        expect(store.readTrials(testId)).toHaveLength(2);
      }
    });
  });

  it('has the seeds of the runs that it is cut out of, drawn ones too', async () => {
    const drawn = await sweepIn(project, `${GRID}run_mode: prod\nseeding: independent\n`, 'drawn');
    inStore('drawn', (store) => {
      const seedsOf = (id: string) => store.readTrials(id).map(({ seed }) => seed);
      const seeds = seedsOf(drawn.sweepId);
      expect(new Set(seeds).size).toBe(12);
      for (const { trainId, testId, chosenTrial, test } of drawn.walkForward!.windows) {
        expect(seedsOf(trainId)).toEqual(seeds);
        expect(store.readTrial(testId, chosenTrial!)!.seed).toBe(seeds[chosenTrial!]);
        expect(test!.resultHash).not.toBeNull();
      }
    });
    expect((await replay('drawn')).mismatches).toEqual([]);
  });

  it('is the same with two workers and after an interruption', async () => {
    const two = await sweepIn(project, GRID, 'two', { workers: 2 });
    const abort = new AbortController();
    const partial = await sweepIn(project, GRID, 'cut', {
      signal: abort.signal,
      onProgress: ({ stage }) => stage.startsWith('training window 1') && abort.abort(),
    });
    expect(partial).toMatchObject({ outcome: 'interrupted', walkForward: null });
    const resumed = await runSweep({ target: { resume: 'latest' }, workers: 2, ...surroundingsIn(project, 'cut') });
    expect(resumed.outcome).toBe('complete');
    expect(new Set([digest('one', report), digest('two', two), digest('cut', resumed)]).size).toBe(1);
  });

  it('is repeated by a replay, which finds an altered slice', async () => {
    const all = await replay('one');
    expect(all).toMatchObject({ replayed: report.finishedNow, mismatches: [], results: [] });
    const { trainId } = report.walkForward!.windows[1]!;
    const single = await replay('one', { sweep: trainId, trials: { index: 4 } });
    expect(single.mismatches).toEqual([]);
    const database = new Database(path.join(project.root, 'two', 'omega.db'));
    database.prepare('UPDATE trial SET profit_net = 1 WHERE sweep_id = ? AND trial_index = 4').run(trainId);
    database.close();
    const { mismatches } = await replay('two');
    expect(mismatches).toMatchObject([
      { stage: 'training window 1', trialIndex: 4, differences: [{ field: 'profit_net' }] },
    ]);
  });
});
