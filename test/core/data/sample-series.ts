import type { DatasetReaders } from '../../../src/core/data/dataset-inputs.ts';
import { isMarketOpen } from '../../../src/core/data/market-hours.ts';
import type { NewsTable, SideFile } from '../../../src/core/data/side-file.ts';
import type { PriceSide, SideBars } from '../../../src/core/types/bars.ts';
import { MarketDataError } from '../../../src/core/types/errors.ts';
import { TIMEFRAME_MS, type Timeframe } from '../../../src/core/types/timeframe.ts';

/** Milliseconds of an ISO instant. */
export function at(iso: string): number {
  return Date.parse(iso);
}

/** Open times of `count` bars inside the fixed trading week, from an instant on. */
export function tradingTimes(fromIso: string, timeframe: Timeframe, count: number): number[] {
  const times: number[] = [];
  for (let time = at(fromIso); times.length < count; time += TIMEFRAME_MS[timeframe]) {
    if (isMarketOpen(time, 'v2')) times.push(time);
  }
  return times;
}

/** A price that depends on the time only, so that the sides and timeframes of a sample agree. */
export function priceAt(timeMs: number): number {
  const minutes = timeMs / 60_000;
  return 1.1 + ((minutes * 7919) % 1000) * 0.00001;
}

/** Bars whose prices follow from their open times: `open` moves to `open + 2 ticks`. */
export function sampleBars(times: readonly number[], spread = 0): SideBars {
  const column = (offset: number): Float64Array => Float64Array.from(times, (time) => priceAt(time) + offset + spread);
  return {
    open: column(0),
    high: column(0.00003),
    low: column(-0.00001),
    close: column(0.00002),
    volume: new Float64Array(times.length).fill(10),
  };
}

export interface SampleSide {
  readonly symbol?: string;
  readonly timeframe?: Timeframe;
  readonly side?: PriceSide;
  readonly bars?: SideBars;
  readonly repair?: SideFile['repair'];
  readonly duplicatesDropped?: number;
}

/** A market file as the reader returns it. */
export function sampleSide(times: readonly number[], options: SampleSide = {}): SideFile {
  const { symbol = 'EURUSD', timeframe = 'M5', side = 'bid' } = options;
  const path = `${symbol}/${symbol}_${timeframe}_${side.toUpperCase()}.parquet`;
  const duplicatesDropped = options.duplicatesDropped ?? 0;
  return {
    openTimes: Float64Array.from(times),
    bars: options.bars ?? sampleBars(times, side === 'ask' ? 0.0001 : 0),
    rows: times.length + duplicatesDropped,
    sha256: `hash of ${path}`,
    sizeBytes: 1000,
    path,
    timestampUnit: 'ns',
    repair: options.repair ?? null,
    duplicatesDropped,
  };
}

/** Both sides of a series with the same times. */
export function samplePair(times: readonly number[], options: Omit<SampleSide, 'side' | 'bars'> = {}): SideFile[] {
  return [sampleSide(times, { ...options, side: 'bid' }), sampleSide(times, { ...options, side: 'ask' })];
}

/** A calendar as the reader returns it. */
export function sampleNews(
  rows: readonly { time: string; id?: string; impact?: string; currency?: string }[],
): NewsTable {
  return {
    times: Float64Array.from(rows, (row) => at(row.time)),
    ids: rows.map((row, index) => row.id ?? String(index)),
    names: rows.map(() => 'event'),
    impacts: rows.map((row) => row.impact ?? 'HIGH'),
    currencies: rows.map((row) => row.currency ?? 'EUR'),
    rows: rows.length,
    sha256: 'hash of news',
    sizeBytes: 500,
    path: 'news.parquet',
    timestampUnit: 'ns',
  };
}

/** Readers over files in memory; notes the order in which files are asked for. */
export function sampleReaders(files: readonly SideFile[], news?: NewsTable): DatasetReaders & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    readSideFile: async ({ symbol, timeframe, side }) => {
      const path = `${symbol}/${symbol}_${timeframe}_${side.toUpperCase()}.parquet`;
      asked.push(path);
      const file = files.find((candidate) => candidate.path === path);
      if (file === undefined) throw new MarketDataError('DATA_FILE_NOT_FOUND', `expected the file ${path}`);
      return file;
    },
    readNewsTable: async (file) => {
      asked.push(file);
      if (news === undefined) throw new MarketDataError('DATA_FILE_NOT_FOUND', `expected the file ${file}`);
      return news;
    },
  };
}
