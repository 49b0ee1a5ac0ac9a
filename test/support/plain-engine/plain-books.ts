import type { Direction, OrderType, SignalDetails } from '../../../src/core/types/signal.ts';
import type { ExitReason, OpenPosition, StopKind, Trade } from '../../../src/core/types/trade.ts';

/** An order from its acceptance on. */
export interface PlainOrder {
  readonly direction: Direction;
  readonly orderType: OrderType;
  readonly scenarioId: number;
  readonly placedBar: number;
  /** Level of a pending order, signal price of a market order. */
  readonly level: number;
  readonly stopLoss: number;
  readonly takeProfit: number;
  readonly goodTillMs: number;
  readonly details: SignalDetails | null;
}

export interface PlainPosition {
  readonly id: number;
  readonly order: PlainOrder;
  readonly fillBar: number;
  readonly entryPrice: number;
  readonly entrySlippage: number;
  /** Numbers of the rules that decided the fills. */
  readonly entryRule: number;
  readonly entryFee: number;
  readonly size: number;
  readonly initialStopLoss: number;
  stopLoss: number;
  takeProfit: number;
  stopKind: StopKind;
  /** Changes that the next bar applies; null where there is none. */
  nextStop: { readonly level: number; readonly kind: StopKind } | null;
  nextTarget: number | null;
}

export interface PlainExit {
  readonly bar: number;
  readonly price: number;
  readonly slippage: number;
  readonly fee: number;
  readonly result: number;
  readonly rMultiple: number;
  readonly reason: ExitReason;
  readonly rule: number;
}

export interface EquityRow {
  readonly equity: number;
  readonly balance: number;
  readonly isExposed: boolean;
}

/** What a plain run leaves behind, in the order in which it happened. */
export interface PlainOutcome {
  readonly closed: readonly { readonly trade: Trade; readonly details: SignalDetails | null }[];
  readonly open: readonly OpenPosition[];
  readonly rows: readonly EquityRow[];
  readonly feesTotal: number;
  readonly finalBalance: number;
  readonly signals: number;
  readonly fills: number;
  readonly droppedStopChanges: number;
  readonly pendingAtEnd: number;
  readonly undefinedBars: number;
  readonly blocked: Readonly<Record<string, number>>;
  readonly rejected: Readonly<Record<string, number>>;
}

/** Cash, closed trades, equity rows and counters of one run. */
export class PlainBooks {
  cash: number;
  feesTotal = 0;
  signals = 0;
  fills = 0;
  droppedStopChanges = 0;
  undefinedBars = 0;
  readonly rows: EquityRow[] = [];
  readonly closed: { trade: Trade; details: SignalDetails | null }[] = [];
  readonly blocked: Record<string, number> = {
    session: 0,
    news: 0,
    position_open: 0,
    cooldown_exit: 0,
    cooldown_entry: 0,
    cooldown_bars: 0,
  };
  readonly rejected: Record<string, number> = {
    invalid_levels: 0,
    sl_too_close: 0,
    sl_too_close_at_fill: 0,
    volume_below_min: 0,
    pending_expired: 0,
    gate_closed: 0,
  };

  constructor(initialBalance: number) {
    this.cash = initialBalance;
  }

  /** A zero fee is not booked (`execution.md` 11.2). */
  bookFee(fee: number): void {
    if (fee === 0) return;
    this.cash = this.cash - fee;
    this.feesTotal = this.feesTotal + fee;
  }

  /** Exit fee first, then the result. */
  bookExit(position: PlainPosition, entryBar: number, exit: PlainExit): void {
    this.bookFee(exit.fee);
    this.cash = this.cash + exit.result;
    this.fills++;
    const { order } = position;
    this.closed.push({
      details: order.details,
      trade: {
        positionId: position.id,
        direction: order.direction,
        orderType: order.orderType,
        scenarioId: order.scenarioId,
        entryBar,
        placedBar: order.placedBar,
        fillBar: position.fillBar,
        exitBar: exit.bar,
        entryPrice: position.entryPrice,
        exitPrice: exit.price,
        initialStopLoss: position.initialStopLoss,
        stopLoss: position.stopLoss,
        takeProfit: position.takeProfit,
        size: position.size,
        result: exit.result,
        rMultiple: exit.rMultiple,
        entryFee: position.entryFee,
        exitFee: exit.fee,
        entrySlippage: position.entrySlippage,
        exitSlippage: exit.slippage,
        reason: exit.reason,
        stopKind: position.stopKind,
        entryRule: position.entryRule,
        exitRule: exit.rule,
      },
    });
  }

  /** The books after the last bar. */
  close(open: readonly OpenPosition[], pendingAtEnd: number): PlainOutcome {
    return {
      closed: this.closed,
      open,
      rows: this.rows,
      feesTotal: this.feesTotal,
      finalBalance: this.cash,
      signals: this.signals,
      fills: this.fills,
      droppedStopChanges: this.droppedStopChanges,
      pendingAtEnd,
      undefinedBars: this.undefinedBars,
      blocked: this.blocked,
      rejected: this.rejected,
    };
  }
}

/** A position as the end of the data leaves it (`data-and-config.md` 17.5). */
export function openAtEnd(position: PlainPosition, entryBar: number, unrealised: number | null): OpenPosition {
  const { order } = position;
  return {
    positionId: position.id,
    direction: order.direction,
    orderType: order.orderType,
    scenarioId: order.scenarioId,
    entryBar,
    entryPrice: position.entryPrice,
    initialStopLoss: position.initialStopLoss,
    stopLoss: position.stopLoss,
    takeProfit: position.takeProfit,
    size: position.size,
    entryFee: position.entryFee,
    unrealised,
  };
}
