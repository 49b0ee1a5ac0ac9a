import type { Bars, SideBars } from '../../src/core/types/bars.ts';
import type { Timeframe } from '../../src/core/types/timeframe.ts';

/** Flat bars with the given open times: every price is `price` on both sides. */
export function flatBars(timeframe: Timeframe, openTimes: readonly number[], price = 1.1): Bars {
  const side = (): SideBars => {
    const column = () => new Float64Array(openTimes.length).fill(price);
    return { open: column(), high: column(), low: column(), close: column(), volume: column() };
  };
  return { timeframe, openTimes: Float64Array.from(openTimes), bid: side(), ask: side() };
}
