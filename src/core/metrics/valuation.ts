import type { RangeIndex } from '../math/range-index.ts';
import type { Direction } from '../types/signal.ts';

/** An open position as the equity curve sees it. */
export interface Holding {
  readonly direction: Direction;
  readonly entryPrice: number;
  /** Lots. */
  readonly size: number;
  readonly contractSize: number;
  /** From the quote to the account currency; `isSteady` where the rate is the same on every bar. */
  readonly conversion: { readonly isSteady: boolean; convert(amount: number, bar: number): number };
}

/** Closes of one side of the market, at which an open position is valued. */
export interface ValuationSide {
  /** On both sides of the index. */
  readonly closes: RangeIndex;
  /** Of the last bar of each day of the calendar. */
  readonly dayCloses: Float64Array;
}

/** Realised funds; an object, because a number of a call that is not inlined would be put on the heap. */
export interface Funds {
  readonly balance: number;
}

/** Equity with one position open, valued at an exit-side close. */
export function equityAt(close: number, bar: number, balance: number, holding: Holding): number {
  const { direction, entryPrice, size, contractSize, conversion } = holding;
  return balance + conversion.convert((close - entryPrice) * direction * size * contractSize, bar);
}
