import type { CandlestickData, UTCTimestamp } from 'lightweight-charts';
import type { CandleData, EquityData, RunPageData } from '../../report/run-page/run-page-data.ts';
import { readDifferences, readIntegers } from '../data/integer-column.ts';

const MS_PER_SECOND = 1000;
const MONEY_SCALE = 100;
const SHARE_SCALE = 1_000_000;

/** Candles of the run, read when they are first asked for. */
export type Candles = () => readonly CandlestickData<UTCTimestamp>[];

export function candlesOf({ candles, priceDecimals }: RunPageData): Candles {
  let read: ReturnType<Candles> | null = null;
  return () => {
    read ??= readCandles(candles, priceDecimals);
    return read;
  };
}

/** Candles as the chart takes them. */
function readCandles(data: CandleData, priceDecimals: number): CandlestickData<UTCTimestamp>[] {
  const scale = 10 ** priceDecimals;
  const [opens, closes, highs, lows] = [data.opens, data.closes, data.highs, data.lows].map(readIntegers);
  let close = 0;
  return readDifferences(data.times).map((units, index) => {
    const open = close + opens[index];
    close = open + closes[index];
    return {
      time: ((units * data.timeUnit) / MS_PER_SECOND) as UTCTimestamp,
      open: open / scale,
      high: (Math.max(open, close) + highs[index]) / scale,
      low: (Math.min(open, close) - lows[index]) / scale,
      close: close / scale,
    };
  });
}

export interface EquityRow {
  readonly equity: number;
  readonly balance: number;
  readonly drawdown: number;
}

/** Rows of the equity curve; row k belongs to candle `firstCandle + k`. */
export function readEquity(data: EquityData): EquityRow[] {
  const balance = readDifferences(data.balance);
  const drawdown = readDifferences(data.drawdown);
  return readDifferences(data.equity).map((cents, row) => ({
    equity: cents / MONEY_SCALE,
    balance: balance[row] / MONEY_SCALE,
    drawdown: drawdown[row] / SHARE_SCALE,
  }));
}
