import { normalQuantile } from '../../core/math/normal.ts';
import type { RandomStream } from './seeds.ts';

/** Largest range of `intBelow`, so that floor(uniform * n) keeps every value equally likely. */
const MAX_RANGE = 2 ** 32;

/** Stands for a uniform draw of 0, at which the inverse normal distribution is infinite. */
const SMALLEST_PROBABILITY = 2 ** -54;

/** Next number in [0, 1), 53 bits (`optimizer.md` 4.3, also for the other draws here). */
export function uniform(random: RandomStream): number {
  return random.uniform();
}

/** Integer in 0..n-1, 1 <= n <= 2^32. */
export function intBelow(random: RandomStream, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > MAX_RANGE) throw new RangeError(`intBelow needs 1..2^32, found ${n}`);
  return Math.floor(random.uniform() * n);
}

/** Anything that can be shuffled in place. */
interface MutableSequence<T> {
  readonly length: number;
  [index: number]: T;
}

/** Shuffles in place from the last element down and returns the same array. */
export function shuffle<S extends MutableSequence<unknown>>(random: RandomStream, sequence: S): S {
  for (let i = sequence.length - 1; i >= 1; i--) swap(sequence, i, intBelow(random, i + 1));
  return sequence;
}

/** k different integers of 0..n-1 in drawing order. */
export function sampleWithoutReplacement(random: RandomStream, n: number, k: number): number[] {
  if (k > n) throw new RangeError(`cannot draw ${k} different integers below ${n}`);
  const pool = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < k; i++) swap(pool, i, i + intBelow(random, n - i));
  return pool.slice(0, k);
}

/** Standard normal draw: inverse distribution function at one uniform draw. */
export function normal(random: RandomStream): number {
  return normalQuantile(random.uniform() || SMALLEST_PROBABILITY);
}

function swap(sequence: MutableSequence<unknown>, a: number, b: number): void {
  const kept = sequence[a];
  sequence[a] = sequence[b];
  sequence[b] = kept;
}
