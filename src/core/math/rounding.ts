const POWERS_OF_TEN = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];
/** 2^27 + 1 splits the 53 bits of a double. */
const HALF_SHIFT = 2 ** 27 + 1;
/** Below it every tie is a double of its own. */
const FAST_LIMIT = 2 ** 52;

/**
 * Rounds the exact decimal value of `x` to `decimals` places, ties away from zero; -0 becomes 0.
 * The output rule of every file (`data-and-config.md` 15.3). Finite input only, |x| < 1e21.
 */
export function roundHalfAway(x: number, decimals: number): number {
  const scale = POWERS_OF_TEN[decimals] as number;
  const scaled = x * scale;
  const nearest = Math.round(scaled);
  // One multiplication rounds to the nearest double, so it moves no product over a tie, only onto it; off the tie the
  // nearest integer is certain. Dividing it by a power of ten that a double holds exactly is rounded
  // correctly, too: it gives the double nearest to the decimal, as parsing its text does.
  if (Math.abs(scaled) < FAST_LIMIT && Math.abs(scaled - nearest) < 0.5) return nearest / scale + 0;
  // Told to be a number, the result of the rare call does not force that of the usual way onto the heap.
  return +roundUnusual(x, decimals);
}

function roundUnusual(x: number, decimals: number): number {
  const scale = POWERS_OF_TEN[decimals] as number;
  const scaled = x * scale;
  return Math.abs(scaled) < FAST_LIMIT ? roundTie(x, scale, scaled) / scale + 0 : roundText(x, decimals);
}

/** The whole number nearest to `x * scale`, where `scaled`, the product as a double, lies half-way between two. */
function roundTie(x: number, scale: number, scaled: number): number {
  const error = productError(x, scale, scaled);
  const upper = Math.ceil(scaled);
  const isBelow = x > 0 ? error < 0 : error <= 0;
  return isBelow ? upper - 1 : upper;
}

/**
 * What rounding has left out of `product`, the double nearest to `x * scale`: a double again (Dekker 1971). The halves
 * of `x` have 26 bits (Veltkamp 1968) and a power of ten up to 10^10 has 24, so that their products are exact.
 */
function productError(x: number, scale: number, product: number): number {
  const shifted = x * HALF_SHIFT;
  const upperHalf = shifted - (shifted - x);
  return upperHalf * scale - product + (x - upperHalf) * scale;
}

/** The definition itself, through the exact decimal text. */
function roundText(x: number, decimals: number): number {
  const rounded = Number(Math.abs(x).toFixed(decimals));
  if (rounded === 0) return 0;
  return x < 0 ? -rounded : rounded;
}

/**
 * Rounds the exact decimal value of `x` to `decimals` places, ties to the even digit (V1's rule).
 * A double lies on a tie only if x * 2^(decimals + 1) is an odd integer, because ties are multiples
 * of 1 / (2 * 10^decimals) and a double has no factor 5 in its denominator.
 */
export function roundHalfEven(x: number, decimals: number): number {
  const scaled = Math.abs(x) * 2 ** (decimals + 1);
  const isTie = Number.isSafeInteger(scaled) && scaled % 2 === 1;
  if (!isTie) return roundHalfAway(x, decimals);
  const truncated = Math.abs(x)
    .toFixed(decimals + 1)
    .slice(0, -1);
  const lower = Number(truncated);
  const lastDigit = Number(truncated.at(-1) === '.' ? truncated.at(-2) : truncated.at(-1));
  const rounded = lastDigit % 2 === 0 ? lower : Number(Math.abs(x).toFixed(decimals));
  if (rounded === 0) return 0;
  return x < 0 ? -rounded : rounded;
}

/** Number of decimals in the shortest decimal form of a positive step: 0.00001 gives 5, 0.25 gives 2. */
export function decimalsOf(step: number): number {
  const [mantissa = '', exponent = '0'] = String(step).split('e');
  const fraction = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}
