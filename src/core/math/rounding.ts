const POWERS_OF_TEN = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];
/** Scaled values below these carry errors below 2e-7 and 1e-4, the rounding error of one multiplication. */
const SMALL_LIMIT = 1e9;
const FAST_LIMIT = 1e12;
/** Distances from a tie, far larger than the error, at which the scaled value alone decides the direction. */
const SMALL_TIE_MARGIN = 1e-5;
const TIE_MARGIN = 1e-3;

/**
 * Rounds the exact decimal value of `x` to `decimals` places, ties away from zero; -0 becomes 0.
 * The output rule of every file (`data-and-config.md` 15.3). Finite input only, |x| < 1e21.
 */
export function roundHalfAway(x: number, decimals: number): number {
  const scale = POWERS_OF_TEN[decimals] ?? Number.NaN;
  const scaled = x * scale;
  const nearest = Math.round(scaled);
  // Away from ties the nearest integer is certain, and dividing it by a power of ten that a double
  // holds exactly is rounded correctly: the double nearest to the decimal, as parsing its text gives.
  const distance = Math.abs(scaled - nearest);
  const size = Math.abs(scaled);
  const isCertain =
    size < SMALL_LIMIT ? distance < 0.5 - SMALL_TIE_MARGIN : size < FAST_LIMIT && distance < 0.5 - TIE_MARGIN;
  if (isCertain) return nearest / scale + 0;
  // Told to be a number, the result of the rare call does not force that of the usual way onto the heap.
  return +roundText(x, decimals);
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
