import type { Bars, SideBars } from '../../../../src/core/types/bars.ts';

/** Bid high, low and close of one bar, in pips above 1.1. */
export type BarPips = readonly [high: number, low: number, close: number];

const START = Date.UTC(2024, 2, 4);
const BAR_MS = 300_000;
const SPREAD_PIPS = 2;

/** M5 bars with a spread of two pips that open at the close before them. */
export function breakoutBars(pips: readonly BarPips[], startMs: number = START): Bars {
  return {
    timeframe: 'M5',
    openTimes: Float64Array.from(pips, (_, bar) => startMs + bar * BAR_MS),
    bid: sideOf(pips, 0),
    ask: sideOf(pips, SPREAD_PIPS),
  };
}

/** The price that many pips above 1.1, as it stands in a file. */
export function priceAt(pips: number): number {
  return Number((1.1 + pips / 10_000).toFixed(5));
}

function sideOf(pips: readonly BarPips[], spread: number): SideBars {
  const column = (read: (bar: BarPips, index: number) => number) =>
    Float64Array.from(pips, (bar, index) => priceAt(read(bar, index) + spread));
  return {
    open: column(([, , close], bar) => pips[bar - 1]?.[2] ?? close),
    high: column(([high]) => high),
    low: column(([, low]) => low),
    close: column(([, , close]) => close),
    volume: new Float64Array(pips.length).fill(1),
  };
}
