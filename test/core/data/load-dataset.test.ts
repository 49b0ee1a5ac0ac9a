import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toNanoseconds } from '../../../src/core/data/dates.ts';
import { loadDataset } from '../../../src/core/data/load-dataset.ts';
import type { ConversionConfig, SessionWindow } from '../../../src/core/types/config.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { baseConfig } from '../../support/base-config.ts';
import { readFixture } from '../../support/fixture.ts';
import { hasSharedFolder, SHARED_FOLDER } from '../../support/shared-folder.ts';

interface SideFigures {
  readonly bars: number;
  readonly first_ns: string;
  readonly last_ns: string;
}

/** `data_window` of a golden run, with what its load depends on. */
interface GoldenWindow {
  readonly run: string;
  readonly data: string;
  readonly news_calendar: string | null;
  readonly tick_size: number;
  readonly config: {
    readonly symbol: string;
    readonly start_date: string;
    readonly end_date: string;
    readonly warmup_bars: number;
    readonly primary: Timeframe;
    readonly additional: readonly Timeframe[];
    readonly sessions: readonly SessionWindow[] | null;
    readonly conversion: ConversionConfig | null;
  };
  readonly window: {
    readonly primary_bars_loaded: number;
    readonly primary_first_ns: string;
    readonly primary_last_ns: string;
    readonly first_trading_index: number;
    readonly timeframes: Readonly<Partial<Record<Timeframe, { readonly bid: SideFigures; readonly ask: SideFigures }>>>;
  };
}

const GOLDEN = readFixture<GoldenWindow[]>('data/golden-data-windows.json');

function loadGolden(golden: GoldenWindow): Promise<Dataset> {
  const { config } = golden;
  const data = path.join(SHARED_FOLDER, 'data');
  return loadDataset({
    root: path.join(data, golden.data),
    cacheFolder: null,
    newsFile: golden.news_calendar === null ? null : path.join(data, golden.news_calendar),
    requiredTimeframes: [],
    askTimeframes: [],
    tickSize: golden.tick_size,
    strictData: false,
    config: baseConfig({
      symbol: config.symbol,
      start_date: config.start_date,
      end_date: config.end_date,
      warmup_bars: config.warmup_bars,
      execution_variant: 'v1_parity',
      timeframes: { primary: config.primary, additional: config.additional, additional_source: 'separate_parquet' },
      sessions: config.sessions,
      account: { ...baseConfig().account, conversion: config.conversion },
    }),
  });
}

function figuresOf(openTimes: Float64Array): SideFigures {
  return {
    bars: openTimes.length,
    first_ns: toNanoseconds(openTimes[0]).toString(),
    last_ns: toNanoseconds(openTimes[openTimes.length - 1]).toString(),
  };
}

function alignmentOf(dataset: Dataset, timeframe: Timeframe): unknown {
  const { alignment } = dataset.governance as { alignment: { by_timeframe: Record<string, unknown> } };
  return alignment.by_timeframe[timeframe];
}

describe.skipIf(!hasSharedFolder('windows of the golden runs'))('windows of the golden runs', () => {
  it('are all there', () => expect(GOLDEN).toHaveLength(31));

  it.each(GOLDEN)('$run', async (golden) => {
    const { window } = golden;
    const dataset = await loadGolden(golden);
    expect(figuresOf(dataset.primary.openTimes)).toEqual({
      bars: window.primary_bars_loaded,
      first_ns: window.primary_first_ns,
      last_ns: window.primary_last_ns,
    });
    expect(dataset.firstTradingBar).toBe(window.first_trading_index);
    expect(dataset.additional.map((bars) => bars.timeframe)).toEqual(golden.config.additional);
    for (const bars of dataset.additional) {
      expect(figuresOf(bars.openTimes)).toEqual(window.timeframes[bars.timeframe]?.bid);
    }
    for (const timeframe of [golden.config.primary, ...golden.config.additional]) {
      const figures = window.timeframes[timeframe];
      expect(alignmentOf(dataset, timeframe)).toMatchObject({
        bid_count_before: figures?.bid.bars,
        ask_count_before: figures?.ask.bars,
      });
    }
  });
});

describe.skipIf(!hasSharedFolder('crossed bars of recorded data'))('crossed bars of recorded data', () => {
  const request = (variant: 'v2' | 'v1_parity') => ({
    root: path.join(SHARED_FOLDER, 'data/real'),
    cacheFolder: null,
    newsFile: null,
    requiredTimeframes: [],
    askTimeframes: [],
    tickSize: 0.00001,
    strictData: false,
    config: baseConfig({
      symbol: 'GBPUSD',
      start_date: '2012-01-03',
      end_date: '2012-12-28',
      execution_variant: variant,
      timeframes: {
        primary: 'M30' as const,
        additional: ['D1'] as const,
        additional_source: 'separate_parquet' as const,
      },
    }),
  });

  it('stop a run of v2 and are counted in v1_parity', async () => {
    await expect(loadDataset(request('v2'))).rejects.toMatchObject({
      code: 'DATA_SPREAD',
      where: /^GBPUSD M30 \(2012-/,
    });
    const dataset = await loadDataset(request('v1_parity'));
    expect(dataset.warnings.map((warning) => warning.code)).toContain('WARN_CROSSED_QUOTES');
  });
});
