import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDecimals,
  countSteps,
  type Decimal,
  decimalFromNumber,
  decimalToNumber,
  decimalToText,
  evenlySpaced,
  parseDecimal,
  roundSignificant,
  stepValue,
} from '../../../src/optimizer/space/decimal.ts';

function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === null) throw new Error(`${text} is no decimal`);
  return value;
}

describe('parseDecimal', () => {
  it.each([
    ['0', 0n, 0],
    ['-0.0', 0n, 0],
    ['1.40', 14n, 1],
    ['-0.85', -85n, 2],
    ['+5', 5n, 0],
    ['.5', 5n, 1],
    ['5.', 5n, 0],
    ['1500', 15n, -2],
    ['1e-3', 1n, 3],
    ['2.5E+2', 25n, -1],
  ])('%s', (text, units, scale) => {
    expect(decimal(text)).toEqual({ units, scale });
  });

  it.each(['', '.', '-', 'e5', '1e', '0x10', 'abc', '1_000', '1e401', '.inf', '9'.repeat(401)])(
    'refuses %s',
    (text) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );

  it('gives one text to equal values', () => {
    expect(new Set(['1.4', '1.40', '14e-1', '0.14e1'].map((text) => decimalToText(decimal(text))))).toEqual(
      new Set(['14e-1']),
    );
    expect(decimalToNumber(decimal(decimalToText(decimal('0'))))).toBe(0);
  });

  it('turns every finite double into a decimal and back', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        expect(decimalToNumber(decimalFromNumber(value))).toBe(value + 0);
      }),
    );
  });
});

describe('stepped ranges against scaled integers', () => {
  const SCALE = 6;
  const hundredth = (units: bigint): string => `${units}e-${SCALE}`;
  const range = fc.record({
    low: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
    span: fc.bigInt({ min: 0n, max: 10n ** 8n }),
    step: fc.bigInt({ min: 1n, max: 10n ** 7n }),
  });

  it('have exactly the values low + k step up to high, as nearest doubles', () => {
    fc.assert(
      fc.property(range, fc.nat(), ({ low, span, step }, pick) => {
        const [a, b, s] = [low, low + span, step].map((units) => decimal(hundredth(units))) as [
          Decimal,
          Decimal,
          Decimal,
        ];
        const expected = span / step + 1n;
        expect(countSteps(a, b, s)).toBe(expected);
        const k = BigInt(pick) % expected;
        expect(stepValue(a, s, Number(k))).toBe(Number(hundredth(low + k * step)) + 0);
        expect(compareDecimals(a, b)).toBe(span === 0n ? 0 : -1);
        expect(compareDecimals(b, a)).toBe(span === 0n ? 0 : 1);
      }),
    );
  });
});

describe('evenlySpaced', () => {
  it('gives both ends as written and 12 digits between', () => {
    const values = Array.from({ length: 4 }, (_, k) => evenlySpaced(decimal('0'), decimal('1'), k, 4));
    expect(values).toEqual([0, 0.333333333333, 0.666666666667, 1]);
    expect(evenlySpaced(decimal('-0.1234567890123457'), decimal('3'), 0, 3)).toBe(-0.1234567890123457);
  });

  it('rounds ties away from zero', () => {
    expect(evenlySpaced(decimal('0.123456789012'), decimal('0.123456789013'), 1, 3)).toBe(0.123456789013);
    expect(evenlySpaced(decimal('-0.123456789013'), decimal('-0.123456789012'), 1, 3)).toBe(-0.123456789013);
  });

  it('is the exact quotient, ties away from zero, against a rational oracle', () => {
    const units = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    fc.assert(
      fc.property(units, units, fc.integer({ min: 3, max: 200 }), fc.nat(), (first, second, count, pick) => {
        const [low, high] = first < second ? [first, second] : [second, first];
        const k = 1 + (pick % (count - 2));
        const gaps = BigInt(count - 1);
        const numerator = low * (gaps - BigInt(k)) + high * BigInt(k);
        const value = evenlySpaced(decimal(`${low}e-7`), decimal(`${high}e-7`), k, count);
        expect(value).toBe(roundTo12(numerator, gaps));
      }),
    );
  });

  /** numerator / divisor * 1e-7 by trying every number of decimals. */
  function roundTo12(numerator: bigint, divisor: bigint): number {
    const magnitude = numerator < 0n ? -numerator : numerator;
    if (magnitude === 0n) return 0;
    for (let decimals = 40; ; decimals--) {
      const scaled = decimals >= 0 ? magnitude * 10n ** BigInt(decimals) : magnitude;
      const by = decimals >= 0 ? divisor : divisor * 10n ** BigInt(-decimals);
      if (scaled / by >= 10n ** 12n) continue;
      const rounded = (2n * scaled + by) / (2n * by);
      return Number(`${numerator < 0n ? '-' : ''}${rounded}e${-decimals - 7}`);
    }
  }
});

describe('roundSignificant', () => {
  it('keeps 12 significant digits and no negative zero', () => {
    expect(roundSignificant(0.1 + 0.2)).toBe(0.3);
    expect(roundSignificant(123456789.123456)).toBe(123456789.123);
    expect(roundSignificant(1e-20 / 3)).toBe(3.33333333333e-21);
    expect(Object.is(roundSignificant(-0), 0)).toBe(true);
  });
});
