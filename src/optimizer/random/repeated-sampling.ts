import { intBelow } from './draws.ts';
import type { RandomStream } from './seeds.ts';

/**
 * `sampleWithoutReplacement` for callers that sample again and again: the same draws and the same result,
 * without building the array 0..n-1 every time.
 */
export class RepeatedSampling {
  /** 0, 1, 2, ... between calls. */
  private pool = new Int32Array(0);
  /** Places swapped with 0, 1, 2, ... */
  private partners = new Int32Array(0);

  /** Writes k different integers of 0..n-1 in drawing order to the start of `target`. */
  sample(random: RandomStream, n: number, k: number, target: Int32Array): void {
    if (k > n) throw new RangeError(`cannot draw ${k} different integers below ${n}`);
    this.reserve(n, k);
    for (let i = 0; i < k; i++) {
      const partner = i + intBelow(random, n - i);
      this.partners[i] = partner;
      this.swap(i, partner);
      target[i] = this.pool[i];
    }
    for (let i = k - 1; i >= 0; i--) this.swap(i, this.partners[i]);
  }

  private swap(a: number, b: number): void {
    const kept = this.pool[a];
    this.pool[a] = this.pool[b];
    this.pool[b] = kept;
  }

  private reserve(n: number, k: number): void {
    if (this.pool.length < n) this.pool = Int32Array.from({ length: Math.max(n, 2 * this.pool.length) }, (_, i) => i);
    if (this.partners.length < k) this.partners = new Int32Array(k);
  }
}
