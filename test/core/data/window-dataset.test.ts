import { describe, expect, it } from 'vitest';
import { assembleDataset } from '../../../src/core/data/assemble-dataset.ts';
import { isolateDataset } from '../../../src/core/data/isolate-dataset.ts';
import { windowDataset } from '../../../src/core/data/window-dataset.ts';
import type { Bars } from '../../../src/core/types/bars.ts';
import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import { MarketDataError } from '../../../src/core/types/errors.ts';
import { baseConfig } from '../../support/base-config.ts';
import { samplePair, sampleReaders, tradingTimes } from './sample-series.ts';

/** Four weeks of M5, with a history of H4 bars and of rates before them. */
const M5 = tradingTimes('2024-02-18T22:00:00Z', 'M5', 5600);
const H4 = tradingTimes('2024-01-01T00:00:00Z', 'H4', 330);
const RATES = tradingTimes('2024-02-01T00:00:00Z', 'H1', 700);

const FILES = [
  ...samplePair(M5, { timeframe: 'M5' }),
  ...samplePair(H4, { timeframe: 'H4' }),
  ...samplePair(RATES, { symbol: 'GBPUSD', timeframe: 'H1' }),
];

function configOf(variant: 'v2' | 'v1_parity', start: string, end: string): EffectiveConfig {
  const base = baseConfig();
  return baseConfig({
    execution_variant: variant,
    start_date: start,
    end_date: end,
    warmup_bars: 40,
    timeframes: { primary: 'M5', additional: ['H4'], additional_source: 'separate_parquet' },
    account: {
      ...base.account,
      conversion: {
        mode: 'timeseries',
        static: {},
        pairs: ['GBPUSD'],
        timeframe: 'H1',
        use_price: 'close',
        stale_limit_bars: null,
        strict: true,
      },
    },
  });
}

function load(config: EffectiveConfig): Promise<Dataset> {
  const request = { root: 'root', cacheFolder: null, newsFile: null, requiredTimeframes: [], askTimeframes: [] };
  return assembleDataset({ ...request, config, tickSize: 0.00001, strictData: false }, sampleReaders(FILES));
}

function columnsOf({ primary, additional, rates }: Dataset): readonly Float64Array[] {
  const ofBars = ({ openTimes, bid, ask }: Bars) => [openTimes, ...Object.values(bid), ...Object.values(ask)];
  return [...[primary, ...additional].flatMap(ofBars), ...rates.flatMap((series) => [series.openTimes, series.rates])];
}

describe.each(['v2', 'v1_parity'] as const)('a window of a data set, %s', (variant) => {
  it.each([
    ['at the beginning', '2024-02-20', '2024-02-23'],
    ['in the middle', '2024-02-28', '2024-03-04'],
    ['at the end', '2024-03-08', '2024-03-12'],
  ])('has what a run between its dates loads: %s', async (_place, start, end) => {
    const whole = await load(configOf(variant, '2024-02-20', '2024-03-12'));
    const config = configOf(variant, start, end);
    const [window, loaded] = [windowDataset(whole, config), await load(config)];
    expect(window.firstTradingBar).toBe(loaded.firstTradingBar);
    expect(columnsOf(window)).toEqual(columnsOf(loaded));
  });

  it('is a view of the same memory', async () => {
    const whole = await load(configOf(variant, '2024-02-20', '2024-03-12'));
    const window = windowDataset(whole, configOf(variant, '2024-02-28', '2024-03-04'));
    expect(columnsOf(window).map((column) => column.buffer)).toEqual(columnsOf(whole).map((column) => column.buffer));
  });

  it('is refused where it has no bars', async () => {
    const whole = await load(configOf(variant, '2024-02-20', '2024-03-12'));
    const weekend = configOf(variant, '2024-03-02', '2024-03-02');
    expect(() => windowDataset(whole, weekend)).toThrow(MarketDataError);
  });
});

describe('an isolated data set', () => {
  it('equals the original and shares no memory with what lies around it', async () => {
    const whole = await load(configOf('v2', '2024-02-20', '2024-03-12'));
    const window = windowDataset(whole, configOf('v2', '2024-02-20', '2024-03-08'));
    const isolated = isolateDataset(window);
    expect(columnsOf(isolated)).toEqual(columnsOf(window));
    for (const column of columnsOf(isolated)) {
      expect(column.buffer.byteLength).toBe(column.byteLength);
      expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });
});
