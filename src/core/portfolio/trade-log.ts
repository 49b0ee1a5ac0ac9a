import { FILL_RULE, type FillRule } from '../execution/fill-rules.ts';
import { type Direction, ORDER_TYPES, type SignalDetails } from '../types/signal.ts';
import { EXIT_REASON, type ExitReason, STOP_KINDS, type Trade, type TradeColumns } from '../types/trade.ts';
import type { HeldPosition } from './held-position.ts';
import type { Position } from './position.ts';

const INITIAL_CAPACITY = 256;
const MARKET_ORDER = ORDER_TYPES.indexOf('market');
const INITIAL_STOP = STOP_KINDS.indexOf('initial');

/** What the closing fill adds to a position. */
export interface ExitFacts {
  readonly bar: number;
  readonly price: number;
  readonly slippage: number;
  readonly fee: number;
  readonly result: number;
  readonly rMultiple: number;
  readonly reason: ExitReason;
  readonly rule: FillRule;
}

/** Closed trades in closing order, kept as growing columns. */
export class TradeLog implements TradeColumns {
  count = 0;
  positionId = new Int32Array(INITIAL_CAPACITY);
  direction = new Int8Array(INITIAL_CAPACITY);
  orderType = new Uint8Array(INITIAL_CAPACITY);
  scenarioId = new Int32Array(INITIAL_CAPACITY);
  entryBar = new Int32Array(INITIAL_CAPACITY);
  placedBar = new Int32Array(INITIAL_CAPACITY);
  fillBar = new Int32Array(INITIAL_CAPACITY);
  exitBar = new Int32Array(INITIAL_CAPACITY);
  entryPrice = new Float64Array(INITIAL_CAPACITY);
  exitPrice = new Float64Array(INITIAL_CAPACITY);
  initialStopLoss = new Float64Array(INITIAL_CAPACITY);
  stopLoss = new Float64Array(INITIAL_CAPACITY);
  takeProfit = new Float64Array(INITIAL_CAPACITY);
  size = new Float64Array(INITIAL_CAPACITY);
  result = new Float64Array(INITIAL_CAPACITY);
  rMultiple = new Float64Array(INITIAL_CAPACITY);
  entryFee = new Float64Array(INITIAL_CAPACITY);
  exitFee = new Float64Array(INITIAL_CAPACITY);
  entrySlippage = new Float64Array(INITIAL_CAPACITY);
  exitSlippage = new Float64Array(INITIAL_CAPACITY);
  reason = new Uint8Array(INITIAL_CAPACITY);
  stopKind = new Uint8Array(INITIAL_CAPACITY);
  entryRule = new Uint8Array(INITIAL_CAPACITY);
  exitRule = new Uint8Array(INITIAL_CAPACITY);
  /** Words of the signals, parallel to the columns; null when they are not recorded. */
  readonly details: (SignalDetails | null)[] | null;

  constructor(recordDetails: boolean) {
    this.details = recordDetails ? [] : null;
  }

  /** Forgets the trades and keeps the memory; only for a log without words. */
  clear(): void {
    this.count = 0;
  }

  append(position: Position, exit: ExitFacts): void {
    const row = this.count;
    if (row === this.positionId.length) this.grow();
    const { order } = position;
    this.positionId[row] = position.id;
    this.direction[row] = position.direction;
    this.orderType[row] = ORDER_TYPES.indexOf(order.orderType);
    this.scenarioId[row] = order.scenarioId;
    this.entryBar[row] = position.entryBar;
    this.placedBar[row] = order.placedBar;
    this.fillBar[row] = position.fillBar;
    this.exitBar[row] = exit.bar;
    this.entryPrice[row] = position.entryPrice;
    this.exitPrice[row] = exit.price;
    this.initialStopLoss[row] = position.initialStopLoss;
    this.stopLoss[row] = position.stopLoss;
    this.takeProfit[row] = position.takeProfit;
    this.size[row] = position.size;
    this.result[row] = exit.result;
    this.rMultiple[row] = exit.rMultiple;
    this.entryFee[row] = position.entryFee;
    this.exitFee[row] = exit.fee;
    this.entrySlippage[row] = position.entrySlippage;
    this.exitSlippage[row] = exit.slippage;
    this.reason[row] = EXIT_REASON[exit.reason];
    this.stopKind[row] = STOP_KINDS.indexOf(position.stopKind);
    this.entryRule[row] = position.entryRule;
    this.exitRule[row] = exit.rule;
    this.details?.push(order.details);
    this.count = row + 1;
  }

  /** The same for the closed position of a run that holds one at a time; its order was a market order. */
  appendHeld(position: HeldPosition): void {
    const row = this.count;
    if (row === this.positionId.length) this.grow();
    const { entryBar, stopLoss } = position;
    this.positionId[row] = position.id;
    this.direction[row] = position.direction;
    this.orderType[row] = MARKET_ORDER;
    this.scenarioId[row] = position.scenarioId;
    this.entryBar[row] = entryBar;
    this.placedBar[row] = entryBar;
    this.fillBar[row] = entryBar;
    this.exitBar[row] = position.exitBar;
    this.entryPrice[row] = position.entryPrice;
    this.exitPrice[row] = position.exitPrice;
    this.initialStopLoss[row] = stopLoss;
    this.stopLoss[row] = stopLoss;
    this.takeProfit[row] = position.takeProfit;
    this.size[row] = position.size;
    this.result[row] = position.result;
    this.rMultiple[row] = position.rMultiple;
    this.entryFee[row] = position.entryFee;
    this.exitFee[row] = position.exitFee;
    this.entrySlippage[row] = position.entrySlippage;
    this.exitSlippage[row] = position.exitSlippage;
    this.reason[row] = position.exitReason;
    this.stopKind[row] = INITIAL_STOP;
    this.entryRule[row] = FILL_RULE.marketEntry;
    this.exitRule[row] = position.exitRule;
    this.details?.push(position.details);
    this.count = row + 1;
  }

  private grow(): void {
    const capacity = this.positionId.length * 2;
    this.positionId = enlarged(this.positionId, new Int32Array(capacity));
    this.direction = enlarged(this.direction, new Int8Array(capacity));
    this.orderType = enlarged(this.orderType, new Uint8Array(capacity));
    this.scenarioId = enlarged(this.scenarioId, new Int32Array(capacity));
    this.entryBar = enlarged(this.entryBar, new Int32Array(capacity));
    this.placedBar = enlarged(this.placedBar, new Int32Array(capacity));
    this.fillBar = enlarged(this.fillBar, new Int32Array(capacity));
    this.exitBar = enlarged(this.exitBar, new Int32Array(capacity));
    this.entryPrice = enlarged(this.entryPrice, new Float64Array(capacity));
    this.exitPrice = enlarged(this.exitPrice, new Float64Array(capacity));
    this.initialStopLoss = enlarged(this.initialStopLoss, new Float64Array(capacity));
    this.stopLoss = enlarged(this.stopLoss, new Float64Array(capacity));
    this.takeProfit = enlarged(this.takeProfit, new Float64Array(capacity));
    this.size = enlarged(this.size, new Float64Array(capacity));
    this.result = enlarged(this.result, new Float64Array(capacity));
    this.rMultiple = enlarged(this.rMultiple, new Float64Array(capacity));
    this.entryFee = enlarged(this.entryFee, new Float64Array(capacity));
    this.exitFee = enlarged(this.exitFee, new Float64Array(capacity));
    this.entrySlippage = enlarged(this.entrySlippage, new Float64Array(capacity));
    this.exitSlippage = enlarged(this.exitSlippage, new Float64Array(capacity));
    this.reason = enlarged(this.reason, new Uint8Array(capacity));
    this.stopKind = enlarged(this.stopKind, new Uint8Array(capacity));
    this.entryRule = enlarged(this.entryRule, new Uint8Array(capacity));
    this.exitRule = enlarged(this.exitRule, new Uint8Array(capacity));
  }
}

function enlarged<A extends Int8Array | Uint8Array | Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

const REASON_NAMES = new Map<number, ExitReason>(
  Object.entries(EXIT_REASON).map(([name, code]) => [code, name as ExitReason]),
);

/** One row of the columns as an object. */
export function tradeAt(trades: TradeColumns, row: number): Trade {
  return {
    positionId: trades.positionId[row]!,
    direction: trades.direction[row]! as Direction,
    orderType: ORDER_TYPES[trades.orderType[row]!]!,
    scenarioId: trades.scenarioId[row]!,
    entryBar: trades.entryBar[row]!,
    placedBar: trades.placedBar[row]!,
    fillBar: trades.fillBar[row]!,
    exitBar: trades.exitBar[row]!,
    entryPrice: trades.entryPrice[row]!,
    exitPrice: trades.exitPrice[row]!,
    initialStopLoss: trades.initialStopLoss[row]!,
    stopLoss: trades.stopLoss[row]!,
    takeProfit: trades.takeProfit[row]!,
    size: trades.size[row]!,
    result: trades.result[row]!,
    rMultiple: trades.rMultiple[row]!,
    entryFee: trades.entryFee[row]!,
    exitFee: trades.exitFee[row]!,
    entrySlippage: trades.entrySlippage[row]!,
    exitSlippage: trades.exitSlippage[row]!,
    reason: REASON_NAMES.get(trades.reason[row]!)!,
    stopKind: STOP_KINDS[trades.stopKind[row]!]!,
    entryRule: trades.entryRule[row]!,
    exitRule: trades.exitRule[row]!,
  };
}
