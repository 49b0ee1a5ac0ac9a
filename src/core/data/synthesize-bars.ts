import { UsageError } from '../types/errors.ts';
import { MS_PER_DAY, MS_PER_HOUR, TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { aggregateBars } from './aggregate-bars.ts';
import { allocateBars, BAR_COLUMNS } from './bar-columns.ts';
import { requireSymbol } from './data-layout.ts';
import type { MarketFile } from './market-files.ts';
import { QUOTES_PER_BAR, type Quote, SamplePath } from './sample-path.ts';
import { allocateColumn } from './shared-columns.ts';
import type { SideTable } from './side-table.ts';

export interface SampleOptions {
  /** Integer in 0 .. 2^53 - 1, default 42. */
  readonly seed?: number;
  /** Default `EURUSD`. */
  readonly symbol?: string;
}

export const DEFAULT_SAMPLE_SEED = 42;
export const DEFAULT_SAMPLE_SYMBOL = 'EURUSD';

/** Trading week of the sample: Sunday 22:00 to Friday 21:00 UTC, all year, without holidays. */
const WEEK_MS = 7 * MS_PER_DAY;
const TRADING_WEEK_MS = 5 * MS_PER_DAY - MS_PER_HOUR;
const BARS_PER_WEEK = TRADING_WEEK_MS / TIMEFRAME_MS.M5;
/** 131 weeks are a little more than two and a half years: 500 daily bars before the last six months. */
const WEEKS = 131;
const FINE_WEEKS = 26;
const LAST_WEEK_OPEN_MS = Date.UTC(2024, 5, 23, 22);
const FIRST_WEEK_OPEN_MS = LAST_WEEK_OPEN_MS - (WEEKS - 1) * WEEK_MS;
/** Timeframes that cover the last 26 weeks, and those that cover everything. */
const FINE_TIMEFRAMES = ['M5', 'M15', 'M30'] as const satisfies readonly Timeframe[];
const LONG_TIMEFRAMES = ['H1', 'H4', 'D1'] as const satisfies readonly Timeframe[];

/** Digits and price level of a symbol; a point is the last digit, a pip ten points. */
interface PriceScale {
  readonly pointsPerUnit: number;
  readonly startPoints: number;
}

/**
 * Invents bid and ask bars of one currency pair, the same for equal options on every platform: M5, M15
 * and M30 from 2023-12-31 to 2024-06-28, H1, H4 and D1 from 2021-12-26 on. All timeframes are aggregates
 * of one M5 path, so those that overlap agree exactly. The ask lies 0.2 to 2 pips above the bid.
 * Symbols ending in `JPY` have three decimals, all others five.
 */
export function synthesizeSample(options: SampleOptions = {}): MarketFile[] {
  const { seed = DEFAULT_SAMPLE_SEED, symbol = DEFAULT_SAMPLE_SYMBOL } = options;
  requireSymbol(symbol);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new UsageError('USAGE', `seed ${seed} is not an integer from 0 to 2^53 - 1`, { details: { seed } });
  }
  const scale = scaleOf(symbol);
  const { bid, ask } = synthesizePath(seed, symbol, scale);
  const fineRows = FINE_WEEKS * BARS_PER_WEEK;
  const sides = [
    ['bid', bid, lastRows(bid, fineRows)],
    ['ask', ask, lastRows(ask, fineRows)],
  ] as const;
  return sides.flatMap(([side, whole, fine]) => [
    ...FINE_TIMEFRAMES.map((timeframe) => ({ symbol, timeframe, side, table: resize(fine, timeframe), repair: null })),
    ...LONG_TIMEFRAMES.map((timeframe) => ({ symbol, timeframe, side, table: resize(whole, timeframe), repair: null })),
  ]);
}

function resize(source: SideTable, timeframe: Timeframe): SideTable {
  return timeframe === 'M5' ? source : aggregateBars(source, timeframe);
}

function scaleOf(symbol: string): PriceScale {
  return symbol.endsWith('JPY')
    ? { pointsPerUnit: 1_000, startPoints: 145_000 }
    : { pointsPerUnit: 100_000, startPoints: 110_000 };
}

function synthesizePath(seed: number, symbol: string, scale: PriceScale): { bid: SideTable; ask: SideTable } {
  const rows = WEEKS * BARS_PER_WEEK;
  const path = new SamplePath(seed, symbol, scale.startPoints);
  const openTimes = allocateColumn(rows);
  const bid = { openTimes, bars: allocateBars(rows) };
  const ask = { openTimes, bars: allocateBars(rows) };
  const quote: Quote = { bid: 0, spread: 0 };
  for (let row = 0; row < rows; row += 1) {
    const barOfWeek = row % BARS_PER_WEEK;
    const week = (row - barOfWeek) / BARS_PER_WEEK;
    const time = FIRST_WEEK_OPEN_MS + week * WEEK_MS + barOfWeek * TIMEFRAME_MS.M5;
    const hour = Math.floor((time % MS_PER_DAY) / MS_PER_HOUR);
    openTimes[row] = time;
    path.startBar(row, barOfWeek === 0);
    const spread = path.barSpread(row, hour);
    for (let index = 0; index < QUOTES_PER_BAR; index += 1) {
      path.observe(row * QUOTES_PER_BAR + index, hour, spread, quote);
      // Dividing two integers gives the double that is nearest to the decimal price.
      addQuote(bid, row, index, quote.bid / scale.pointsPerUnit);
      addQuote(ask, row, index, (quote.bid + quote.spread) / scale.pointsPerUnit);
    }
    const ticks = path.countTicks(row, hour);
    bid.bars.volume[row] = ticks;
    ask.bars.volume[row] = ticks;
  }
  return { bid, ask };
}

function addQuote(side: SideTable, row: number, index: number, price: number): void {
  const { open, high, low, close } = side.bars;
  if (index === 0) {
    open[row] = price;
    high[row] = price;
    low[row] = price;
  } else if (price > high[row]) high[row] = price;
  else if (price < low[row]) low[row] = price;
  close[row] = price;
}

function lastRows(source: SideTable, count: number): SideTable {
  const from = source.openTimes.length - count;
  const bars = allocateBars(count);
  for (const column of BAR_COLUMNS) bars[column].set(source.bars[column].subarray(from));
  const openTimes = allocateColumn(count);
  openTimes.set(source.openTimes.subarray(from));
  return { openTimes, bars };
}
