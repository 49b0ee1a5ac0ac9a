import { describe, expect, it } from 'vitest';
import { CONTRACT_METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import { compareRuns } from '../../../src/run/comparison/compare-runs.ts';
import { type ComparedRun, readComparedRun } from '../../../src/run/comparison/compared-run.ts';
import { goldenArtifacts } from './golden-artifacts.ts';

const golden = (name: string): ComparedRun => readComparedRun(goldenArtifacts(name), name);

const TARGET = golden('g1-market-entry-to-target');
const STOP = golden('g2-market-entry-to-stop');
const FILTERS = golden('g6-mixed-filters');

describe('a run compared with itself', () => {
  it('is equal in everything', () => {
    const { pairs, ...rest } = compareRuns([STOP, STOP]);
    expect(rest.circumstances).toEqual([]);
    expect(rest.configuration).toEqual([]);
    expect(rest.metrics.map(({ key }) => key)).toEqual(CONTRACT_METRIC_KEYS);
    expect(rest.metrics.every(({ isEqual }) => isEqual)).toBe(true);
    expect(pairs).toEqual([
      {
        other: 1,
        hashes: { configuration: true, data: true, result: true, artifacts: true },
        isSameConfiguration: true,
        isSameResult: true,
        differingMetrics: [],
        trades: { firstCount: 2, otherCount: 2, divergence: null, eventDivergence: null, metaDivergence: null },
        equity: { commonBars: 12, otherBars: 0, firstDifference: null, largestDifference: null },
      },
    ]);
  });
});

describe('runs that differ', () => {
  it('are compared with the first one, metrics with one value a run', () => {
    const { metrics, pairs } = compareRuns([STOP, TARGET, STOP]);
    expect(metrics.find(({ key }) => key === 'total_trades')).toEqual({
      key: 'total_trades',
      values: [2, 1, 2],
      isEqual: false,
    });
    expect(pairs.map(({ other, isSameResult }) => [other, isSameResult])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(pairs[0].differingMetrics).toContain('total_trades');
    expect(pairs[0].hashes.result).toBe(false);
  });

  it('tell what makes their figures hard to set side by side', () => {
    const other: ComparedRun = {
      ...STOP,
      symbol: 'GBPUSD',
      currency: 'EUR',
      startDate: '2024-03-06',
      engineVersion: '9',
    };
    expect(compareRuns([STOP, other]).circumstances).toEqual([
      { circumstance: 'symbol', values: ['EURUSD', 'GBPUSD'] },
      { circumstance: 'period', values: [`${STOP.startDate} to ${STOP.endDate}`, `2024-03-06 to ${STOP.endDate}`] },
      { circumstance: 'currency', values: ['USD', 'EUR'] },
      { circumstance: 'version', values: [STOP.engineVersion, '9'] },
    ]);
  });

  it('are not equal where only the unrounded result differs', () => {
    const [pair] = compareRuns([STOP, { ...STOP, resultHash: '0' }]).pairs;
    expect(pair.isSameResult).toBe(false);
    expect(pair.isSameConfiguration).toBe(true);
  });

  it('are not equal where a file was changed and its hash was not', () => {
    const [last, ...before] = [...STOP.trades].reverse();
    const trades = [...before.reverse(), { ...last, size: 99 }];
    const [pair] = compareRuns([STOP, { ...STOP, trades }]).pairs;
    expect(pair.hashes).toEqual({ configuration: true, data: true, result: true, artifacts: true });
    expect(pair.isSameResult).toBe(false);
  });
});

describe('the keys of configurations that differ', () => {
  it('are dotted paths with one value a run', () => {
    const { configuration } = compareRuns([STOP, withConfig(STOP, { start_date: 'x', cooldown: { bars: 3 } }), STOP]);
    expect(configuration).toEqual([
      { key: 'cooldown.bars', values: [0, 3, 0] },
      { key: 'cooldown.minutes_after_entry', values: [0, undefined, 0] },
      { key: 'cooldown.minutes_after_exit', values: [0, undefined, 0] },
      { key: 'start_date', values: [STOP.startDate, 'x', STOP.startDate] },
    ]);
  });

  it('are in the order of their names, whichever run has them', () => {
    const { configuration } = compareRuns([withConfig(STOP, { b: 1 }), withConfig(STOP, { a: 1, c: 1 })]);
    expect(configuration.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  it('leave out what cannot change a result', () => {
    const other = withConfig(STOP, { logging: { logging_mode: 'off' }, metrics: {}, strategy_module: 'elsewhere.mjs' });
    expect(compareRuns([STOP, other]).configuration).toEqual([]);
  });

  it('hold the seed that a run used, also a drawn one', () => {
    const { configuration } = compareRuns([STOP, withConfig(STOP, { rng_seed: 8 })]);
    expect(configuration).toEqual([{ key: 'rng_seed', values: [STOP.config.rng_seed, 8] }]);
  });

  it('are those that make the hashes differ', () => {
    const { configuration, pairs } = compareRuns([STOP, FILTERS]);
    expect(pairs[0].hashes.configuration).toBe(false);
    expect(configuration.length).toBeGreaterThan(0);
  });
});

function withConfig(run: ComparedRun, changes: ComparedRun['config']): ComparedRun {
  return { ...run, config: { ...run.config, ...changes } };
}
