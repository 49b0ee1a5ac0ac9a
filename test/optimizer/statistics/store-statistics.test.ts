import { describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import type { SweepBody } from '../../../src/optimizer/definition/sweep-schema.ts';
import { paramsHash } from '../../../src/optimizer/space/params-hash.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { columnOf } from '../../../src/optimizer/statistics/daily-matrix.ts';
import { isMissing } from '../../../src/optimizer/statistics/figure.ts';
import { loadDailyMatrix } from '../../../src/optimizer/statistics/load-daily-matrix.ts';
import { sharpeRatio } from '../../../src/optimizer/statistics/sharpe-sample.ts';
import {
  gatherStatisticsInput,
  optimizerMetricsMeta,
  type StatisticsRequest,
  tradeSample,
} from '../../../src/optimizer/statistics/store-statistics.ts';
import type { SweepStatisticsInput } from '../../../src/optimizer/statistics/sweep-statistics-input.ts';
import { createMemoryStore } from '../../../src/optimizer/storage/memory-store.ts';
import type { SweepDefinition } from '../../../src/optimizer/storage/sweep-record.ts';
import type { TrialEntry, TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';
import type { TrialStore } from '../../../src/optimizer/storage/trial-store.ts';
import { tradeColumns } from '../../core/metrics/trade-columns.ts';
import { define, HEAD } from '../definition/sweep-example.ts';
import { int } from '../space/example-parameters.ts';
import { exampleSweep, exampleTrial, failedTrial, START, SWEEP_ID } from '../storage/trial-examples.ts';
import { settingsOf, statisticsOf } from './example-input.ts';
import { noiseMatrix } from './example-matrix.ts';

const [DAYS, BALANCE] = [120, 100_000];
const noise = noiseMatrix(21, DAYS, 40, { 2: 0.3 });

/** Daily results of trial `index`, account currency. */
function results(index: number): Float64Array {
  return columnOf(noise, index).map((value) => BALANCE * value);
}

/** Trial `index` of a grid over n whose score falls with the distance from 2. */
function trial(index: number, changes: Partial<TrialRecord> = {}): TrialRecord {
  const n = index;
  const metrics = Float64Array.from(METRIC_KEYS, () => 1);
  return exampleTrial(index, {
    parametersJson: JSON.stringify({ n }),
    paramsHash: paramsHash({ n }),
    changedPathsJson: JSON.stringify({ n }),
    score: 10 - Math.abs(index - 2),
    metrics,
    ...changes,
  });
}

function sweepOf(changes: Partial<SweepDefinition> = {}): SweepDefinition {
  const days = Int32Array.from({ length: DAYS }, (_, day) => 18_000 + day);
  return exampleSweep({ days, initialBalance: BALANCE, startDate: '2019-04-14', endDate: '2019-08-11', ...changes });
}

function fill(store: TrialStore, definition: SweepDefinition, entries: readonly TrialEntry[]): void {
  store.createSweep(definition, START);
  const { sweepId } = definition;
  store.writeTrials(entries.map(({ trial: each, daily }) => ({ trial: { ...each, sweepId }, daily })));
  store.finishSweep(sweepId, { state: 'complete', exitCode: 0, finishedAt: START.startedAt });
}

/** Six finished trials, one gated, one failed, one repeated, one cancelled, one without a series. */
function exampleEntries(): TrialEntry[] {
  const repeat = { parametersJson: '{"n":1}', paramsHash: paramsHash({ n: 1 }), repeatOf: 1 };
  return [
    ...[0, 1, 2, 3].map((index) => ({ trial: trial(index), daily: results(index) })),
    { trial: trial(4, { status: 'infeasible' }), daily: results(4) },
    { trial: { ...failedTrial(5), ...pick(trial(5)) }, daily: null },
    { trial: trial(6, repeat), daily: results(6) },
    { trial: { ...failedTrial(7), ...pick(trial(7)), status: 'cancelled' }, daily: null },
    { trial: trial(8), daily: null },
  ];
}

function pick({ parametersJson, paramsHash: hash }: TrialRecord) {
  return { parametersJson, paramsHash: hash };
}

function request(statistics: SweepBody['statistics'] = settingsOf(), changes: Partial<StatisticsRequest> = {}) {
  const { definition } = define(HEAD);
  return {
    definition: { ...definition, statistics },
    space: createSearchSpace([int('n', { low: 0, high: 8 })], []),
    trades: { net: Float64Array.of(100, -50, 75), r: Float64Array.of(1, -0.5, 0.75) },
    ...changes,
  };
}

function inputOf(
  store: TrialStore,
  changes: Partial<StatisticsRequest> = {},
  sweepId = SWEEP_ID,
): SweepStatisticsInput {
  const input = gatherStatisticsInput(store, sweepId, request(settingsOf({ spa: { resamples: 100 } }), changes));
  if (isMissing(input)) throw new Error(input.reason);
  return input;
}

function filledStore(definition = sweepOf()): TrialStore {
  const store = createMemoryStore();
  fill(store, definition, exampleEntries());
  return store;
}

describe('daily matrix of a sweep', () => {
  it('has the finished trials by index, each parameter set once, as shares of the balance', () => {
    const loaded = loadDailyMatrix(filledStore(), SWEEP_ID);
    if (isMissing(loaded)) throw new Error(loaded.reason);
    expect([...loaded.trialIndices]).toEqual([0, 1, 2, 3, 4]);
    expect(loaded).toMatchObject({ repeats: 1, withoutSeries: 1, matrix: { days: DAYS, columns: 5 } });
    expect(loaded.matrix.values.length).toBe(5 * DAYS);
    expect(columnOf(loaded.matrix, 4)).toEqual(results(4).map((value) => value / BALANCE));
    expect(loaded.matrix.values.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('takes the preferred one of two equal trials', () => {
    const loaded = loadDailyMatrix(filledStore(), SWEEP_ID, { preferred: 6 });
    expect(isMissing(loaded) ? [] : [...loaded.trialIndices]).toEqual([0, 2, 3, 4, 6]);
  });

  it('divides by the balance of a trial that has its own', () => {
    const store = createMemoryStore();
    const changedPathsJson = '{"account.initial_balance":50000}';
    fill(store, sweepOf(), [{ trial: trial(0, { changedPathsJson }), daily: results(0) }]);
    const loaded = loadDailyMatrix(store, SWEEP_ID);
    expect(isMissing(loaded) ? null : columnOf(loaded.matrix, 0)).toEqual(results(0).map((value) => value / 50_000));
  });

  it('is missing without daily series and beyond the limit', () => {
    const store = createMemoryStore();
    fill(store, sweepOf({ days: new Int32Array(0) }), [{ trial: trial(0), daily: null }]);
    expect(loadDailyMatrix(store, SWEEP_ID)).toMatchObject({ reason: expect.stringContaining('store.daily') });
    expect(loadDailyMatrix(filledStore(), SWEEP_ID, { limitBytes: 5000 })).toMatchObject({
      reason: `the daily series need ${6 * DAYS * 8} bytes of memory, the limit is 5000`,
    });
    expect(loadDailyMatrix(store, 'f'.repeat(16))).toMatchObject({ value: 'n/a' });
  });
});

describe('statistics of a stored sweep', () => {
  it('gather counts, series and scores', () => {
    const input = inputOf(filledStore());
    expect(input.counts).toEqual({ total: 9, complete: 6, failed: 1, pruned: 0, distinct: 7 });
    expect(input.selected).toMatchObject({ trialIndex: 2, trialSeed: trial(2).seed });
    expect(input.family).toEqual({ trials: 7, sweeps: 1, sharpes: new Float64Array(0) });
    expect(input.search.points.axes[0]!.levels).toEqual(Int32Array.of(0, 1, 2, 3, 4, 5, 8));
    expect([...input.search.scores]).toEqual([8, 9, 10, 9, Number.NaN, Number.NaN, 4]);
    expect([...input.search.rawScores]).toEqual([8, 9, 10, 9, 8, Number.NaN, 4]);
    expect(input.search).toMatchObject({ selected: 2, layout: 'grid', isComplete: false });
    expect(input.pValueResamples).toBe(2000);
    expect(input.years).toBeCloseTo(DAYS / 365.25, 10);
  });

  it('are computed from what was gathered', async () => {
    const statistics = await statisticsOf(inputOf(filledStore()));
    expect(statistics.selectedTrialIndex).toBe(2);
    expect(statistics.figures.sharpe_selected).toBe(sharpeRatio(results(2).map((value) => value / BALANCE)));
    expect(statistics.figures).toMatchObject({ trials_total: 9, plateau_neighbours: 2, plateau_ratio: 0.9 });
    expect(statistics.figures.mc_prob_loss).toEqual(expect.any(Number));
  });

  it('have no pruned trials around the winner, but count them', () => {
    const store = createMemoryStore();
    const pruned = { trial: trial(3, { status: 'pruned', score: Number.NaN }), daily: null };
    fill(store, sweepOf(), [...[0, 1, 2].map((index) => ({ trial: trial(index), daily: results(index) })), pruned]);
    const input = inputOf(store);
    expect(input.search.points.count).toBe(3);
    expect(input.counts).toMatchObject({ total: 4, pruned: 1, distinct: 4 });
  });

  it('place trials of other samplers by distance', () => {
    const { definition } = request();
    const sampler = { ...definition.sampler, name: 'random' as const };
    const input = inputOf(filledStore(), { definition: { ...definition, sampler } });
    expect(input.search).toMatchObject({ layout: 'scattered', isComplete: false });
  });

  it('are missing when switched off, below two eligible trials, and for an unknown sweep', () => {
    const off = gatherStatisticsInput(filledStore(), SWEEP_ID, request('off'));
    expect(off).toEqual({ value: 'n/a', reason: 'the sweep file says statistics: off' });
    const store = createMemoryStore();
    fill(store, sweepOf(), [{ trial: trial(0), daily: results(0) }]);
    expect(gatherStatisticsInput(store, SWEEP_ID, request())).toMatchObject({
      reason: 'fewer than two trials may be best',
    });
    expect(gatherStatisticsInput(store, 'f'.repeat(16), request())).toMatchObject({
      reason: 'the sweep is not in the store',
    });
  });

  it('say so where the trades are not at hand', () => {
    const { selected } = inputOf(filledStore(), { trades: null });
    expect(selected.trades).toMatchObject({ value: 'n/a' });
  });

  it('take the net result and the risk multiple of every trade', () => {
    const trades = tradeColumns([
      { result: 150, entryFee: 2, exitFee: 3, rMultiple: 9 },
      { result: -100, entryFee: 2, exitFee: 0 },
    ]);
    expect(tradeSample(trades, 100)).toEqual({ net: Float64Array.of(145, -102), r: Float64Array.of(1.5, -1) });
  });

  it('describe the trial that they belong to', () => {
    const store = filledStore();
    const meta = optimizerMetricsMeta(store.loadSweep(SWEEP_ID)!, store.readTrial(SWEEP_ID, 2)!);
    expect(meta).toMatchObject({ sweepId: SWEEP_ID, selectedTrialIndex: 2, runMode: 'dev' });
  });
});

describe('benchmark', () => {
  const benchmarkOf = (benchmark: unknown, baseResults: Float64Array | null = null) => {
    const statistics = settingsOf({ spa: { benchmark } });
    const input = gatherStatisticsInput(filledStore(), SWEEP_ID, request(statistics, { baseResults }));
    if (isMissing(input)) throw new Error(input.reason);
    return input.benchmark;
  };

  it('is nothing, another trial, or the base configuration', () => {
    expect(benchmarkOf('zero')).toBeNull();
    expect(benchmarkOf(3)).toEqual(results(3).map((value) => value / BALANCE));
    expect(benchmarkOf('base', results(9))).toEqual(results(9).map((value) => value / BALANCE));
  });

  it('is missing where it has no series', () => {
    expect(benchmarkOf(8)).toMatchObject({ reason: expect.stringContaining('trial 8') });
    expect(benchmarkOf('base')).toMatchObject({ reason: expect.stringContaining('the base configuration') });
  });
});

describe('research family', () => {
  const OTHER_ID = 'a'.repeat(16);

  function familyWith(changes: Partial<SweepDefinition>, from = 3, to = 33) {
    const store = filledStore();
    const entries = Array.from({ length: to - from }, (_, i) => ({ trial: trial(from + i), daily: null }));
    const { days } = sweepOf(changes);
    fill(
      store,
      sweepOf({ sweepId: OTHER_ID, ...changes }),
      entries.map((entry, i) => ({ ...entry, daily: days.length === DAYS ? results(from + i) : null })),
    );
    return inputOf(store).family;
  }

  it('counts parameter sets of related sweeps once and measures the new ones', () => {
    const family = familyWith({});
    // Own: 0 to 5 and 8. Other: 3 to 32, of which 3, 4, 5 and 8 are known.
    expect(family).toMatchObject({ trials: 7 + 26, sweeps: 2 });
    expect(family.sharpes.length).toBe(26);
    expect(family.sharpes[0]).toBe(sharpeRatio(results(6)));
  });

  it('needs the same strategy, symbol and timeframe, and an overlapping window', () => {
    expect(familyWith({ familyKey: 'another|EURUSD|M5' })).toMatchObject({ trials: 7, sweeps: 1 });
    expect(familyWith({ startDate: '2019-08-12', endDate: '2019-12-31' })).toMatchObject({ trials: 7, sweeps: 1 });
    expect(familyWith({ startDate: '2018-01-01', endDate: '2019-04-13' })).toMatchObject({ trials: 7, sweeps: 1 });
    expect(familyWith({ startDate: '2018-01-01', endDate: '2019-04-14T01:00:00Z' })).toMatchObject({ sweeps: 2 });
    expect(familyWith({ startDate: '2019-08-11T12:00:00Z', endDate: '2019-12-31' })).toMatchObject({ sweeps: 2 });
  });

  it('measures only series on the same calendar', () => {
    const days = Int32Array.from({ length: DAYS }, (_, day) => 18_001 + day);
    const family = familyWith({ days });
    expect(family).toMatchObject({ trials: 33, sweeps: 2 });
    expect(family.sharpes.length).toBe(0);
  });
});
