import type { Bars, SideBars } from '../../src/core/types/bars.ts';
import type { Dataset } from '../../src/core/types/dataset.ts';

const MS_PER_WEEK = 7 * 86_400_000;

/**
 * The same market for as many bars as wanted: the beginning of the data set, or the whole of it again and
 * again, later by whole weeks each time so that weekdays and hours stay what they were. Without higher
 * timeframes, rates and news.
 */
export function repeatedDataset(dataset: Dataset, barCount: number): Dataset {
  const { timeframe, openTimes, bid, ask } = dataset.primary;
  const span = openTimes[openTimes.length - 1] - openTimes[0];
  const period = (Math.floor(span / MS_PER_WEEK) + 1) * MS_PER_WEEK;
  const primary: Bars = {
    timeframe,
    openTimes: repeated(openTimes, barCount, period),
    bid: repeatedSide(bid, barCount),
    ask: repeatedSide(ask, barCount),
  };
  return { ...dataset, primary, additional: [], rates: [], news: null };
}

function repeatedSide({ open, high, low, close, volume }: SideBars, barCount: number): SideBars {
  return {
    open: repeated(open, barCount, 0),
    high: repeated(high, barCount, 0),
    low: repeated(low, barCount, 0),
    close: repeated(close, barCount, 0),
    volume: repeated(volume, barCount, 0),
  };
}

/** @param shift added to the values once per repetition */
function repeated(values: Float64Array, barCount: number, shift: number): Float64Array {
  const column = new Float64Array(new SharedArrayBuffer(barCount * Float64Array.BYTES_PER_ELEMENT));
  for (let bar = 0; bar < barCount; bar++) {
    column[bar] = values[bar % values.length] + shift * Math.floor(bar / values.length);
  }
  return column;
}
