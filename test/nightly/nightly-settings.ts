const DEFAULT_CASES = 100_000;
const MOST_SEEDS = 2 ** 31;

const drawnSeed = Date.now() % MOST_SEEDS;

/** Number of cases of random candles and orders; the other kinds follow it. Set by `OMEGA_NIGHTLY_CASES`. */
export function nightlyCases(): number {
  return wholeNumber('OMEGA_NIGHTLY_CASES', DEFAULT_CASES);
}

/** Seed of the generator, another one every time; set by `OMEGA_NIGHTLY_SEED` to draw the same cases again. */
export function nightlySeed(): number {
  return wholeNumber('OMEGA_NIGHTLY_SEED', drawnSeed);
}

function wholeNumber(variable: string, standard: number): number {
  const text = process.env[variable]?.trim() ?? '';
  if (text === '') return standard;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${variable} is "${text}", expected a whole number above 0`);
}
