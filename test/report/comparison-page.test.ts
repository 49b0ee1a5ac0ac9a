import { describe, expect, it } from 'vitest';
import {
  comparisonPage,
  comparisonPageData,
  type PageComparison,
} from '../../src/report/comparison-page/comparison-page.ts';
import { overlayData } from '../../src/report/comparison-page/overlay-data.ts';
import { compareRuns } from '../../src/run/comparison/compare-runs.ts';
import { type ComparedRun, readComparedRun } from '../../src/run/comparison/compared-run.ts';
import { goldenArtifacts } from '../run/comparison/golden-artifacts.ts';

const STOP = readComparedRun(goldenArtifacts('g2-market-entry-to-stop'), 'g2');
const ENTRY = readComparedRun(goldenArtifacts('g5-entry-candle'), 'g5');

function compared(runs: readonly ComparedRun[]): PageComparison {
  const labels = runs.map((_, place) => 'ABC'.charAt(place));
  return { labels, runs, comparison: compareRuns(runs), facts: labels.map((label) => [label, 'what it is']) };
}

describe('the data of the page of a comparison', () => {
  it('are those of the artifacts', () => {
    const data = comparisonPageData(compared([STOP, ENTRY]));
    expect(data.metrics.map(({ key, values }) => [key, values])).toEqual(
      Object.keys(STOP.metrics).map((key) => [
        key,
        [STOP, ENTRY].map(({ metrics }) => {
          const value = metrics[key as keyof typeof metrics];
          return value === 'n/a' ? null : value;
        }),
      ]),
    );
    const { divergence } = data.pairs[0];
    expect(divergence?.index).toBe(0);
    for (const { key, values } of divergence?.fields.filter(({ key: name }) => !name.startsWith('meta.')) ?? [])
      expect(values).toEqual([STOP, ENTRY].map(({ trades }) => String(trades[0][key])));
    expect(data.configuration.find(({ key }) => key === 'rng_seed')?.values).toEqual(['7', '42']);
    expect(data.provenance.find(({ key }) => key === 'result hash')?.values).toEqual([
      STOP.resultHash,
      ENTRY.resultHash,
    ]);
  });

  it('have null for a value or a trade that one of them lacks', () => {
    const config = { ...STOP.config, extra: ['a', 1] };
    const data = comparisonPageData(compared([STOP, { ...STOP, config, trades: STOP.trades.slice(0, 1) }]));
    expect(data.configuration).toEqual([{ key: 'extra', values: [null, '["a",1]'] }]);
    expect(data.pairs[0].divergence?.fields.find(({ key }) => key === 'size')?.values).toEqual([
      String(STOP.trades[1].size),
      null,
    ]);
  });
});

describe('the curves of the page of a comparison', () => {
  const curve = (from: number, equity: readonly number[], initialBalance = 100): ComparedRun => ({
    ...STOP,
    initialBalance,
    equity: { times: Float64Array.from(equity, (_, bar) => from + bar), equity: Float64Array.from(equity) },
  });

  it('grow from the initial balance of each, on the bars that any of them has', () => {
    expect(overlayData([curve(1, [100, 110, 99]), curve(2, [1000, 1000.123456, 1200], 1000)])).toEqual({
      times: [1, 2, 3, 4],
      barsPerPoint: 1,
      growth: [
        [0, 10, -1, null],
        [null, 0, 0.0123, 20],
      ],
    });
  });

  it('have at most 10,000 points, with the last value of each', () => {
    const equity = Array.from({ length: 25_000 }, (_, bar) => 100 + bar);
    const { times, barsPerPoint, growth } = overlayData([curve(0, equity), curve(24_999, [100])]);
    expect([times.length, barsPerPoint]).toEqual([8334, 3]);
    expect([times[0], times[1], times[8333]]).toEqual([2, 5, 24_999]);
    expect([growth[0][0], growth[0][8333]]).toEqual([2, 24_999]);
    expect(growth[1].filter((value) => value !== null)).toEqual([0]);
  });

  it('are empty where no bar was traded', () => {
    expect(overlayData([curve(0, []), curve(0, [])])).toEqual({ times: [], barsPerPoint: 1, growth: [[], []] });
  });
});

describe('the page of a comparison', () => {
  it('is the same for the same runs', () => {
    expect(comparisonPage(compared([STOP, ENTRY]))).toBe(comparisonPage(compared([STOP, ENTRY])));
  });

  it('holds hostile texts as data only', () => {
    const hostile = '</script><img src=x onerror=alert(1)>';
    const page = comparisonPage(compared([STOP, { ...STOP, runId: hostile, config: { [hostile]: hostile } }]));
    expect(page).not.toContain('<img');
    expect(page.match(/<\/script>/g)).toHaveLength(2);
  });
});
