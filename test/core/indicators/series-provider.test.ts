import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atr } from '../../../src/core/indicators/atr.ts';
import { bollinger } from '../../../src/core/indicators/bollinger.ts';
import { ema } from '../../../src/core/indicators/ema.ts';
import { mapCompletedBars, markStale } from '../../../src/core/indicators/map-timeframe.ts';
import { SeriesProvider } from '../../../src/core/indicators/series-provider.ts';
import { projectNative, projectVisible, reduceToVisible } from '../../../src/core/indicators/stepwise.ts';
import type { ExecutionVariant } from '../../../src/core/types/config.ts';
import { MS_PER_HOUR, MS_PER_MINUTE } from '../../../src/core/types/timeframe.ts';
import { datasetOf, requestOf } from './sample-dataset.ts';
import { flatBars, pickRows, VectorFolder } from './vector-folder.ts';

const folder = new VectorFolder(path.join(import.meta.dirname, '../../fixtures/indicators'));
const primary = folder.bars('m5.csv', 'M5');
const hours = folder.bars('h1.csv', 'H1');
const late = pickRows(primary, (row) => row >= 107);
const VARIANTS: readonly ExecutionVariant[] = ['v2', 'v1_parity'];

describe('SeriesProvider on the primary timeframe', () => {
  const provider = new SeriesProvider(datasetOf(primary, [hours]), 'v2');

  it('computes on the bars of the requested side', () => {
    const request = requestOf({ indicator: 'ema', params: { period: 30 } });
    expect(provider.series(request).values).toEqual(ema(primary.bid.close, 30));
    expect(provider.series({ ...request, side: 'ask' }).values).toEqual(ema(primary.ask.close, 30));
  });

  it('addresses outputs by name', () => {
    const bands = bollinger(primary.bid.close, 20, 2);
    for (const output of ['lower', 'upper', 'mid'] as const) {
      expect(provider.series(requestOf({ indicator: 'bollinger', output })).values).toEqual(bands[output]);
    }
  });

  it('gives the closes themselves as aligned close', () => {
    expect(provider.alignedClose({ id: 'c', timeframe: 'M5', side: 'ask' }).values).toBe(primary.ask.close);
  });

  it('holds the stepwise form over undefined values and the plain form not', () => {
    // The level catches up within two bars; then residual and deviation are exactly 0.
    const closes = flatBars([1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1]);
    const bars = { ...pickRows(primary, (row) => row < 8), bid: closes, ask: closes };
    const small = new SeriesProvider(datasetOf(bars, []), 'v2');
    const params = { window: 2, R: 1e-9, Q: 1 };
    const plain = small.series(requestOf({ indicator: 'kalman_zscore', params })).values;
    const held = small.series(requestOf({ indicator: 'kalman_zscore_stepwise', params })).values;
    const last = plain.findLastIndex(Number.isFinite);
    expect(last).toBeGreaterThan(0);
    expect(last).toBeLessThan(7);
    expect(held.subarray(0, last + 1)).toEqual(plain.subarray(0, last + 1));
    expect(held.subarray(last).every((value) => value === plain[last])).toBe(true);
  });
});

describe('SeriesProvider on another timeframe', () => {
  const request = requestOf({ indicator: 'ema', timeframe: 'H1', params: { period: 20 } });
  const completed = mapCompletedBars(late.openTimes, 5 * MS_PER_MINUTE, hours.openTimes, MS_PER_HOUR);
  const visible = markStale(completed, 5 * MS_PER_MINUTE, MS_PER_HOUR);

  it('v2 steps over every loaded bar, v1_parity over the visible ones', () => {
    const dataset = datasetOf(late, [hours]);
    const native = projectNative(ema(hours.bid.close, 20), completed);
    const steps = reduceToVisible(visible, hours.bid);
    const seen = projectVisible(ema(steps.bars.close, 20), steps.updatePoints, late.openTimes.length);
    expect(new SeriesProvider(dataset, 'v2').series(request).values).toEqual(native);
    expect(new SeriesProvider(dataset, 'v1_parity').series(request).values).toEqual(seen);
    expect(native).not.toEqual(seen);
  });

  it('gives both names of a stepwise indicator the same values', () => {
    for (const variant of VARIANTS) {
      const provider = new SeriesProvider(datasetOf(late, [hours]), variant);
      expect(provider.series({ ...request, indicator: 'ema_stepwise' }).values).toEqual(
        provider.series(request).values,
      );
    }
  });

  it('reproduces the expected columns of the vectors', () => {
    const provider = new SeriesProvider(datasetOf(primary, [hours]), 'v1_parity');
    const [means] = folder.cases('ema_stepwise');
    const [closes] = folder.cases('aligned_closes');
    const numbers = (output: unknown) => Float64Array.from(output as (number | null)[], (value) => value ?? Number.NaN);
    expect(provider.series({ ...request, params: means.params }).values).toEqual(numbers(means.output));
    expect(provider.alignedClose({ id: 'c', timeframe: 'H1', side: 'bid' }).values).toEqual(numbers(closes.output));
  });

  it('shows other indicators as the completed bar has them, undefined while it is stale', () => {
    const outage = pickRows(hours, (row) => row < 12 || row > 17);
    const provider = new SeriesProvider(datasetOf(primary, [outage]), 'v1_parity');
    const map = mapCompletedBars(primary.openTimes, 5 * MS_PER_MINUTE, outage.openTimes, MS_PER_HOUR);
    const fresh = markStale(map, 5 * MS_PER_MINUTE, MS_PER_HOUR);
    const native = atr(outage.bid, 3);
    const expected = Float64Array.from(fresh, (bar) => (bar < 0 ? Number.NaN : native[bar]));
    const series = provider.series(requestOf({ indicator: 'atr', timeframe: 'H1', params: { period: 3 } })).values;
    expect(series).toEqual(expected);
    const closes = provider.alignedClose({ id: 'c', timeframe: 'H1', side: 'bid' }).values;
    expect(closes).toEqual(Float64Array.from(fresh, (bar) => (bar < 0 ? Number.NaN : outage.bid.close[bar])));
    expect(fresh.indexOf(-1, 100)).toBeGreaterThan(100);
    expect(provider.series(request).values.subarray(11).every(Number.isFinite)).toBe(true);
  });

  it('is undefined everywhere for a timeframe that is not loaded', () => {
    for (const variant of VARIANTS) {
      const provider = new SeriesProvider(datasetOf(primary, []), variant);
      const nothing = new Float64Array(primary.openTimes.length).fill(Number.NaN);
      expect(provider.series({ ...request, timeframe: 'D1' }).values).toEqual(nothing);
      expect(provider.alignedClose({ id: 'c', timeframe: 'D1', side: 'bid' }).values).toEqual(nothing);
    }
  });
});

describe('SeriesProvider as a cache', () => {
  const requests = [
    requestOf({ indicator: 'ema', params: { period: 12 } }),
    requestOf({ indicator: 'atr' }),
    requestOf({ indicator: 'bollinger', output: 'upper', params: { period: 10 } }),
    requestOf({ indicator: 'bollinger', output: 'lower', params: { period: 10 } }),
    requestOf({ indicator: 'kalman_zscore', params: { window: 20 }, timeframe: 'H1' }),
    requestOf({ indicator: 'ema', params: { period: 12 }, timeframe: 'H1', side: 'ask' }),
    requestOf({ indicator: 'garch_volatility' }),
    requestOf({ indicator: 'zscore', params: { window: 30, mean_source: 'ema', ema_period: 9 } }),
  ];

  it('shares one column between requests that are equal after normalisation', () => {
    const provider = new SeriesProvider(datasetOf(primary, [hours]), 'v2');
    const first = provider.series(requestOf({ indicator: 'bollinger', output: 'mid' })).values;
    const params = { std_factor: 2, period: 20 };
    expect(provider.series(requestOf({ id: 'other', indicator: 'BOLLINGER', output: 'mid', params })).values).toBe(
      first,
    );
    expect(provider.series(requestOf({ indicator: 'bollinger', output: 'mid', side: 'ask' })).values).not.toBe(first);
    const close = { id: 'c', timeframe: 'H1', side: 'bid' } as const;
    expect(provider.alignedClose(close).values).toBe(provider.alignedClose(close).values);
  });

  it('gives the same bytes in every order of access and with every cache size', () => {
    const dataset = datasetOf(primary, [hours]);
    const order = fc.array(fc.nat(requests.length - 1), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(order, fc.constantFrom(...VARIANTS), fc.constantFrom(0, 6000, 2 ** 20), (picks, variant, bytes) => {
        const provider = new SeriesProvider(dataset, variant, bytes);
        for (const pick of picks) {
          const alone = new SeriesProvider(dataset, variant).series(requests[pick]).values;
          expect(provider.series(requests[pick]).values).toEqual(alone);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('refuses unknown outputs and parameters as mistakes of the caller', () => {
    const provider = new SeriesProvider(datasetOf(primary, []), 'v2');
    expect(() => provider.series(requestOf({ indicator: 'bollinger', output: 'middle' })).values).toThrow(RangeError);
    expect(() => provider.series(requestOf({ indicator: 'ema', params: { length: 3 } })).values).toThrow(RangeError);
    expect(() => provider.series(requestOf({ indicator: 'emma' })).values).toThrow('not known');
  });
});
