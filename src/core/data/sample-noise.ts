import { CounterRandom } from '../math/splitmix64.ts';

const PIECE = 65_536;
const TWO_POW_32 = 4_294_967_296;
const TWO_POW_48 = 2 ** 48;
const TWO_POW_53 = 2 ** 53;
/** Streams of one symbol; room for more without changing the existing ones. */
const STREAMS_PER_SYMBOL = 16;

/**
 * One stream of random numbers for a synthetic sample. Every number depends on nothing but seed,
 * symbol, stream and counter, and only on operations that IEEE 754 defines exactly, so that it is the
 * same on every platform.
 */
export class SampleNoise {
  private readonly random: CounterRandom;

  constructor(seed: number, symbol: string, stream: number) {
    const root = new CounterRandom(seed);
    this.random = new CounterRandom(root.draw(symbolKey(symbol) * STREAMS_PER_SYMBOL + stream) * TWO_POW_53);
  }

  /** Uniform integer in 0 .. count - 1. */
  pick(counter: number, count: number): number {
    return Math.floor(this.random.draw(counter) * count);
  }

  /**
   * Bell-shaped integer with mean 0 and the given standard deviation: the sum of three 16-bit uniform
   * numbers, whose deviation is 2^15. Its tails end at three deviations; changing volatility makes
   * those of the prices longer.
   */
  bell(counter: number, deviation: number): number {
    const bits = Math.floor(this.random.draw(counter) * TWO_POW_48);
    const high = Math.floor(bits / TWO_POW_32);
    const middle = Math.floor(bits / PIECE) % PIECE;
    const low = bits % PIECE;
    const doubled = 2 * (high + middle + low) - 3 * (PIECE - 1);
    return Math.round((doubled * deviation) / PIECE);
  }
}

/** Number of a symbol below 2^24, so that two symbols of one seed do not move alike. */
function symbolKey(symbol: string): number {
  let key = 0;
  for (let index = 0; index < symbol.length; index += 1) key = (key * 37 + symbol.charCodeAt(index)) % 2 ** 24;
  return key;
}
