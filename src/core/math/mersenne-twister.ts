const N = 624;
const M = 397;
const TWO_POW_32 = 4294967296;

/**
 * MT19937 (Matsumoto and Nishimura 1998) seeded by `init_by_array` with the 32-bit words of the seed,
 * least significant first, as CPython's `random.seed(int)` does. Only `v1_parity` draws from it
 * (`execution.md` 15.6).
 */
export class MersenneTwister {
  private readonly state = new Uint32Array(N);
  private index = N;

  /** @param seed integer in 0 .. 2^53 - 1 */
  constructor(seed: number) {
    const key = seed < TWO_POW_32 ? [seed] : [seed % TWO_POW_32, Math.floor(seed / TWO_POW_32)];
    this.seedFromKey(key);
  }

  /** Uniform number in [0, 1), 53 bits, from two outputs. */
  uniform(): number {
    const a = this.next() >>> 5;
    const b = this.next() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  private seedFromKey(key: readonly number[]): void {
    const mt = this.state;
    mt[0] = 19650218;
    for (let i = 1; i < N; i++) {
      const previous = mt[i - 1]! ^ (mt[i - 1]! >>> 30);
      mt[i] = Math.imul(1812433253, previous) + i;
    }
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      const previous = mt[i - 1]! ^ (mt[i - 1]! >>> 30);
      mt[i] = (mt[i]! ^ Math.imul(previous, 1664525)) + key[j]! + j;
      i++;
      j = (j + 1) % key.length;
      if (i >= N) {
        mt[0] = mt[N - 1]!;
        i = 1;
      }
    }
    for (let k = N - 1; k > 0; k--) {
      const previous = mt[i - 1]! ^ (mt[i - 1]! >>> 30);
      mt[i] = (mt[i]! ^ Math.imul(previous, 1566083941)) - i;
      i++;
      if (i >= N) {
        mt[0] = mt[N - 1]!;
        i = 1;
      }
    }
    mt[0] = 0x80000000;
  }

  private next(): number {
    if (this.index >= N) this.twist();
    let y = this.state[this.index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  private twist(): void {
    const mt = this.state;
    for (let k = 0; k < N; k++) {
      const y = (mt[k]! & 0x80000000) | (mt[(k + 1) % N]! & 0x7fffffff);
      mt[k] = mt[(k + M) % N]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.index = 0;
  }
}
