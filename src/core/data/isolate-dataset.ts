import type { Bars, SideBars } from '../types/bars.ts';
import type { Dataset } from '../types/dataset.ts';
import { allocateColumn } from './shared-columns.ts';

/**
 * The same data in memory that holds nothing else. Columns of a loaded data set may be views of longer
 * files; whoever gets this copy cannot reach what lies before or behind it.
 */
export function isolateDataset(dataset: Dataset): Dataset {
  const copies = new Map<Float64Array, Float64Array>();
  const isolate = (column: Float64Array): Float64Array => {
    const known = copies.get(column);
    if (known !== undefined) return known;
    const isAlone = column.byteLength === column.buffer.byteLength;
    const copy = isAlone ? column : allocateColumn(column.length);
    if (!isAlone) copy.set(column);
    copies.set(column, copy);
    return copy;
  };
  return {
    ...dataset,
    primary: isolateBars(dataset.primary, isolate),
    additional: dataset.additional.map((bars) => isolateBars(bars, isolate)),
    rates: dataset.rates.map((series) => ({
      ...series,
      openTimes: isolate(series.openTimes),
      rates: isolate(series.rates),
    })),
  };
}

type Isolate = (column: Float64Array) => Float64Array;

function isolateBars({ timeframe, openTimes, bid, ask }: Bars, isolate: Isolate): Bars {
  return { timeframe, openTimes: isolate(openTimes), bid: isolateSide(bid, isolate), ask: isolateSide(ask, isolate) };
}

function isolateSide(side: SideBars, isolate: Isolate): SideBars {
  return {
    open: isolate(side.open),
    high: isolate(side.high),
    low: isolate(side.low),
    close: isolate(side.close),
    volume: isolate(side.volume),
  };
}
