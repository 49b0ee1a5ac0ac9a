const POWERS_OF_TEN = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];
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
