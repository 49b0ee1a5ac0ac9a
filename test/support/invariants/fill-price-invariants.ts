import { expect } from 'vitest';
import type { SideBars } from '../../../src/core/types/bars.ts';
import type { Trade } from '../../../src/core/types/trade.ts';
import { type EngineCase, isParity } from '../engine-cases/engine-case.ts';
import type { TradeInvariant } from './trade-invariants.ts';

/** Float noise of adding and taking away slippage and buffer, relative. */
const PRICE_NOISE = 1e-12;

/**
 * A resting order fills at a price that was quoted in its bar on its side; only a bar that gapped over the
 * level of an order that fills as such is an exception.
 */
export const fillsRestingOrdersAtQuotes: TradeInvariant = (trade, engineCase) => {
  // A market order of a script may name a price of its own.
  if (trade.orderType === 'market') return;
  const side = entrySide(trade, engineCase);
  const fillsAtLevel = trade.orderType === 'limit' || isParity(engineCase);
  const waitsBelow = (trade.orderType === 'limit') === (trade.direction === 1);
  const isGapped = fillsAtLevel && isGappedOver(entryBase(trade), waitsBelow, side, trade.fillBar);
  expect(isWithin(entryBase(trade), side, trade.fillBar) || isGapped).toBe(true);
};

/** A market order that names no price fills at the close of its side. */
export const fillsMarketOrdersAtTheClose: TradeInvariant = (trade, engineCase) => {
  expect(isSamePrice(entryBase(trade), entrySide(trade, engineCase).close[trade.fillBar])).toBe(true);
};

/**
 * An exit has a price that was quoted in its bar, give or take the buffer of the hit test; only a bar that
 * gapped over the level is an exception. It is the level, the open beyond it or, for a close by management,
 * the close.
 */
export const exitsAtQuotes: TradeInvariant = (trade, engineCase) => {
  const { direction, exitBar } = trade;
  const { bid, ask } = engineCase.context.dataset.primary;
  const side = direction === 1 ? bid : ask;
  const sign = isParity(engineCase) ? direction : -direction;
  const base = trade.exitPrice - sign * trade.exitSlippage;
  if (trade.reason === 'timeout' || trade.reason === 'manual') {
    expect(isSamePrice(base, side.close[exitBar])).toBe(true);
    return;
  }
  const isStop = trade.reason !== 'take_profit';
  const level = isStop ? trade.stopLoss : trade.takeProfit;
  const isAtLevel = isSamePrice(base, level);
  const isGapped = isAtLevel && isGappedOver(level, isStop === (direction === 1), side, exitBar);
  expect(isWithin(base, side, exitBar, bufferOf(engineCase)) || isGapped).toBe(true);
  const isAtOpen = isSamePrice(base, side.open[exitBar]) && exitBar > trade.fillBar;
  expect(isAtLevel || isAtOpen).toBe(true);
};

/** Slippage of any fill is at most what the costs allow (`execution.md` 7). */
export const slipsWithinTheSettings: TradeInvariant = ({ entrySlippage, exitSlippage }, { config, costs, spec }) => {
  const { enabled, slippage_multiplier: factor, pip_size: pipSize } = config.costs;
  const pips = enabled ? (costs.fixedSlippagePips + costs.randomSlippagePips) * factor : 0;
  const most = pips * (pipSize ?? spec.pipSize ?? 0);
  for (const slippage of [entrySlippage, exitSlippage]) expect(slippage).toBeLessThanOrEqual(most * (1 + PRICE_NOISE));
};

function isWithin(price: number, side: SideBars, bar: number, slack = 0): boolean {
  const noise = PRICE_NOISE * price;
  return side.low[bar] - slack - noise <= price && price <= side.high[bar] + slack + noise;
}

function isSamePrice(left: number, right: number): boolean {
  return Math.abs(left - right) <= PRICE_NOISE * left;
}

/** The whole bar lies beyond a level that was waited for from below or from above. */
function isGappedOver(level: number, isBoughtOrSoldBelow: boolean, side: SideBars, bar: number): boolean {
  return isBoughtOrSoldBelow ? side.high[bar] < level : side.low[bar] > level;
}

/** Entry price without slippage. */
function entryBase({ entryPrice, direction, entrySlippage }: Trade): number {
  return entryPrice - direction * entrySlippage;
}

function entrySide({ direction }: Trade, { context }: EngineCase): SideBars {
  const { bid, ask } = context.dataset.primary;
  return direction === 1 ? ask : bid;
}

/** Width of the hit test in price units. */
function bufferOf(engineCase: EngineCase): number {
  const { config, costs, spec } = engineCase;
  const pipSize = config.costs.pip_size ?? spec.pipSize ?? 0;
  return pipSize * (isParity(engineCase) ? 0.5 : (config.costs.pip_buffer_factor ?? costs.pipBufferFactor));
}
