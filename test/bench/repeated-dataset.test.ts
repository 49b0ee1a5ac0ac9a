import { describe, expect, it } from 'vitest';
import { repeatedDataset } from '../../bench/project/repeated-dataset.ts';
import { type SampleWindow, sampleDataset } from '../support/engine-cases/sample-datasets.ts';

const WINDOW: SampleWindow = {
  symbol: 'EURUSD',
  firstBar: 9_000,
  bars: 400,
  warmupBars: 100,
  spreadMultiplier: 1,
  rates: 'M5',
};
const MS_PER_WEEK = 7 * 86_400_000;

describe('a repeated data set', () => {
  const dataset = sampleDataset(WINDOW);
  const { primary } = repeatedDataset(dataset, 1000);
  const { openTimes: original, bid } = dataset.primary;

  it('has the prices of the original again and again', () => {
    expect(primary.bid.close).toHaveLength(1000);
    for (const bar of [0, 399, 400, 799, 999]) {
      expect(primary.bid.close[bar]).toBe(bid.close[bar % 400]);
      expect(primary.ask.low[bar]).toBe(dataset.primary.ask.low[bar % 400]);
    }
  });

  it('goes on in time by whole weeks', () => {
    for (let bar = 1; bar < 1000; bar++) expect(primary.openTimes[bar]).toBeGreaterThan(primary.openTimes[bar - 1]);
    for (const bar of [400, 800, 999]) {
      const shift = primary.openTimes[bar] - original[bar % 400];
      expect(shift).toBeGreaterThan(0);
      expect(shift % MS_PER_WEEK).toBe(0);
    }
  });
});
