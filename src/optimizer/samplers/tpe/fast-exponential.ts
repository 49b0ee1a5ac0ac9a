/** Table entries per unit; the polynomial covers half an entry to both sides. */
const RESOLUTION = 64;

/** Largest argument of `expNegative`. */
export const MAX_EXPONENT = 50;

const TABLE = Float64Array.from({ length: MAX_EXPONENT * RESOLUTION + 1 }, (_, i) => Math.exp(-i / RESOLUTION));

/**
 * exp(-t) for 0 <= t <= 50, to about 4e-16 relative: the nearest table entry times a Taylor polynomial of
 * degree 5 of the rest, which is at most 1/128. Two to three times as fast as `Math.exp`, which is where
 * TPE spends most of its time.
 */
export function expNegative(t: number): number {
  const entry = (t * RESOLUTION + 0.5) | 0;
  const rest = entry / RESOLUTION - t;
  return TABLE[entry] * (1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120))))));
}
