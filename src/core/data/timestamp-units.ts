/** Time units that a market or news file may use. */
export type TimestampUnit = 'ns' | 'us' | 'ms';

/** Time that is not a whole, representable millisecond: its row and its exact count of units. */
export interface InexactTime {
  readonly row: number;
  readonly units: string;
}

const UNITS_PER_MS: Readonly<Record<TimestampUnit, number>> = { ns: 1_000_000, us: 1_000, ms: 1 };
/** Largest distance from the epoch that a date can express, in ms. */
export const MAX_TIME_MS = 8.64e15;
const TWO_POW_16 = 65_536;
const TWO_POW_32 = 4_294_967_296;

/**
 * Converts 64-bit timestamps to ms, writing from `firstRow` on, and returns the first one that is not
 * a whole number of ms (or lies beyond any date), rounded down. Long division by 16-bit digits:
 * a nanosecond count does not fit into a double, and a BigInt per row would be allocated for nothing.
 *
 * @param words little-endian pairs of 32-bit halves, low half first
 */
export function convertToMilliseconds(
  words: Int32Array,
  unit: TimestampUnit,
  target: Float64Array,
  firstRow: number,
): InexactTime | null {
  const divisor = UNITS_PER_MS[unit];
  let inexactRow = -1;
  const rows = words.length / 2;
  for (let row = 0; row < rows; row += 1) {
    const low = words[2 * row];
    const high = words[2 * row + 1];
    const quotientHigh = Math.floor(high / divisor);
    const middle = (high - quotientHigh * divisor) * TWO_POW_16 + (low >>> 16);
    const quotientMiddle = Math.floor(middle / divisor);
    const rest = (middle - quotientMiddle * divisor) * TWO_POW_16 + (low & 0xffff);
    const quotientLow = Math.floor(rest / divisor);
    const timeMs = quotientHigh * TWO_POW_32 + quotientMiddle * TWO_POW_16 + quotientLow;
    target[firstRow + row] = timeMs;
    const isExact = rest === quotientLow * divisor && Math.abs(timeMs) <= MAX_TIME_MS;
    if (!isExact && inexactRow === -1) inexactRow = row;
  }
  if (inexactRow === -1) return null;
  const units = (BigInt(words[2 * inexactRow + 1]) << 32n) + BigInt(words[2 * inexactRow] >>> 0);
  return { row: firstRow + inexactRow, units: `${units} ${unit}` };
}
