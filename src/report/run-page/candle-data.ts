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
  const times = new Float64Array(count);
  const opens = new Float64Array(count);
  const closes = new Float64Array(count);
  const highs = new Float64Array(count);
  const lows = new Float64Array(count);
  let closeBefore = 0;
  for (let candle = 0; candle < count; candle++) {
    const first = candle * width;
    const end = Math.min(first + width, bars.openTimes.length);
    const opened = Math.round(open[first] * scale);
    const closed = Math.round(close[end - 1] * scale);
    let highest = high[first];
    let lowest = low[first];
    for (let bar = first + 1; bar < end; bar++) {
      highest = Math.max(highest, high[bar]);
      lowest = Math.min(lowest, low[bar]);
    }
    times[candle] = bars.openTimes[first] / timeUnit;
    opens[candle] = opened - closeBefore;
    closes[candle] = closed - opened;
    highs[candle] = Math.round(highest * scale) - Math.max(opened, closed);
    lows[candle] = Math.min(opened, closed) - Math.round(lowest * scale);
    closeBefore = closed;
  }
  return {
    count,
    barsPerCandle: width,
    times: integerText(differences(times)),
    timeUnit,
    opens: integerText(opens),
    closes: integerText(closes),
    highs: integerText(highs),
    lows: integerText(lows),
  };
}
