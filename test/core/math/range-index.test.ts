import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RangeIndex } from '../../../src/core/math/range-index.ts';

const columns = fc
  .array(fc.record({ low: fc.integer({ min: 0, max: 40 }), height: fc.integer({ min: 0, max: 6 }) }), {
    minLength: 1,
    maxLength: 400,
  })
  .map((bars) => ({
    lows: Float64Array.from(bars, ({ low }) => low),
    highs: Float64Array.from(bars, ({ low, height }) => low + height),
  }));

/** A stretch `from` .. `end - 1` of at least one bar, from two shares of the length. */
function stretch(length: number, left: number, right: number): [from: number, end: number] {
  const [from, last] = [Math.floor(left * length), Math.floor(right * length)].sort((a, b) => a - b);
  return [from, last + 1];
}

const share = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('range index', () => {
  it('finds the bar that a walk over all bars finds', () => {
    const limit = fc.integer({ min: -2, max: 48 });
    fc.assert(
      fc.property(columns, share, share, limit, limit, ({ lows, highs }, left, right, lower, upper) => {
        const [from, end] = stretch(lows.length, left, right);
        let expected = from;
        while (expected < end && !(lows[expected] <= lower || highs[expected] >= upper)) expected++;
        expect(new RangeIndex(lows, highs).firstOutside(Float64Array.of(lower, upper), from, end)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows the extremes of a stretch', () => {
    fc.assert(
      fc.property(columns, share, share, ({ lows, highs }, left, right) => {
        const [from, end] = stretch(lows.length, left, right);
        const index = new RangeIndex(lows, highs);
        const minimum = Math.min(...lows.subarray(from, end));
        const maximum = Math.max(...highs.subarray(from, end));
        index.findExtremes(from, end);
        expect([...index.found]).toEqual([minimum, maximum]);
      }),
      { numRuns: 2000 },
    );
  });

  it('misses no bar where every price is another', () => {
    const prices = fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 200,
      maxLength: 300,
      size: 'max',
    });
    fc.assert(
      fc.property(prices, share, share, (values, left, right) => {
        const column = Float64Array.from(values);
        const [from, end] = stretch(column.length, left, right);
        const index = new RangeIndex(column, column);
        index.findExtremes(from, end);
        const part = column.subarray(from, end);
        expect([...index.found]).toEqual([Math.min(...part), Math.max(...part)]);
      }),
      { numRuns: 1000 },
    );
  });
});
