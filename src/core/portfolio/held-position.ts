import { FILL_RULE, type FillRule } from '../execution/fill-rules.ts';
import type { Direction, SignalDetails } from '../types/signal.ts';
import { EXIT_REASON } from '../types/trade.ts';
import { Position } from './position.ts';

/**
 * The open position of a run that holds one at a time, with both of its fills; the object serves one
 * position after the other. The engine passes it on instead of single numbers, which a call that is not
 * inlined would put on the heap.
 */
export class HeldPosition {
  readonly contractSize: number;
  /** From the quote to the account currency. */
  readonly conversion: { readonly isSteady: boolean; convert(amount: number, bar: number): number };
  isOpen = false;
  id = 0;
  direction: Direction = 1;
  scenarioId = 0;
  entryBar = -1;
  entryPrice = Number.NaN;
  stopLoss = Number.NaN;
  takeProfit = Number.NaN;
  /** Lots. */
  size = Number.NaN;
  entryFee = Number.NaN;
  entrySlippage = Number.NaN;
  /** Words of the signal; null where they are not recorded. */
  details: SignalDetails | null = null;
  exitBar = -1;
  exitPrice = Number.NaN;
  exitFee = Number.NaN;
  exitSlippage = Number.NaN;
  /** Number of the reason. */
  exitReason: number = EXIT_REASON.stop_loss;
  exitRule: FillRule = FILL_RULE.stopLoss;
  /** Account currency, before commissions. */
  result = Number.NaN;
  rMultiple = Number.NaN;

  constructor(contractSize: number, conversion: HeldPosition['conversion']) {
    this.contractSize = contractSize;
    this.conversion = conversion;
  }

  /** Open profit at an exit-side close, in account currency; no exit slippage or fee is foreseen. */
  unrealised(close: number, bar: number): number {
    const difference = this.direction === 1 ? close - this.entryPrice : this.entryPrice - close;
    return this.conversion.convert(difference * this.size * this.contractSize, bar);
  }

  /** The position as it stands in lists of open ones. */
  toPosition(): Position {
    const { direction, scenarioId, entryBar, stopLoss, takeProfit, details } = this;
    const order = {
      direction,
      orderType: 'market',
      scenarioId,
      placedBar: entryBar,
      level: Number.NaN,
      stopLoss,
      takeProfit,
      goodTillMs: Number.POSITIVE_INFINITY,
      details,
    } as const;
    const { id, entryPrice, size, entryFee, entrySlippage } = this;
    return new Position(
      id,
      order,
      entryBar,
      entryBar,
      entryPrice,
      size,
      entryFee,
      entrySlippage,
      FILL_RULE.marketEntry,
    );
  }
}
