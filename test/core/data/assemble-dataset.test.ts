import { describe, expect, it } from 'vitest';
import { assembleDataset, type DatasetRequest } from '../../../src/core/data/assemble-dataset.ts';
import type { NewsTable, SideFile } from '../../../src/core/data/side-file.ts';
import type { SideBars } from '../../../src/core/types/bars.ts';
import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { baseConfig } from '../../support/base-config.ts';
import { awaitMarketDataError } from './catch-error.ts';
import { at, sampleBars, sampleNews, samplePair, sampleReaders, sampleSide, tradingTimes } from './sample-series.ts';

/** M5 bars of three weeks, from Sunday evening 2024-02-25 to Friday 2024-03-15. */
const M5 = tradingTimes('2024-02-25T22:00:00Z', 'M5', 4200);
const H1 = tradingTimes('2024-01-01T00:00:00Z', 'H1', 1400);
const DAYS = tradingTimes('2023-06-01T00:00:00Z', 'D1', 400);

type Changes = Partial<Omit<DatasetRequest, 'config'>> & {
  readonly config?: Partial<EffectiveConfig>;
  readonly additional?: readonly Timeframe[];
};

function request(changes: Changes = {}): DatasetRequest {
  const { config, additional = [], ...rest } = changes;
  return {
    root: 'root',
    cacheFolder: null,
    newsFile: null,
    requiredTimeframes: [],
    askTimeframes: [],
    tickSize: 0.00001,
    strictData: false,
    ...rest,
    config: baseConfig({
      timeframes: { primary: 'M5', additional, additional_source: 'separate_parquet' },
      ...config,
    }),
  };
}

function load(files: readonly SideFile[], changes: Changes = {}, news?: NewsTable): Promise<Dataset> {
  return assembleDataset(request(changes), sampleReaders(files, news));
}

function codesOf(dataset: Dataset): string[] {
  return dataset.warnings.map((warning) => warning.code);
}

/** Bars whose ask lies below the bid in the listed rows. */
function crossedAsk(times: readonly number[], rows: readonly number[]): SideBars {
  const bars = sampleBars(times, 0.0001);
  for (const row of rows) bars.close[row] -= 0.01;
  return bars;
}

const firstOf = (dataset: Dataset): string =>
  new Date(dataset.primary.openTimes[dataset.firstTradingBar]).toISOString();
const without = (times: readonly number[], isLeftOut: (index: number) => boolean): number[] =>
  times.filter((_, index) => !isLeftOut(index));

describe('a clean load', () => {
  const files = [...samplePair(M5), ...samplePair(H1, { timeframe: 'H1' }), ...samplePair(DAYS, { timeframe: 'D1' })];

  it('asks for files in a fixed order: primary, then by length, BID before ASK', async () => {
    const readers = sampleReaders(files);
    await assembleDataset(request({ additional: ['D1', 'H1'], config: { warmup_bars: 10 } }), readers);
    expect(readers.asked).toEqual(
      ['M5', 'H1', 'D1'].flatMap((timeframe) => [
        `EURUSD/EURUSD_${timeframe}_BID.parquet`,
        `EURUSD/EURUSD_${timeframe}_ASK.parquet`,
      ]),
    );
  });

  it('windows every timeframe and lists its inputs', async () => {
    const dataset = await load(files, {
      additional: ['H1'],
      requiredTimeframes: ['D1', 'H1', 'M5'],
      config: { warmup_bars: 10 },
    });
    expect(dataset.firstTradingBar).toBe(10);
    expect(firstOf(dataset)).toBe('2024-03-05T00:00:00.000Z');
    expect(dataset.primary.openTimes).toHaveLength(10 + 2 * 288);
    expect(dataset.additional.map((bars) => bars.timeframe)).toEqual(['H1', 'D1']);
    expect(dataset.additionalOrigin).toEqual({ H1: 'listed', D1: 'auto' });
    // Ten bars completed at 00:05 on 5 March, then 48 bars of the two days.
    expect(dataset.additional[0].openTimes).toHaveLength(10 + 48);
    expect(new Date(dataset.additional[0].openTimes[0]).toISOString()).toBe('2024-03-04T14:00:00.000Z');
    expect(new Date(dataset.additional[1].openTimes[0]).toISOString()).toBe('2024-02-20T00:00:00.000Z');
    expect(dataset.inputs).toHaveLength(6);
    expect(dataset.inputs[0]).toEqual({
      kind: 'market_parquet_bid',
      path: 'EURUSD/EURUSD_M5_BID.parquet',
      sha256: 'hash of EURUSD/EURUSD_M5_BID.parquet',
      sizeBytes: 1000,
      rows: M5.length,
      startTimeMs: M5[0],
      endTimeMs: M5[M5.length - 1],
      repair: null,
    });
    expect(dataset.warnings).toEqual([]);
    expect(dataset.news).toBeNull();
  });

  it('reports what it knows about alignment, gaps, clean-up and higher timeframes', async () => {
    const dataset = await load(files, { additional: ['H1'], config: { warmup_bars: 10 } });
    expect(dataset.governance).toEqual({
      alignment: {
        loss_max: 0,
        by_timeframe: {
          M5: {
            bid_count_before: 586,
            ask_count_before: 586,
            aligned_count: 586,
            discarded_count: 0,
            alignment_loss: 0,
            crossed_bars: 0,
          },
          H1: {
            bid_count_before: 58,
            ask_count_before: 58,
            aligned_count: 58,
            discarded_count: 0,
            alignment_loss: 0,
            crossed_bars: 0,
          },
        },
      },
      gaps: {
        loss_max: 0,
        by_timeframe: {
          M5: { expected_bars: 586, missing_bars: 0, gap_loss: 0, longest_gap_bars: 0 },
          H1: { expected_bars: 58, missing_bars: 0, gap_loss: 0, longest_gap_bars: 0 },
        },
      },
      cleanup: {
        by_timeframe: {
          M5: { bid: cleanup(), ask: cleanup() },
          H1: { bid: cleanup(), ask: cleanup() },
        },
      },
      // 64 days of 24 hours without nine weekends of 46 hours.
      htf: { H1: { completed_before_start: 1122, open_match: 1, close_match: expect.any(Number) } },
    });
  });

  it('copies repair records and counts duplicates', async () => {
    const repair = { policy: 'mend', crossed_bars: 3 };
    const dataset = await load(samplePair(M5, { repair, duplicatesDropped: 2 }));
    expect(dataset.governance).toMatchObject({
      repair: { M5: repair },
      cleanup: { by_timeframe: { M5: { bid: { duplicates_dropped: 2 } } } },
    });
    expect(dataset.inputs[1].repair).toEqual(repair);
  });

  it('views the columns of the file where nothing was dropped', async () => {
    const [bid, ask] = samplePair(M5);
    const dataset = await load([bid, ask], { config: { start_date: '2024-02-25', end_date: '2024-03-15' } });
    expect(dataset.primary.openTimes).toHaveLength(M5.length);
    expect(dataset.primary.openTimes.buffer).toBe(bid.openTimes.buffer);
    expect(dataset.primary.bid.close.buffer).toBe(bid.bars.close.buffer);
    expect(dataset.primary.ask.open.buffer).toBe(ask.bars.open.buffer);
  });

  it('copies a part of the file into shared memory', async () => {
    const { primary } = await load(samplePair(M5));
    for (const column of [primary.openTimes, ...Object.values(primary.bid), ...Object.values(primary.ask)]) {
      expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(column).toHaveLength(576);
    }
  });

  it('widens the ask of every timeframe by the spread multiplier, unless costs are off', async () => {
    const costs = { ...baseConfig().costs, spread_multiplier: 3 };
    const wide = await load(files, { additional: ['H1'], config: { costs } });
    for (const bars of [wide.primary, ...wide.additional]) {
      expect(bars.ask.close[0] - bars.bid.close[0]).toBeCloseTo(0.0003, 12);
    }
    const off = await load(files, { config: { costs: { ...costs, enabled: false } } });
    expect(off.primary.ask.close[0] - off.primary.bid.close[0]).toBeCloseTo(0.0001, 12);
  });
});

function cleanup() {
  return { duplicates_dropped: 0, out_of_hours_dropped: 0, flat_daily_dropped: 0, timestamp_unit: 'ns' };
}

describe('bad input of the primary timeframe', () => {
  it('64: bid above ask is DATA_SPREAD in v2', async () => {
    const inside = M5.indexOf(at('2024-03-05T10:00:00Z'));
    const files = [sampleSide(M5), sampleSide(M5, { side: 'ask', bars: crossedAsk(M5, [inside, inside + 1, 3]) })];
    const error = await awaitMarketDataError(load(files));
    expect(error).toMatchObject({ code: 'DATA_SPREAD', where: 'EURUSD M5 (2024-03-05T10:00:00Z)' });
    expect(error.details).toMatchObject({ crossed_bars: 2, field: 'close' });
    expect(error.hint).toContain('omega data repair EURUSD --to <root>');
  });

  it('64: and a counted warning in v1_parity', async () => {
    const inside = M5.indexOf(at('2024-03-05T10:00:00Z'));
    const files = [sampleSide(M5), sampleSide(M5, { side: 'ask', bars: crossedAsk(M5, [inside, inside + 1, 3]) })];
    const dataset = await load(files, { config: { execution_variant: 'v1_parity' } });
    expect(dataset.warnings).toMatchObject([{ code: 'WARN_CROSSED_QUOTES', count: 2 }]);
    expect(dataset.governance).toMatchObject({ alignment: { by_timeframe: { M5: { crossed_bars: 2 } } } });
  });

  it('65: no common time is DATA_ALIGN_EMPTY', async () => {
    const files = [sampleSide(M5.slice(0, 100)), sampleSide(M5.slice(100), { side: 'ask' })];
    expect(await awaitMarketDataError(load(files))).toMatchObject({ code: 'DATA_ALIGN_EMPTY', where: 'EURUSD M5' });
  });

  it('66: 3 % on one side only is DATA_ALIGN_LOSS', async () => {
    const files = [
      sampleSide(M5),
      sampleSide(
        without(M5, (index) => index % 33 === 0),
        { side: 'ask' },
      ),
    ];
    const error = await awaitMarketDataError(load(files));
    expect(error.code).toBe('DATA_ALIGN_LOSS');
    expect(error.details.bid_only).toHaveLength(5);
    expect(error.details.ask_only).toEqual([]);
  });

  it('67: 0.4 % is WARN_ALIGN_LOSS, an error with strict data checks', async () => {
    const files = [
      sampleSide(M5),
      sampleSide(
        without(M5, (index) => index % 250 === 0),
        { side: 'ask' },
      ),
    ];
    const dataset = await load(files);
    expect(dataset.warnings).toMatchObject([{ code: 'WARN_ALIGN_LOSS', count: 2 }]);
    expect(dataset.governance).toMatchObject({
      alignment: {
        by_timeframe: { M5: { bid_count_before: 576, ask_count_before: 574, aligned_count: 574, discarded_count: 2 } },
      },
    });
    expect(await awaitMarketDataError(load(files, { strictData: true }))).toMatchObject({
      code: 'DATA_STRICT_WARN_ALIGN_LOSS',
      where: 'EURUSD M5',
      details: { count: 2 },
    });
  });

  it('does not mind differing history before the loaded window', async () => {
    const files = [sampleSide(M5), sampleSide(M5.slice(1000), { side: 'ask' })];
    const dataset = await load(files, { config: { warmup_bars: 100 } });
    expect(dataset.warnings).toEqual([]);
    expect(dataset.firstTradingBar).toBe(100);
  });

  it('does mind a side that ends before the end of the range', async () => {
    const files = [
      sampleSide(M5),
      sampleSide(
        M5.filter((time) => time < at('2024-03-06T12:00:00Z')),
        { side: 'ask' },
      ),
    ];
    expect((await awaitMarketDataError(load(files))).code).toBe('DATA_ALIGN_LOSS');
  });

  it('68: no bars between the dates is DATA_RANGE_EMPTY', async () => {
    const changes = { config: { start_date: '2025-01-06', end_date: '2025-01-07' } };
    for (const variant of ['v2', 'v1_parity'] as const) {
      const error = await awaitMarketDataError(
        load(samplePair(M5), { config: { ...changes.config, execution_variant: variant } }),
      );
      expect(error.code).toBe('DATA_RANGE_EMPTY');
    }
  });

  it('69: 300 bars with warm-up 500 is DATA_INSUFFICIENT', async () => {
    const from = M5.indexOf(at('2024-03-05T00:00:00Z'));
    const error = await awaitMarketDataError(
      load(samplePair(M5.slice(from, from + 300)), { config: { warmup_bars: 500 } }),
    );
    expect(error).toMatchObject({ code: 'DATA_INSUFFICIENT', details: { needed: 501, have: 300 } });
  });

  it('70: history that starts after start_date is WARN_TRADING_STARTS_LATE', async () => {
    const from = M5.indexOf(at('2024-03-05T00:00:00Z'));
    const dataset = await load(samplePair(M5.slice(from)), { config: { warmup_bars: 12 } });
    expect(dataset.warnings).toMatchObject([{ code: 'WARN_TRADING_STARTS_LATE', count: 1 }]);
    expect(dataset.warnings[0].message).toContain('2024-03-05T01:00:00Z');
    expect(firstOf(dataset)).toBe('2024-03-05T01:00:00.000Z');
    // Not on the list of warnings that strict data checks refuse.
    expect(
      codesOf(await load(samplePair(M5.slice(from)), { strictData: true, config: { warmup_bars: 12 } })),
    ).toHaveLength(1);
  });

  it('75: 8 % missing bars is WARN_GAPS, an error with strict data checks', async () => {
    const files = samplePair(without(M5, (index) => index % 12 === 5));
    const dataset = await load(files);
    expect(dataset.warnings).toMatchObject([{ code: 'WARN_GAPS', count: 48 }]);
    expect(dataset.governance).toMatchObject({
      gaps: { by_timeframe: { M5: { missing_bars: 48, longest_gap_bars: 1 } } },
    });
    expect((await awaitMarketDataError(load(files, { strictData: true }))).code).toBe('DATA_STRICT_WARN_GAPS');
  });

  it('76: weekend filler bars are dropped and counted', async () => {
    const filler = Array.from({ length: 30 }, (_, index) => at('2024-03-02T10:00:00Z') + index * 300_000);
    const times = [...M5, ...filler].sort((a, b) => a - b);
    const dataset = await load(samplePair(times), { config: { start_date: '2024-03-01', end_date: '2024-03-05' } });
    expect(dataset.governance).toMatchObject({
      cleanup: { by_timeframe: { M5: { bid: { out_of_hours_dropped: 30 } } } },
    });
    expect([...dataset.primary.openTimes].filter((time) => filler.includes(time))).toEqual([]);
    const open = await load(samplePair(times), {
      config: { start_date: '2024-03-01', end_date: '2024-03-05', market_hours: 'none' },
    });
    expect([...open.primary.openTimes].filter((time) => filler.includes(time))).toHaveLength(30);
  });
});

describe('bad input of higher timeframes', () => {
  it('64: crossed bars are counted where only the bid is read', async () => {
    const row = H1.indexOf(at('2024-03-05T10:00:00Z'));
    const files = [
      ...samplePair(M5),
      sampleSide(H1, { timeframe: 'H1' }),
      sampleSide(H1, { timeframe: 'H1', side: 'ask', bars: crossedAsk(H1, [row]) }),
    ];
    const dataset = await load(files, { additional: ['H1'] });
    expect(dataset.warnings).toMatchObject([{ code: 'WARN_CROSSED_QUOTES', count: 1 }]);
    expect((await awaitMarketDataError(load(files, { additional: ['H1'], strictData: true }))).code).toBe(
      'DATA_STRICT_WARN_CROSSED_QUOTES',
    );
    expect((await awaitMarketDataError(load(files, { additional: ['H1'], askTimeframes: ['H1'] }))).code).toBe(
      'DATA_SPREAD',
    );
    const parity = { execution_variant: 'v1_parity' } as const;
    expect(codesOf(await load(files, { additional: ['H1'], askTimeframes: ['H1'], config: parity }))).toEqual([
      'WARN_CROSSED_QUOTES',
    ]);
  });

  it('71: too few daily bars is DATA_INSUFFICIENT_HTF', async () => {
    const days = DAYS.slice(-400)
      .filter((time) => time < at('2024-03-07T00:00:00Z'))
      .slice(-120);
    const files = [...samplePair(M5), ...samplePair(days, { timeframe: 'D1' })];
    const error = await awaitMarketDataError(load(files, { additional: ['D1'], config: { warmup_bars: 500 } }));
    expect(error).toMatchObject({
      code: 'DATA_INSUFFICIENT_HTF',
      details: { timeframe: 'D1', needed: 500, have: 120 },
    });
  });

  it('warns where the daily history before the start is shorter than the warm-up', async () => {
    const days = DAYS.filter((time) => time >= at('2024-03-01T00:00:00Z'));
    const files = [...samplePair(M5), ...samplePair(days, { timeframe: 'D1' })];
    const dataset = await load(files, { additional: ['D1'], config: { warmup_bars: 4 } });
    // Friday 1 March and Monday 4 March are complete; with 5 and 6 March there are four bars.
    expect(codesOf(dataset)).toEqual(['WARN_HTF_WARMUP_SHORT']);
    expect(dataset.governance).toMatchObject({ htf: { D1: { completed_before_start: 2 } } });
    expect(dataset.additional[0].openTimes).toHaveLength(4);
    expect(
      (await awaitMarketDataError(load(files, { additional: ['D1'], strictData: true, config: { warmup_bars: 4 } })))
        .code,
    ).toBe('DATA_STRICT_WARN_HTF_WARMUP_SHORT');
  });

  it('72: daily data that begin after the first trading bar is DATA_HTF_COVERAGE', async () => {
    for (const from of ['2024-03-05T00:00:00Z', '2024-04-05T00:00:00Z']) {
      const files = [...samplePair(M5), ...samplePair(tradingTimes(from, 'D1', 50), { timeframe: 'D1' })];
      const error = await awaitMarketDataError(load(files, { additional: ['D1'] }));
      expect(error).toMatchObject({ code: 'DATA_HTF_COVERAGE', where: 'EURUSD D1' });
      expect(error.details).toMatchObject({ first_bar: from, first_trading_bar: '2024-03-05T00:00:00Z' });
    }
  });

  it('73: closing labels are DATA_HTF_LABEL in both variants', async () => {
    const hour = 3_600_000;
    const openLabelled = sampleBars(H1);
    const chained = (side: 'bid' | 'ask'): SideFile => {
      const bars = sampleBars(M5, side === 'ask' ? 0.0001 : 0);
      return sampleSide(M5, {
        side,
        bars: {
          ...bars,
          close: sampleBars(
            M5.map((time) => time + 300_000),
            side === 'ask' ? 0.0001 : 0,
          ).open,
        },
      });
    };
    const close = sampleBars(H1.map((time) => time + hour)).open;
    const shifted = H1.map((time) => time + hour);
    const files = [
      chained('bid'),
      chained('ask'),
      sampleSide(shifted, { timeframe: 'H1', bars: { ...openLabelled, close } }),
      sampleSide(shifted, {
        timeframe: 'H1',
        side: 'ask',
        bars: { ...openLabelled, close: close.map((price) => price + 0.0001) },
      }),
    ];
    for (const variant of ['v2', 'v1_parity'] as const) {
      const error = await awaitMarketDataError(
        load(files, { additional: ['H1'], config: { execution_variant: variant, warmup_bars: 5 } }),
      );
      expect(error).toMatchObject({ code: 'DATA_HTF_LABEL', where: 'EURUSD H1' });
    }
  });

  it('the error of a shorter timeframe comes first', async () => {
    const files = [
      ...samplePair(M5),
      ...samplePair(tradingTimes('2024-03-06T00:00:00Z', 'H1', 10), { timeframe: 'H1' }),
      ...samplePair(tradingTimes('2024-03-06T00:00:00Z', 'D1', 10), { timeframe: 'D1' }),
    ];
    expect((await awaitMarketDataError(load(files, { additional: ['D1', 'H1'] }))).where).toBe('EURUSD H1');
  });
});

describe('v1_parity', () => {
  const parity = { execution_variant: 'v1_parity', start_date: '2024-03-05', end_date: '2024-03-07' } as const;

  it('loads only listed timeframes, from one common calendar start', async () => {
    const files = [...samplePair(M5), ...samplePair(H1, { timeframe: 'H1' }), ...samplePair(DAYS, { timeframe: 'D1' })];
    const dataset = await load(files, {
      additional: ['H1'],
      requiredTimeframes: ['D1'],
      config: { ...parity, warmup_bars: 24 },
    });
    expect(dataset.additionalOrigin).toEqual({ H1: 'listed' });
    expect(new Date(dataset.primary.openTimes[0]).toISOString()).toBe('2024-03-04T00:00:00.000Z');
    expect(dataset.firstTradingBar).toBe(288);
    expect(new Date(dataset.primary.openTimes.at(-1) ?? 0).toISOString()).toBe('2024-03-07T00:00:00.000Z');
    expect(dataset.additional[0].openTimes).toHaveLength(24 + 49);
  });

  it('reads the bid of a higher timeframe on its own; the ask is NaN', async () => {
    const ask = without(H1, (index) => index % 20 === 0);
    const files = [
      ...samplePair(M5),
      sampleSide(H1, { timeframe: 'H1' }),
      sampleSide(ask, { timeframe: 'H1', side: 'ask' }),
    ];
    const dataset = await load(files, { additional: ['H1'], config: { ...parity, warmup_bars: 24 } });
    const [hourly] = dataset.additional;
    expect(hourly.openTimes).toHaveLength(24 + 49);
    expect(hourly.bid.close.every(Number.isFinite)).toBe(true);
    expect(hourly.ask.close.every(Number.isNaN)).toBe(true);
    expect(hourly.ask.close).toHaveLength(hourly.openTimes.length);
    // 5 % of the ask bars are missing: no error, because the run never reads them.
    expect(codesOf(dataset)).toEqual(['WARN_ALIGN_LOSS']);
  });

  it('needs the ask file of a higher timeframe all the same', async () => {
    const files = [...samplePair(M5), sampleSide(H1, { timeframe: 'H1' })];
    expect((await awaitMarketDataError(load(files, { additional: ['H1'], config: parity }))).code).toBe(
      'DATA_FILE_NOT_FOUND',
    );
  });

  it('takes a higher timeframe without bars in the window as not available', async () => {
    const files = [
      ...samplePair(M5),
      ...samplePair(tradingTimes('2025-01-06T00:00:00Z', 'H1', 30), { timeframe: 'H1' }),
    ];
    const dataset = await load(files, { additional: ['H1'], config: { ...parity, warmup_bars: 0 } });
    expect(dataset.additional[0].openTimes).toHaveLength(0);
    expect(dataset.governance).toMatchObject({ htf: { H1: { completed_before_start: 0 } } });
  });

  it('keeps the limit of the alignment loss on the primary', async () => {
    const files = [
      sampleSide(M5),
      sampleSide(
        without(M5, (index) => index % 50 === 0),
        { side: 'ask' },
      ),
    ];
    expect((await awaitMarketDataError(load(files, { config: parity }))).code).toBe('DATA_ALIGN_LOSS');
  });

  it('warns about a short warm-up but trades from the start date', async () => {
    const from = M5.indexOf(at('2024-03-05T00:00:00Z'));
    const dataset = await load(samplePair(M5.slice(from)), { config: { ...parity, warmup_bars: 12 } });
    expect(codesOf(dataset)).toEqual(['WARN_PARITY_SHORT_WARMUP']);
    expect(dataset.firstTradingBar).toBe(0);
  });
});

describe('news', () => {
  const covering = sampleNews([{ time: '2024-03-01T12:00:00Z' }, { time: '2024-03-10T12:00:00Z' }]);

  it('is read after everything else and listed as an input', async () => {
    const readers = sampleReaders(samplePair(M5), covering);
    const dataset = await assembleDataset(request({ newsFile: 'news.parquet' }), readers);
    expect(readers.asked.at(-1)).toBe('news.parquet');
    expect(dataset.news?.times).toHaveLength(2);
    expect(dataset.inputs.at(-1)).toMatchObject({
      kind: 'news_parquet',
      path: 'news.parquet',
      rows: 2,
      endTimeMs: at('2024-03-10T12:00:00Z'),
    });
  });

  it('77: a missing file is DATA_FILE_NOT_FOUND', async () => {
    expect((await awaitMarketDataError(load(samplePair(M5), { newsFile: 'news.parquet' }))).code).toBe(
      'DATA_FILE_NOT_FOUND',
    );
  });

  it('78: an unknown impact is DATA_NEWS_VALUE', async () => {
    const table = sampleNews([{ time: '2024-03-01T12:00:00Z', impact: 'Holiday' }]);
    expect((await awaitMarketDataError(load(samplePair(M5), { newsFile: 'news.parquet' }, table))).code).toBe(
      'DATA_NEWS_VALUE',
    );
  });

  it('79: a calendar that ends before the run is WARN_NEWS_COVERAGE, an error with strict data checks', async () => {
    const old = sampleNews([{ time: '2023-03-01T12:00:00Z' }, { time: '2024-01-10T12:00:00Z' }]);
    const dataset = await load(samplePair(M5), { newsFile: 'news.parquet' }, old);
    expect(dataset.warnings).toMatchObject([{ code: 'WARN_NEWS_COVERAGE' }]);
    expect(dataset.warnings[0].message).toContain('2023-03-01T12:00:00Z to 2024-01-10T12:00:00Z');
    expect(
      (await awaitMarketDataError(load(samplePair(M5), { newsFile: 'news.parquet', strictData: true }, old))).code,
    ).toBe('DATA_STRICT_WARN_NEWS_COVERAGE');
  });
});
