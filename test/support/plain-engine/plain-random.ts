const MASK_64 = (1n << 64n) - 1n;
const GAMMA = 0x9e3779b97f4a7c15n;

function mix(value: bigint): bigint {
  let z = value & MASK_64;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
  return z ^ (z >> 31n);
}

/** Uniform number of fill `n` (0-based) in the canonical variant (`execution.md` 7.2). */
export function drawOfFill(seed: number, n: number): number {
  const base = mix(BigInt(seed) + GAMMA);
  return Number(mix(base + BigInt(n + 1) * GAMMA) >> 11n) * 2 ** -53;
}

const STATE_LENGTH = 624;

/** MT19937 as CPython seeds it (`execution.md` 15.6). */
export class PlainTwister {
  private state: number[] = [];
  private used = STATE_LENGTH;

  constructor(seed: number) {
    const words = [seed % 2 ** 32];
    if (seed >= 2 ** 32) words.push(Math.floor(seed / 2 ** 32));
    this.seedFrom(words);
  }

  /** `(a * 2^26 + b) / 2^53`. */
  draw(): number {
    const a = this.next() >>> 5;
    const b = this.next() >>> 6;
    return (a * 2 ** 26 + b) / 2 ** 53;
  }

  private seedFrom(words: readonly number[]): void {
    const mt = [19650218];
    const mixed = (i: number) => mt[i - 1] ^ (mt[i - 1] >>> 30);
    for (let i = 1; i < STATE_LENGTH; i++) mt[i] = (Math.imul(1812433253, mixed(i)) + i) >>> 0;
    let i = 1;
    let j = 0;
    const step = () => {
      i++;
      if (i < STATE_LENGTH) return;
      mt[0] = mt[STATE_LENGTH - 1];
      i = 1;
    };
    for (let k = 0; k < Math.max(STATE_LENGTH, words.length); k++) {
      mt[i] = ((mt[i] ^ Math.imul(mixed(i), 1664525)) + words[j] + j) >>> 0;
      step();
      j = (j + 1) % words.length;
    }
    for (let k = 0; k < STATE_LENGTH - 1; k++) {
      mt[i] = ((mt[i] ^ Math.imul(mixed(i), 1566083941)) - i) >>> 0;
      step();
    }
    mt[0] = 0x80000000;
    this.state = mt;
  }

  private next(): number {
    if (this.used === STATE_LENGTH) this.twist();
    let y = this.state[this.used];
    this.used++;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  private twist(): void {
    const mt = this.state;
    for (let k = 0; k < STATE_LENGTH; k++) {
      const y = (mt[k] & 0x80000000) | (mt[(k + 1) % STATE_LENGTH] & 0x7fffffff);
      mt[k] = (mt[(k + 397) % STATE_LENGTH] ^ (y >>> 1) ^ ((y & 1) === 1 ? 0x9908b0df : 0)) >>> 0;
    }
    this.used = 0;
  }
}
