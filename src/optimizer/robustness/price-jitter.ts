import { allocateColumn } from '../../core/data/shared-columns.ts';
import type { Bars, SideBars } from '../../core/types/bars.ts';
import type { Dataset } from '../../core/types/dataset.ts';
import type { Timeframe } from '../../core/types/timeframe.ts';

/** How the prices of one timeframe are moved; plain numbers, so that a worker needs no random stream. */
export interface PricePath {
  readonly timeframe: Timeframe;
  readonly atrPeriod: number;
  /** Size of a move in average true ranges. */
  readonly sigmaAtr: number;
  readonly scaleAtr: number;
  readonly scaleSigma: number;
  /** Direction of the first move; the moves alternate. */
  readonly firstSign: 1 | -1;
  /** Smallest price that a side may have. */
  readonly minPrice: number;
}

/** The data set with moved prices (`metrics.md` 9.2); a timeframe without a path stays as it is. */
export function jitterPrices(dataset: Dataset, paths: readonly PricePath[]): Dataset {
  const jitter = (bars: Bars): Bars => {
    const path = paths.find(({ timeframe }) => timeframe === bars.timeframe);
    return path === undefined ? bars : jitterBars(bars, path);
  };
  return { ...dataset, primary: jitter(dataset.primary), additional: dataset.additional.map(jitter) };
}

/** Bars whose opens and closes are moved by a running sum of alternating steps; highs and lows follow. */
export function jitterBars(bars: Bars, path: PricePath): Bars {
  const shifts = priceShifts(bars.bid, path);
  return { ...bars, bid: moveSide(bars.bid, shifts, path.minPrice), ask: moveSide(bars.ask, shifts, path.minPrice) };
}

/** Running sum of the moves, one per bar. */
export function priceShifts(bid: SideBars, path: PricePath): Float64Array {
  const { sigmaAtr, scaleSigma, scaleAtr, firstSign } = path;
  const ranges = averageTrueRanges(bid, path.atrPeriod);
  const shifts = new Float64Array(ranges.length);
  let shift = 0;
  for (let bar = 0; bar < ranges.length; bar++) {
    const sign = bar % 2 === 0 ? firstSign : -firstSign;
    shift += sign * Math.abs(sigmaAtr) * scaleSigma * ranges[bar] * scaleAtr;
    shifts[bar] = shift;
  }
  return shifts;
}

/** Plain mean of the last `period` true ranges, of fewer at the start; the bar before the first closes like it. */
export function averageTrueRanges({ high, low, close }: SideBars, period: number): Float64Array {
  const trueRanges = new Float64Array(high.length);
  for (let bar = 0; bar < high.length; bar++) {
    const before = close[bar === 0 ? 0 : bar - 1];
    trueRanges[bar] = Math.max(high[bar] - low[bar], Math.abs(high[bar] - before), Math.abs(low[bar] - before));
  }
  return trueRanges.map((_, bar) => {
    const first = Math.max(0, bar - period + 1);
    let sum = 0;
    for (let i = first; i <= bar; i++) sum += trueRanges[i];
    return sum / (bar - first + 1);
  });
}

function moveSide(side: SideBars, shifts: Float64Array, minPrice: number): SideBars {
  const count = shifts.length;
  const [open, high, low, close] = [count, count, count, count].map(allocateColumn) as Columns;
  let lowest = Number.POSITIVE_INFINITY;
  for (let bar = 0; bar < count; bar++) {
    open[bar] = side.open[bar] + (bar === 0 ? 0 : shifts[bar - 1]);
    close[bar] = side.close[bar] + shifts[bar];
    high[bar] = Math.max(side.high[bar] + shifts[bar], open[bar], close[bar]);
    low[bar] = Math.min(side.low[bar] + shifts[bar], open[bar], close[bar]);
    if (low[bar] < lowest) lowest = low[bar];
  }
  if (lowest < minPrice) {
    for (const column of [open, high, low, close]) {
      for (let bar = 0; bar < count; bar++) column[bar] += minPrice - lowest;
    }
  }
  return { open, high, low, close, volume: side.volume };
}

type Columns = [Float64Array, Float64Array, Float64Array, Float64Array];
