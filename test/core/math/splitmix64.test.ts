import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CounterRandom } from '../../../src/core/math/splitmix64.ts';

const GAMMA = 0x9e3779b97f4a7c15n;
const LARGEST_SEED = 2 ** 53 - 1;

/** The output function of SplitMix64 in whole numbers. */
function mix(state: bigint): bigint {
  const word = (value: bigint) => BigInt.asUintN(64, value);
  const first = word((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
  const second = word((first ^ (first >> 27n)) * 0x94d049bb133111ebn);
  return second ^ (second >> 31n);
}

/** Draw n: the base of the seed moved on n + 1 times, mixed, upper 53 bits. */
function drawExactly(seed: number, n: number): number {
  const base = mix(BigInt.asUintN(64, BigInt(seed) + GAMMA));
  const word = mix(BigInt.asUintN(64, base + BigInt(n + 1) * GAMMA));
  return Number(word >> 11n) * 2 ** -53;
}

describe('counter-based draws', () => {
  it('are those of 64-bit arithmetic', () => {
    const seeds = fc.oneof(fc.integer({ min: 0, max: LARGEST_SEED }), fc.constantFrom(0, 1, 2 ** 32, LARGEST_SEED));
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 2 ** 31 - 2 }), (seed, n) => {
        expect(new CounterRandom(seed).draw(n)).toBe(drawExactly(seed, n));
      }),
      { numRuns: 3000 },
    );
  });

  it('are the same many at once', () => {
    const draws = new Float64Array(1000);
    new CounterRandom(42).fill(7, draws);
    expect([...draws]).toEqual(Array.from(draws, (_, index) => drawExactly(42, 7 + index)));
  });
});
