import { decimalsOf, roundHalfAway, roundHalfEven } from '../math/rounding.ts';
import type { ExecutionVariant } from '../types/config.ts';

const PARITY_DECIMALS = 5;

/** Moves a stop or target to the grid on which it is placed (`strategy.md` 6.3). */
export type LevelRounding = (level: number) => number;

/**
 * Canonical levels go to the nearest tick, ties away from zero; parity rounds to five decimals for
 * every symbol, ties to even.
 */
export function createLevelRounding(variant: ExecutionVariant, tickSize: number): LevelRounding {
  if (variant === 'v1_parity') return (level) => roundHalfEven(level, PARITY_DECIMALS);
  const decimals = decimalsOf(tickSize);
  const isPowerOfTen = Number(`1e-${decimals}`) === tickSize;
  if (isPowerOfTen) return (level) => roundHalfAway(level, decimals);
  return (level) => roundHalfAway(roundHalfAway(level / tickSize, 0) * tickSize, decimals);
}
