const GAMMA_HIGH = 0x9e3779b9;
const GAMMA_LOW = 0x7f4a7c15;
const TWO_POW_32 = 4294967296;
const TWO_POW_21 = 2097152;
const TWO_POW_MINUS_53 = 2 ** -53;

/** High 32 bits of the 64-bit product of two unsigned 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + (middle >>> 16) + (cross >>> 16)) >>> 0;
}

/**
 * Counter-based uniform draws (`execution.md` 7.2): draw n depends on nothing but the seed and n, so
 * a rejected order never shifts the draws of later fills. The mixing function is the output function
 * of SplitMix64 (Steele, Lea and Flood 2014). 64-bit words are pairs of 32-bit halves, because
 * BigInt would allocate at every draw.
 */
export class CounterRandom {
  private high = 0;
  private low = 0;
  private readonly baseHigh: number;
  private readonly baseLow: number;

  /** @param seed integer in 0 .. 2^53 - 1 */
  constructor(seed: number) {
    const low = (seed % TWO_POW_32) + GAMMA_LOW;
    const carry = low >= TWO_POW_32 ? 1 : 0;
    this.mix((Math.floor(seed / TWO_POW_32) + GAMMA_HIGH + carry) >>> 0, low >>> 0);
    this.baseHigh = this.high;
    this.baseLow = this.low;
  }

  /** Uniform number in [0, 1) of fill index `n` (0-based), 53 bits. */
  draw(n: number): number {
    const factor = n + 1;
    const low = this.baseLow + (Math.imul(factor, GAMMA_LOW) >>> 0);
    const carry = low >= TWO_POW_32 ? 1 : 0;
    const product = multiplyHigh(factor >>> 0, GAMMA_LOW) + (Math.imul(factor, GAMMA_HIGH) >>> 0);
    this.mix((this.baseHigh + product + carry) >>> 0, low >>> 0);
    return (this.high * TWO_POW_21 + (this.low >>> 11)) * TWO_POW_MINUS_53;
  }

  private mix(high: number, low: number): void {
    // z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
    let zLow = (low ^ ((low >>> 30) | (high << 2))) >>> 0;
    let zHigh = (high ^ (high >>> 30)) >>> 0;
    let nextHigh = (multiplyHigh(zLow, 0x1ce4e5b9) + Math.imul(zHigh, 0x1ce4e5b9) + Math.imul(zLow, 0xbf58476d)) >>> 0;
    let nextLow = Math.imul(zLow, 0x1ce4e5b9) >>> 0;
    // z = (z ^ (z >> 27)) * 0x94D049BB133111EB
    zLow = (nextLow ^ ((nextLow >>> 27) | (nextHigh << 5))) >>> 0;
    zHigh = (nextHigh ^ (nextHigh >>> 27)) >>> 0;
    nextHigh = (multiplyHigh(zLow, 0x133111eb) + Math.imul(zHigh, 0x133111eb) + Math.imul(zLow, 0x94d049bb)) >>> 0;
    nextLow = Math.imul(zLow, 0x133111eb) >>> 0;
    // z ^ (z >> 31)
    this.low = (nextLow ^ ((nextLow >>> 31) | (nextHigh << 1))) >>> 0;
    this.high = (nextHigh ^ (nextHigh >>> 31)) >>> 0;
  }
}
