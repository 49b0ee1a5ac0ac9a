import { aggregateBars } from '../../src/core/data/aggregate-bars.ts';
import { allocateBars } from '../../src/core/data/bar-columns.ts';
import { type MarketFile, writeMarketFiles } from '../../src/core/data/market-files.ts';
import { allocateColumn } from '../../src/core/data/shared-columns.ts';
import type { SideTable } from '../../src/core/data/side-table.ts';
import { MS_PER_DAY, MS_PER_HOUR } from '../../src/core/types/timeframe.ts';
import { normal } from '../../src/optimizer/random/draws.ts';
import { stream } from '../../src/optimizer/random/seeds.ts';

/** What is true about an invented market. */
export type Truth = 'noise' | 'edge';

const SYMBOL = 'EURUSD';
const TIMEFRAMES = ['H1', 'H4', 'D1'] as const;
const FIRST_WEEK_OPEN_MS = Date.UTC(2017, 0, 1, 22);
const WEEKS = 365;
const HOURS_PER_WEEK = 119;
const STEPS_PER_BAR = 12;
const START_PRICE = 1.1;
/** Standard deviation of a step: 10 pips an hour. */
const STEP_DEVIATION = 0.001 / Math.sqrt(STEPS_PER_BAR);
/** The planted edge: moves that come back, by half in eight hours, a little larger than those that stay. */
const SWING_DEVIATION = 1.2 * STEP_DEVIATION;
const SWING_DECAY = 1 - 0.5 ** (1 / (8 * STEPS_PER_BAR));
/** A tenth of a pip: nearly nothing is lost to costs, so that noise has every chance to look good. */
const SPREAD = 0.00001;
const POINTS = 100_000;
const VOLUME = 1000;

/**
 * Writes six years of hourly bars, and their aggregates, of a market whose truth is known: a random walk, on
 * which no strategy has an edge, or the same walk with swings that revert to the mean.
 */
export async function writeInventedMarket(root: string, seed: number, truth: Truth): Promise<void> {
  const bid = inventBid(seed, truth);
  const ask = shiftPrices(bid, SPREAD);
  const files = TIMEFRAMES.flatMap((timeframe): MarketFile[] =>
    [['bid', bid] as const, ['ask', ask] as const].map(([side, table]) => ({
      symbol: SYMBOL,
      timeframe,
      side,
      table: timeframe === 'H1' ? table : aggregateBars(table, timeframe),
      repair: null,
    })),
  );
  await writeMarketFiles(root, files, { overwrite: true });
}

function inventBid(seed: number, truth: Truth): SideTable {
  const count = WEEKS * HOURS_PER_WEEK;
  const openTimes = allocateColumn(count);
  const bars = allocateBars(count);
  const random = stream(seed, 'truth', truth);
  let walk = START_PRICE;
  let swing = 0;
  for (let bar = 0; bar < count; bar++) {
    const week = Math.floor(bar / HOURS_PER_WEEK);
    openTimes[bar] = FIRST_WEEK_OPEN_MS + week * 7 * MS_PER_DAY + (bar % HOURS_PER_WEEK) * MS_PER_HOUR;
    const prices = Array.from({ length: STEPS_PER_BAR }, () => {
      walk += STEP_DEVIATION * normal(random);
      if (truth === 'edge') swing += SWING_DEVIATION * normal(random) - SWING_DECAY * swing;
      return Math.round((walk + swing) * POINTS) / POINTS;
    });
    bars.open[bar] = prices[0]!;
    bars.high[bar] = Math.max(...prices);
    bars.low[bar] = Math.min(...prices);
    bars.close[bar] = prices[STEPS_PER_BAR - 1]!;
    bars.volume[bar] = VOLUME;
  }
  return { openTimes, bars };
}

function shiftPrices({ openTimes, bars }: SideTable, distance: number): SideTable {
  const shift = (column: Float64Array): Float64Array =>
    column.map((price) => Math.round((price + distance) * POINTS) / POINTS);
  const { open, high, low, close, volume } = bars;
  return {
    openTimes,
    bars: { open: shift(open), high: shift(high), low: shift(low), close: shift(close), volume },
  };
}
