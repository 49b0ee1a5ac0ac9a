import { roundHalfAway } from '../../math/rounding.ts';

/** Decimals by kind of value (`data-and-config.md` 15.3); prices and sizes depend on the symbol. */
export const MONEY_DECIMALS = 2;
export const RATIO_DECIMALS = 6;
export const META_DECIMALS = 10;

/**
 * CSV form of a finite number: fixed decimals, rounded on the exact binary value with ties away from
 * zero, never a minus sign in front of zero.
 */
export function formatFixed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(digits) !== 0 ? `-${digits}` : digits;
}

/** Money as JSON files carry it; NaN and infinities pass through to the writer, which refuses them. */
export function roundMoney(value: number): number {
  return roundHalfAway(value, MONEY_DECIMALS);
}

/** Ratios and R multiples as JSON files carry them. */
export function roundRatio(value: number): number {
  return roundHalfAway(value, RATIO_DECIMALS);
}
