const GAMMA_HIGH = 0x9e3779b9 | 0;
const GAMMA_LOW = 0x7f4a7c15;
const TWO_POW_32 = 4294967296;
const TWO_POW_21 = 2097152;
const TWO_POW_MINUS_53 = 2 ** -53;

/** Scratch memory of this thread. */
const single = new Float64Array(1);
const words = new Int32Array(2);

/**
 * Counter-based uniform draws (`execution.md` 7.2): draw n depends on nothing but the seed and n, so
 * a rejected order never shifts the draws of later fills. The mixing function is the output function
 * of SplitMix64 (Steele, Lea and Flood 2014). 64-bit words are pairs of 32-bit halves, because
 * BigInt would allocate at every draw.
 */
export class CounterRandom {
  private readonly baseHigh: number;
  private readonly baseLow: number;

  /** @param seed integer in 0 .. 2^53 - 1 */
  constructor(seed: number) {
    const low = (seed % TWO_POW_32) + GAMMA_LOW;
    const carry = low >= TWO_POW_32 ? 1 : 0;
    mix((Math.floor(seed / TWO_POW_32) + GAMMA_HIGH + carry) | 0, low | 0);
    this.baseHigh = words[0];
    this.baseLow = words[1];
  }

  /** Uniform number in [0, 1) of index `n` (0-based), 53 bits. */
  draw(n: number): number {
    this.fill(n, single);
    return single[0];
  }

  /** Fills `target` with the draws `first`, `first + 1`, …: the same numbers as one by one, in less time. */
  fill(first: number, target: Float64Array): void {
    const { baseHigh, baseLow } = this;
    const factor = (first + 1) | 0;
    const product = Math.imul(factor, GAMMA_LOW);
    let low = (baseLow + product) | 0;
    const carry = low >>> 0 < product >>> 0 ? 1 : 0;
    let high = (baseHigh + multiplyHigh(factor, GAMMA_LOW) + Math.imul(factor, GAMMA_HIGH) + carry) | 0;
    for (let index = 0; index < target.length; index++) {
      mix(high, low);
      target[index] = ((words[0] >>> 0) * TWO_POW_21 + (words[1] >>> 11)) * TWO_POW_MINUS_53;
      // One more times GAMMA is GAMMA more.
      low = (low + GAMMA_LOW) | 0;
      high = (high + GAMMA_HIGH + (low >>> 0 < GAMMA_LOW ? 1 : 0)) | 0;
    }
  }
}

/** High 32 bits of the 64-bit product of two unsigned 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const cross = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}

/** The output function for one word; its high and low half go to `words`. */
function mix(high: number, low: number): void {
  // z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
  const low1 = low ^ ((low >>> 30) | (high << 2));
  const high1 = high ^ (high >>> 30);
  const low2 = Math.imul(low1, 0x1ce4e5b9);
  const high2 = (multiplyHigh(low1, 0x1ce4e5b9) + Math.imul(high1, 0x1ce4e5b9) + Math.imul(low1, 0xbf58476d)) | 0;
  // z = (z ^ (z >> 27)) * 0x94D049BB133111EB
  const low3 = low2 ^ ((low2 >>> 27) | (high2 << 5));
  const high3 = high2 ^ (high2 >>> 27);
  const low4 = Math.imul(low3, 0x133111eb);
  const high4 = (multiplyHigh(low3, 0x133111eb) + Math.imul(high3, 0x133111eb) + Math.imul(low3, 0x94d049bb)) | 0;
  // z ^ (z >> 31)
  words[0] = high4 ^ (high4 >>> 31);
  words[1] = low4 ^ ((low4 >>> 31) | (high4 << 1));
}
