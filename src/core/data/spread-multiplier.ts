import type { Bars, SideBars } from '../types/bars.ts';
import type { EffectiveConfig } from '../types/config.ts';
import { allocateColumn } from './shared-columns.ts';

/**
 * Bars with the configured spread. With costs switched off the multipliers are ignored and the spread
 * of the data stays (`data-and-config.md` 4.4).
 */
export function applySpreadMultiplier(
  bars: Bars,
  costs: Pick<EffectiveConfig['costs'], 'enabled' | 'spread_multiplier'>,
): Bars {
  if (!costs.enabled || costs.spread_multiplier === 1) return bars;
  return { ...bars, ask: scaleSpread(bars.bid, bars.ask, costs.spread_multiplier) };
}

/**
 * Ask side whose distance to the bid is scaled field by field; high and low then enclose the four
 * prices again (`data-and-config.md` 4.4). A multiplier of 1 returns the same columns, bit for bit.
 */
export function scaleSpread(bid: SideBars, ask: SideBars, multiplier: number): SideBars {
  if (multiplier === 1) return ask;
  const open = scaleField(bid.open, ask.open, multiplier);
  const high = scaleField(bid.high, ask.high, multiplier);
  const low = scaleField(bid.low, ask.low, multiplier);
  const close = scaleField(bid.close, ask.close, multiplier);
  for (let i = 0; i < open.length; i++) {
    const largest = Math.max(open[i], high[i], low[i], close[i]);
    const smallest = Math.min(open[i], high[i], low[i], close[i]);
    high[i] = largest;
    low[i] = smallest;
  }
  return { open, high, low, close, volume: ask.volume };
}

function scaleField(bid: Float64Array, ask: Float64Array, multiplier: number): Float64Array {
  const scaled = allocateColumn(bid.length);
  for (let i = 0; i < bid.length; i++) scaled[i] = bid[i] + multiplier * (ask[i] - bid[i]);
  return scaled;
}
