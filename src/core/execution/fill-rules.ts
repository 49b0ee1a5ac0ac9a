import type { OrderType } from '../types/signal.ts';
import type { ExitReason } from '../types/trade.ts';

/**
 * Numbers of the rules that decide the price of a fill; every fill carries one (`docs/execution.md` lists
 * them). Numbers are never reused.
 */
export const FILL_RULE = {
  /** Market order at the price of the signal (`execution.md` 4.1). */
  marketEntry: 1,
  /** Limit order at its level (4.3). */
  limitEntry: 2,
  /** Limit order at an open that is worse than its level, where the policy asks for it (4.3, R-03). */
  limitEntryAtOpen: 3,
  /** Stop order at its level (4.3). */
  stopEntry: 4,
  /** Stop order at an open beyond its level (4.3). */
  stopEntryAtOpen: 5,
  /** Stop loss at its level (5.4). */
  stopLoss: 6,
  /** Stop loss at an open beyond its level (5.4). */
  stopLossAtOpen: 7,
  /** Stop loss in the fill bar, at its level (5.2, 5.4). */
  stopLossInFillBar: 8,
  /** Stop loss in a bar that touches the target too (5.3). */
  stopLossWinsTie: 9,
  /** Take profit at its level (5.4). */
  takeProfit: 10,
  /** Take profit at an open beyond it, where the policy asks for it (5.4, R-05). */
  takeProfitAtOpen: 11,
  /** Take profit in the fill bar (5.2). */
  takeProfitInFillBar: 12,
  /** Time limit, at the close (6.2). */
  timeLimit: 13,
  /** Any other close by trade management, at the close (6.1). */
  managedClose: 14,
} as const;

export type FillRule = (typeof FILL_RULE)[keyof typeof FILL_RULE];

/** Rule of an entry at `base`, the price before slippage; `level` is that of a resting order. */
export function entryRule(orderType: OrderType, level: number, base: number): FillRule {
  if (orderType === 'market') return FILL_RULE.marketEntry;
  if (orderType === 'limit') return base === level ? FILL_RULE.limitEntry : FILL_RULE.limitEntryAtOpen;
  return base === level ? FILL_RULE.stopEntry : FILL_RULE.stopEntryAtOpen;
}

/** Rule of a stop loss at `base`, the price before slippage. */
export function stopLossRule(isFillBar: boolean, isTie: boolean, stopLoss: number, base: number): FillRule {
  if (isTie) return FILL_RULE.stopLossWinsTie;
  if (isFillBar) return FILL_RULE.stopLossInFillBar;
  return base === stopLoss ? FILL_RULE.stopLoss : FILL_RULE.stopLossAtOpen;
}

/** Rule of a take profit at `base`, the price before slippage. */
export function takeProfitRule(isFillBar: boolean, takeProfit: number, base: number): FillRule {
  if (isFillBar) return FILL_RULE.takeProfitInFillBar;
  return base === takeProfit ? FILL_RULE.takeProfit : FILL_RULE.takeProfitAtOpen;
}

/** Rule of a close by trade management. */
export function managementRule(reason: ExitReason): FillRule {
  return reason === 'timeout' ? FILL_RULE.timeLimit : FILL_RULE.managedClose;
}
