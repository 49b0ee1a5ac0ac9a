import { describe, expect, it } from 'vitest';
import { assembleDataset, type DatasetRequest } from '../../../src/core/data/assemble-dataset.ts';
import { planRates } from '../../../src/core/data/rate-series.ts';
import type { SideFile } from '../../../src/core/data/side-file.ts';
import type { ConversionConfig, ExecutionVariant } from '../../../src/core/types/config.ts';
import { baseConfig } from '../../support/base-config.ts';
import { awaitMarketDataError } from './catch-error.ts';
import { at, priceAt, sampleBars, samplePair, sampleReaders, sampleSide, tradingTimes } from './sample-series.ts';

const M5 = tradingTimes('2024-02-25T22:00:00Z', 'M5', 4200);
const H1 = tradingTimes('2024-02-25T22:00:00Z', 'H1', 350);

function conversion(changes: Partial<ConversionConfig> = {}): ConversionConfig {
  return {
    mode: 'timeseries',
    static: {},
    pairs: ['USDJPY'],
    timeframe: 'H1',
    use_price: 'close',
    stale_limit_bars: 2,
    strict: true,
    ...changes,
  };
}

function request(changes: Partial<ConversionConfig>, variant: ExecutionVariant): DatasetRequest {
  const account = { ...baseConfig().account, conversion: conversion(changes) };
  return {
    root: 'root',
    cacheFolder: null,
    newsFile: null,
    requiredTimeframes: [],
    askTimeframes: [],
    tickSize: 0.00001,
    strictData: false,
    config: baseConfig({ account, execution_variant: variant, warmup_bars: 12 }),
  };
}

function load(
  rateFiles: readonly SideFile[],
  changes: Partial<ConversionConfig> = {},
  variant: ExecutionVariant = 'v2',
) {
  return assembleDataset(request(changes, variant), sampleReaders([...samplePair(M5), ...rateFiles]));
}

const jpy = { symbol: 'USDJPY', timeframe: 'H1' } as const;

describe('plan of rate series', () => {
  it('is empty without a time-series source', () => {
    expect(planRates(null, 'M5').pairs).toEqual([]);
    expect(planRates(conversion({ mode: 'static' }), 'M5').pairs).toEqual([]);
  });

  it('sorts pairs and resolves AUTO', () => {
    const changes = { mode: 'composite', pairs: ['USDJPY', 'EURUSD'], timeframe: 'AUTO' } as const;
    expect(planRates(conversion(changes), 'M15')).toMatchObject({ pairs: ['EURUSD', 'USDJPY'], timeframe: 'M15' });
  });
});

describe('rate series', () => {
  it('holds mid prices from the beginning of the files to the end of the range in v2', async () => {
    const { rates, inputs } = await load(samplePair(H1, jpy));
    expect(rates).toHaveLength(1);
    expect(rates[0]).toMatchObject({ pair: 'USDJPY', timeframe: 'H1' });
    expect(rates[0].openTimes[0]).toBe(H1[0]);
    expect(new Date(rates[0].openTimes.at(-1) ?? 0).toISOString()).toBe('2024-03-06T23:00:00.000Z');
    const bid = priceAt(H1[7]) + 0.00002;
    const ask = priceAt(H1[7]) + 0.00002 + 0.0001;
    expect(rates[0].rates[7]).toBeCloseTo(0.5 * (bid + ask), 14);
    expect(rates[0].rates.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(inputs.map((input) => input.path).slice(2)).toEqual([
      'USDJPY/USDJPY_H1_BID.parquet',
      'USDJPY/USDJPY_H1_ASK.parquet',
    ]);
  });

  it('takes the open where configured', async () => {
    const { rates } = await load(samplePair(H1, jpy), { use_price: 'open' });
    expect(rates[0].rates[7]).toBeCloseTo(priceAt(H1[7]) + 0.00005, 14);
  });

  it('begins at the common start in v1_parity', async () => {
    const { rates } = await load(samplePair(H1, jpy), {}, 'v1_parity');
    // Twelve M5 bars before 5 March 00:00; the end date is midnight of 6 March.
    expect(new Date(rates[0].openTimes[0]).toISOString()).toBe('2024-03-04T23:00:00.000Z');
    expect(new Date(rates[0].openTimes.at(-1) ?? 0).toISOString()).toBe('2024-03-06T00:00:00.000Z');
  });

  it('is joined, and its loss counts over the rows used', async () => {
    const ask = H1.filter((_, index) => index !== 5 && index < 300);
    const { rates, warnings } = await load([sampleSide(H1, jpy), sampleSide(ask, { ...jpy, side: 'ask' })]);
    expect(warnings).toMatchObject([{ code: 'WARN_ALIGN_LOSS', count: 1 }]);
    expect(warnings[0].message).toContain('USDJPY H1 rates');
    expect([...rates[0].openTimes]).not.toContain(H1[5]);
    const lossy = [
      sampleSide(H1, jpy),
      sampleSide(
        H1.filter((_, index) => index % 40 !== 0),
        { ...jpy, side: 'ask' },
      ),
    ];
    expect(await awaitMarketDataError(load(lossy, { strict: false }))).toMatchObject({
      code: 'DATA_ALIGN_LOSS',
      where: 'USDJPY H1 rates',
    });
  });

  it('refuses crossed bars in v2 and counts them in v1_parity', async () => {
    const bars = sampleBars(H1, 0.0001);
    bars.open[H1.indexOf(at('2024-03-05T10:00:00Z'))] -= 0.01;
    const files = [sampleSide(H1, jpy), sampleSide(H1, { ...jpy, side: 'ask', bars })];
    expect((await awaitMarketDataError(load(files))).code).toBe('DATA_SPREAD');
    expect((await load(files, {}, 'v1_parity')).warnings).toMatchObject([{ code: 'WARN_CROSSED_QUOTES', count: 1 }]);
  });

  it('of the traded pair comes from its own files, which are read once', async () => {
    const readers = sampleReaders(samplePair(M5));
    const dataset = await assembleDataset(request({ pairs: ['EURUSD'], timeframe: 'M5' }, 'v2'), readers);
    expect(readers.asked).toHaveLength(2);
    expect(dataset.inputs).toHaveLength(2);
    expect(dataset.rates[0].openTimes[0]).toBe(M5[0]);
    expect(dataset.rates[0].openTimes.length).toBeGreaterThan(dataset.primary.openTimes.length);
  });

  it('is not touched by the spread multiplier', async () => {
    const wide = request({ pairs: ['EURUSD'], timeframe: 'M5' }, 'v2');
    const config = { ...wide.config, costs: { ...wide.config.costs, spread_multiplier: 5 } };
    const dataset = await assembleDataset({ ...wide, config }, sampleReaders(samplePair(M5)));
    expect(dataset.rates[0].rates[0]).toBeCloseTo(priceAt(M5[0]) + 0.00007, 14);
  });
});

describe('missing rate series', () => {
  const late = samplePair(tradingTimes('2024-05-01T00:00:00Z', 'H1', 20), jpy);
  const apart = [sampleSide(H1.slice(0, 10), jpy), sampleSide(H1.slice(10), { ...jpy, side: 'ask' })];

  it.each([
    ['95: a missing file', [], 'DATA_FILE_NOT_FOUND'],
    ['a missing side', [sampleSide(H1, jpy)], 'DATA_FILE_NOT_FOUND'],
    ['no common row', apart, 'DATA_ALIGN_EMPTY'],
    ['no row up to the end', late, 'DATA_ALIGN_EMPTY'],
  ])('%s ends a strict load and is a warning otherwise', async (_, files, code) => {
    expect((await awaitMarketDataError(load(files))).code).toBe(code);
    const { rates, warnings } = await load(files, { strict: false });
    expect(rates).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'WARN_RATE_UNAVAILABLE', count: 1 }]);
    expect(warnings[0].message).toContain('USDJPY');
  });

  it('does not make a half-present pair an input', async () => {
    const { inputs } = await load([sampleSide(H1, jpy)], { strict: false });
    expect(inputs.map((input) => input.path)).toEqual(['EURUSD/EURUSD_M5_BID.parquet', 'EURUSD/EURUSD_M5_ASK.parquet']);
  });
});
