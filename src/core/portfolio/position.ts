import type { FillRule } from '../execution/fill-rules.ts';
import type { Direction, OrderType, SignalDetails } from '../types/signal.ts';
import type { StopKind } from '../types/trade.ts';

/** Order as it rests in the book, or as it was placed. */
export interface PlacedOrder {
  readonly direction: Direction;
  readonly orderType: OrderType;
  readonly scenarioId: number;
  /** Bar of the signal. */
  readonly placedBar: number;
  /** Level of a pending order; NaN for market orders. */
  readonly level: number;
  readonly stopLoss: number;
  readonly takeProfit: number;
  readonly goodTillMs: number;
  readonly details: SignalDetails | null;
}

/** An open position; the levels change, everything else is fixed at the fill. */
export class Position {
  readonly id: number;
  readonly order: PlacedOrder;
  readonly direction: Direction;
  readonly fillBar: number;
  /** Bar whose open time the record carries (`v1_parity`: the placement bar). */
  readonly entryBar: number;
  readonly entryPrice: number;
  readonly size: number;
  readonly entryFee: number;
  readonly entrySlippage: number;
  readonly entryRule: FillRule;
  readonly initialStopLoss: number;
  stopLoss: number;
  takeProfit: number;
  stopKind: StopKind = 'initial';
  /** Changes decided in the previous bar; NaN where there is none. */
  scheduledStopLoss = Number.NaN;
  scheduledTakeProfit = Number.NaN;
  scheduledStopKind: StopKind = 'initial';
  /** Set by the closing fill; the engine then drops the position from its list. */
  isClosed = false;

  constructor(
    id: number,
    order: PlacedOrder,
    fillBar: number,
    entryBar: number,
    entryPrice: number,
    size: number,
    entryFee: number,
    entrySlippage: number,
    entryRule: FillRule,
  ) {
    this.id = id;
    this.order = order;
    this.direction = order.direction;
    this.fillBar = fillBar;
    this.entryBar = entryBar;
    this.entryPrice = entryPrice;
    this.size = size;
    this.entryFee = entryFee;
    this.entrySlippage = entrySlippage;
    this.entryRule = entryRule;
    this.initialStopLoss = order.stopLoss;
    this.stopLoss = order.stopLoss;
    this.takeProfit = order.takeProfit;
  }
}
