import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import { TIMEFRAME_MS, type Timeframe } from '../../../src/core/types/timeframe.ts';
import type { CaseRandom } from './case-random.ts';

/** Prices as whole steps of a coarse grid, so that levels are met exactly and ties are common. */
export interface PriceGrid {
  readonly stepsPerUnit: number;
  readonly startSteps: number;
}

interface Steps {
  open: number;
  high: number;
  low: number;
  close: number;
}

/** Largest moves within a bar in steps; one market per case, so that positions live short or long. */
const MARKETS: readonly (readonly number[])[] = [
  [0, 1, 2],
  [1, 3, 6],
  [3, 6, 12],
  [6, 12, 30],
];
const START = Date.UTC(2024, 2, 6, 18);

/** Random bid and ask bars: flat bars, gaps in price and time, changing spreads. */
export function randomCandles(random: CaseRandom, timeframe: Timeframe, count: number, grid: PriceGrid): Bars {
  const moves = random.pick(MARKETS);
  const openTimes = new Float64Array(count);
  const bids: Steps[] = [];
  const asks: Steps[] = [];
  let time = START;
  let last = grid.startSteps;
  for (let bar = 0; bar < count; bar++) {
    openTimes[bar] = time;
    time += TIMEFRAME_MS[timeframe] * (random.chance(0.05) ? random.integer(2, 90) : 1);
    const bid = randomBar(random, last, random.pick(moves));
    bids.push(bid);
    asks.push(askOf(random, bid));
    last = bid.close;
  }
  return { timeframe, openTimes, bid: toColumns(bids, grid), ask: toColumns(asks, grid) };
}

function randomBar(random: CaseRandom, last: number, range: number): Steps {
  const open = last + (random.chance(0.2) ? random.integer(-2 * range, 2 * range) : 0);
  if (random.chance(0.12)) return { open, high: open, low: open, close: open };
  const close = open + random.integer(-range, range);
  const high = Math.max(open, close) + random.integer(0, range);
  const low = Math.min(open, close) - random.integer(0, range);
  return { open, high, low, close };
}

/** Either one spread for the whole bar or one per price; high and low still enclose the others. */
function askOf(random: CaseRandom, bid: Steps): Steps {
  const spread = random.integer(0, 4);
  const add = (steps: number) => steps + (random.chance(0.7) ? spread : random.integer(0, 5));
  const open = add(bid.open);
  const close = add(bid.close);
  const high = Math.max(add(bid.high), open, close);
  const low = Math.min(add(bid.low), open, close);
  return { open, high, low, close };
}

function toColumns(bars: readonly Steps[], grid: PriceGrid): SideBars {
  const column = (pick: (bar: Steps) => number) => Float64Array.from(bars, (bar) => pick(bar) / grid.stepsPerUnit);
  return {
    open: column((bar) => bar.open),
    high: column((bar) => bar.high),
    low: column((bar) => bar.low),
    close: column((bar) => bar.close),
    volume: new Float64Array(bars.length),
  };
}
