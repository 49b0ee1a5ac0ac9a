import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundHalfAway } from '../../../src/core/math/rounding.ts';

const bits = new DataView(new ArrayBuffer(8));

/** The fraction that a double is, exactly: mantissa times a power of two. */
function exactly(x: number): { readonly mantissa: bigint; readonly exponent: number } {
  bits.setFloat64(0, Math.abs(x));
  const word = bits.getBigUint64(0);
  const biased = Number(word >> 52n);
  const fraction = word & ((1n << 52n) - 1n);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** Rounds by whole numbers alone: ties away from zero. */
function roundExactly(x: number, decimals: number): number {
  const { mantissa, exponent } = exactly(x);
  const scaled = mantissa * 10n ** BigInt(decimals);
  // Twice the value, rounded down, and one more, halved: half rounds up.
  const doubled = exponent + 1 >= 0 ? scaled << BigInt(exponent + 1) : scaled >> BigInt(-exponent - 1);
  const digits = ((doubled + 1n) >> 1n).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const rounded = Number(`${digits.slice(0, cut)}.${digits.slice(cut)}`);
  return x < 0 && rounded !== 0 ? -rounded : rounded;
}

/** A few steps of the last digit away from a double. */
function neighbour(x: number, steps: number): number {
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + BigInt(steps));
  return bits.getFloat64(0);
}

const decimals = fc.integer({ min: 0, max: 12 });

describe('rounding, ties away from zero', () => {
  it('is that of the exact decimal value', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), decimals, (x, places) => {
        expect(roundHalfAway(x, places)).toBe(roundExactly(x, places));
      }),
      { numRuns: 3000 },
    );
  });

  it('is that of the exact decimal value beside ties, of whatever size', () => {
    const whole = fc.oneof(
      fc.integer({ min: 0, max: 10_000 }),
      fc.integer({ min: 0, max: 2_000_000_000 }),
      fc.integer({ min: 0, max: 2 ** 50 }),
    );
    fc.assert(
      fc.property(whole, decimals, fc.integer({ min: -6, max: 6 }), fc.boolean(), (steps, places, near, isNegative) => {
        const tie = neighbour((steps + 0.5) / 10 ** places, near);
        const x = isNegative ? -tie : tie;
        expect(roundHalfAway(x, places)).toBe(roundExactly(x, places));
      }),
      { numRuns: 5000 },
    );
  });

  it('is that of the exact decimal value where the digits of a double end', () => {
    const mantissa = fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n });
    fc.assert(
      fc.property(mantissa, fc.integer({ min: -36, max: 2 }), decimals, (digits, exponent, places) => {
        const x = Number(digits) * 2 ** exponent;
        expect(roundHalfAway(x, places)).toBe(roundExactly(x, places));
      }),
      { numRuns: 5000 },
    );
  });

  it('knows no negative zero', () => {
    expect(roundHalfAway(-0.0000001, 2)).toBe(0);
    expect(Object.is(roundHalfAway(-0, 2), 0)).toBe(true);
  });
});
