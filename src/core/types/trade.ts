import type { Direction, OrderType } from './signal.ts';

/** Exit reasons and the numbers under which they enter `result_hash` (`data-and-config.md` 16.5). */
export const EXIT_REASON = {
  take_profit: 1,
  stop_loss: 2,
  timeout: 3,
  break_even_stop_loss: 4,
  trailing_stop_loss: 5,
  manual: 6,
  end_of_data: 7,
} as const;

export type ExitReason = keyof typeof EXIT_REASON;

export const STOP_KINDS = ['initial', 'break_even', 'trailing', 'manual'] as const;

export type StopKind = (typeof STOP_KINDS)[number];

/** One closed trade, unrounded. Bars are indices into the loaded primary bars. */
export interface Trade {
  readonly positionId: number;
  readonly direction: Direction;
  readonly orderType: OrderType;
  readonly scenarioId: number;
  /** Bar whose open time the record carries as entry time (`v1_parity`: placement bar). */
  readonly entryBar: number;
  readonly placedBar: number;
  readonly fillBar: number;
  readonly exitBar: number;
  readonly entryPrice: number;
  readonly exitPrice: number;
  readonly initialStopLoss: number;
  /** Levels in force at the exit. */
  readonly stopLoss: number;
  readonly takeProfit: number;
  /** Lots. */
  readonly size: number;
  /** Account currency, before commissions. */
  readonly result: number;
  readonly rMultiple: number;
  readonly entryFee: number;
  readonly exitFee: number;
  /** Price distance, always >= 0. */
  readonly entrySlippage: number;
  readonly exitSlippage: number;
  readonly reason: ExitReason;
  readonly stopKind: StopKind;
  /** Numbers of the rules that decided the two fills (`docs/execution.md`). */
  readonly entryRule: number;
  readonly exitRule: number;
}

/**
 * Closed trades as columns, so that a backtest allocates nothing per trade; only the first `count`
 * elements are valid. Field meanings are those of `Trade`. The codes of `orderType` and `stopKind`
 * are indices into `ORDER_TYPES` and `STOP_KINDS`, `reason` is a number of `EXIT_REASON`.
 */
export interface TradeColumns {
  readonly count: number;
  readonly positionId: Int32Array;
  readonly direction: Int8Array;
  readonly orderType: Uint8Array;
  readonly scenarioId: Int32Array;
  readonly entryBar: Int32Array;
  readonly placedBar: Int32Array;
  readonly fillBar: Int32Array;
  readonly exitBar: Int32Array;
  readonly entryPrice: Float64Array;
  readonly exitPrice: Float64Array;
  readonly initialStopLoss: Float64Array;
  readonly stopLoss: Float64Array;
  readonly takeProfit: Float64Array;
  readonly size: Float64Array;
  readonly result: Float64Array;
  readonly rMultiple: Float64Array;
  readonly entryFee: Float64Array;
  readonly exitFee: Float64Array;
  readonly entrySlippage: Float64Array;
  readonly exitSlippage: Float64Array;
  readonly reason: Uint8Array;
  readonly stopKind: Uint8Array;
  readonly entryRule: Uint8Array;
  readonly exitRule: Uint8Array;
}

/** The columns that the metrics of a run are made of. */
export type TradeResults = Pick<
  TradeColumns,
  'count' | 'entryBar' | 'exitBar' | 'size' | 'result' | 'entryFee' | 'exitFee'
>;

/** A position that is still open after the last bar. */
export interface OpenPosition {
  readonly positionId: number;
  readonly direction: Direction;
  readonly orderType: OrderType;
  readonly scenarioId: number;
  readonly entryBar: number;
  readonly entryPrice: number;
  readonly initialStopLoss: number;
  readonly stopLoss: number;
  readonly takeProfit: number;
  readonly size: number;
  readonly entryFee: number;
  /** Mark of the last bar; null in `v1_parity`. */
  readonly unrealised: number | null;
}
