import { decimalsOf, roundHalfAway, roundHalfEven } from '../math/rounding.ts';
import type { ExecutionVariant } from '../types/config.ts';

const PARITY_DECIMALS = 5;

/**
 * The grid on which stops and targets are placed (`strategy.md` 6.3). Canonical levels go to the nearest tick,
 * ties away from zero; parity rounds to five decimals for every symbol, ties to even.
 */
export class LevelGrid {
  private readonly isParity: boolean;
  private readonly tickSize: number;
  private readonly decimals: number;
  private readonly isDecimal: boolean;

  constructor(variant: ExecutionVariant, tickSize: number) {
    this.isParity = variant === 'v1_parity';
    this.tickSize = tickSize;
    this.decimals = decimalsOf(tickSize);
    this.isDecimal = Number(`1e-${this.decimals}`) === tickSize;
  }

  /** The level of the grid nearest to a price. */
  nearest(price: number): number {
    // The usual case is small enough to be compiled into its callers; told to be a number, the result of the
    // other one does not force it onto the heap.
    return this.isDecimal && !this.isParity ? roundHalfAway(price, this.decimals) : +this.nearestUnusual(price);
  }

  private nearestUnusual(price: number): number {
    if (this.isParity) return roundHalfEven(price, PARITY_DECIMALS);
    return roundHalfAway(roundHalfAway(price / this.tickSize, 0) * this.tickSize, this.decimals);
  }
}

const grids: Readonly<Record<ExecutionVariant, Map<number, LevelGrid>>> = { v2: new Map(), v1_parity: new Map() };

/** The grid of a symbol; all trials of a sweep have the same one. */
export function levelGrid(variant: ExecutionVariant, tickSize: number): LevelGrid {
  const known = grids[variant].get(tickSize);
  if (known !== undefined) return known;
  const grid = new LevelGrid(variant, tickSize);
  grids[variant].set(tickSize, grid);
  return grid;
}
