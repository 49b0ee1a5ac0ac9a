/** An exact decimal number: units * 10^-scale. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Longest number text and largest exponent accepted: doubles reach 1e308 and 1e-324. */
const MAX_DIGITS = 400;
const MAX_EXPONENT = 400;

/** Significant digits of every computed parameter value (`optimizer.md` 8.3, 8.5, O-20). */
const SIGNIFICANT_DIGITS = 12;

/** Exact value of a decimal number text; null where it is none or too long to be meant. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > MAX_DIGITS) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = DECIMAL_TEXT.exec(text) ?? [];
  const exponent = Number(exponentText);
  if (whole + fraction === '' || Math.abs(exponent) > MAX_EXPONENT) return null;
  const digits = BigInt(whole + fraction);
  return normalise(sign === '-' ? -digits : digits, fraction.length - exponent);
}

/** The decimal that a finite double prints as. */
export function decimalFromNumber(value: number): Decimal {
  const decimal = parseDecimal(String(value));
  if (decimal === null) throw new RangeError(`${value} has no decimal form`);
  return decimal;
}

/** Nearest double. */
export function decimalToNumber({ units, scale }: Decimal): number {
  return Number(`${units}e${-scale}`) + 0;
}

/** Shortest text without an exponent for small scales; the same for equal values. */
export function decimalToText(value: Decimal): string {
  return `${value.units}e${-value.scale}`;
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [left, right] = alignUnits(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Number of whole steps that fit between low and high, both ends on the grid counted: at least 1. */
export function countSteps(low: Decimal, high: Decimal, step: Decimal): bigint {
  const scale = Math.max(low.scale, high.scale, step.scale);
  return (unitsAt(high, scale) - unitsAt(low, scale)) / unitsAt(step, scale) + 1n;
}

/** low + index * step, exactly, as the nearest double. */
export function stepValue(low: Decimal, step: Decimal, index: number): number {
  const scale = Math.max(low.scale, step.scale);
  return decimalToNumber({ units: unitsAt(low, scale) + BigInt(index) * unitsAt(step, scale), scale });
}

/** Point `index` of `count` evenly spaced ones from low to high, rounded to 12 significant digits; ends as written. */
export function evenlySpaced(low: Decimal, high: Decimal, index: number, count: number): number {
  if (index === 0) return decimalToNumber(low);
  if (index === count - 1) return decimalToNumber(high);
  const [first, last] = alignUnits(low, high);
  const gaps = BigInt(count - 1);
  const sum = first * (gaps - BigInt(index)) + last * BigInt(index);
  return decimalToNumber(divideRounded(sum, gaps, Math.max(low.scale, high.scale)));
}

/** A double rounded to 12 significant digits; negative zero becomes zero. */
export function roundSignificant(value: number): number {
  return Number(value.toPrecision(SIGNIFICANT_DIGITS)) + 0;
}

/** numerator / divisor * 10^-scale to 12 significant digits, ties away from zero. */
function divideRounded(numerator: bigint, divisor: bigint, scale: number): Decimal {
  const magnitude = numerator < 0n ? -numerator : numerator;
  if (magnitude === 0n) return { units: 0n, scale: 0 };
  // Scale up (or down) until the quotient has 12 or 13 digits, then cut to 12.
  let shift = SIGNIFICANT_DIGITS - (digitCount(magnitude) - digitCount(divisor));
  if (digitCount(quotientAt(magnitude, divisor, shift)) > SIGNIFICANT_DIGITS) shift -= 1;
  const [scaled, by] =
    shift >= 0 ? [magnitude * 10n ** BigInt(shift), divisor] : [magnitude, divisor * 10n ** BigInt(-shift)];
  const rounded = (2n * scaled + by) / (2n * by);
  return normalise(numerator < 0n ? -rounded : rounded, scale + shift);
}

function quotientAt(magnitude: bigint, divisor: bigint, shift: number): bigint {
  return shift >= 0 ? (magnitude * 10n ** BigInt(shift)) / divisor : magnitude / (divisor * 10n ** BigInt(-shift));
}

function digitCount(value: bigint): number {
  return String(value).length;
}

function alignUnits(a: Decimal, b: Decimal): [bigint, bigint] {
  const scale = Math.max(a.scale, b.scale);
  return [unitsAt(a, scale), unitsAt(b, scale)];
}

function unitsAt(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

/** Removes trailing zeros, so that equal values are equal records. */
function normalise(units: bigint, scale: number): Decimal {
  if (units === 0n) return { units, scale: 0 };
  let reduced = units;
  let reducedScale = scale;
  while (reduced % 10n === 0n) {
    reduced /= 10n;
    reducedScale -= 1;
  }
  return { units: reduced, scale: reducedScale };
}
