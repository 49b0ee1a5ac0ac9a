import type { Bars } from '../../core/types/bars.ts';
import { TIMEFRAME_MS } from '../../core/types/timeframe.ts';
import { differences, integerText } from '../page/integer-text.ts';
import type { CandleData } from './run-page-data.ts';

/** Candles that a page draws smoothly and that stay below about a megabyte; two years of five-minute bars. */
const MOST_CANDLES = 150_000;

/** How many neighbouring bars a page must join so that it can hold them. */
export function barsPerCandle(barCount: number): number {
  return Math.max(1, Math.ceil(barCount / MOST_CANDLES));
}

/**
 * Bid bars as candles of `width` bars, in units of the last decimal. Neighbours differ little, so the open is
 * relative to the close before, the close to its open, the high to the higher of both and the low to the lower.
 */
export function candleData(bars: Bars, priceDecimals: number, width: number): CandleData {
  const { open, high, low, close } = bars.bid;
  const count = Math.ceil(bars.openTimes.length / width);
  const timeUnit = TIMEFRAME_MS[bars.timeframe];
  const scale = 10 ** priceDecimals;
  const columns = { times: [] as number[], opens: [] as number[], closes: [] as number[] };
  const highs: number[] = [];
  const lows: number[] = [];
  let closeBefore = 0;
  for (let candle = 0; candle < count; candle++) {
    const first = candle * width;
    const end = Math.min(first + width, bars.openTimes.length);
    const opened = Math.round(open[first] * scale);
    const closed = Math.round(close[end - 1] * scale);
    const highest = Math.round(Math.max(...high.subarray(first, end)) * scale);
    const lowest = Math.round(Math.min(...low.subarray(first, end)) * scale);
    columns.times.push(bars.openTimes[first] / timeUnit);
    columns.opens.push(opened - closeBefore);
    columns.closes.push(closed - opened);
    highs.push(highest - Math.max(opened, closed));
    lows.push(Math.min(opened, closed) - lowest);
    closeBefore = closed;
  }
  return {
    count,
    barsPerCandle: width,
    times: integerText(differences(columns.times)),
    timeUnit,
    opens: integerText(columns.opens),
    closes: integerText(columns.closes),
    highs: integerText(highs),
    lows: integerText(lows),
  };
}
