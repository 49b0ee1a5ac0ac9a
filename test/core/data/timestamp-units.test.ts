import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertToMilliseconds, type TimestampUnit } from '../../../src/core/data/timestamp-units.ts';

const UNITS_PER_MS: Record<TimestampUnit, bigint> = { ns: 1_000_000n, us: 1_000n, ms: 1n };

function convert(values: readonly bigint[], unit: TimestampUnit) {
  const words = new Int32Array(BigInt64Array.from(values).buffer);
  const target = new Float64Array(values.length);
  return { inexact: convertToMilliseconds(words, unit, target, 0), times: [...target] };
}

describe('convertToMilliseconds', () => {
  it('agrees with integer division for every 64-bit count', () => {
    const unit = fc.constantFrom<TimestampUnit>('ns', 'us', 'ms');
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), unit, (value, of) => {
        const divisor = UNITS_PER_MS[of];
        const remainder = ((value % divisor) + divisor) % divisor;
        const { times, inexact } = convert([value], of);
        expect(times[0]).toBe(Number((value - remainder) / divisor));
        const isExact = remainder === 0n && Math.abs(times[0]) <= 8.64e15;
        expect(inexact).toEqual(isExact ? null : { row: 0, units: `${value} ${of}` });
      }),
      { numRuns: 2000 },
    );
  });

  it('reports the first inexact row with its offset', () => {
    const target = new Float64Array(5);
    const words = new Int32Array(BigInt64Array.from([0n, -1n, 5n]).buffer);
    expect(convertToMilliseconds(words, 'ns', target, 2)).toEqual({ row: 3, units: '-1 ns' });
    expect([...target]).toEqual([0, 0, 0, -1, 0]);
  });
});
