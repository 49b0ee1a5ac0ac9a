import { describe, expect, it } from 'vitest';
import { count, countOf, duration, fixed, money, percent, rate } from '../../../src/cli/output/figures.ts';

describe('figures', () => {
  it('have fixed decimals, rounded half away from zero, without a negative zero', () => {
    expect([money(1234.5), money(-0.001), money(0.125), money(-2.5)]).toEqual(['1234.50', '0.00', '0.13', '-2.50']);
    expect(fixed(1 / 3, 6)).toBe('0.333333');
    expect(percent(0.12345)).toBe('12.35 %');
  });

  it('are n/a where they are missing', () => {
    expect([money(Number.NaN), percent(Number.NaN), fixed(Number.POSITIVE_INFINITY, 2), rate(Number.NaN)]).toEqual(
      Array(4).fill('n/a'),
    );
  });

  it('group the digits of counts', () => {
    expect([0, 999, 1000, 16500, 1234567].map(count)).toEqual(['0', '999', '1,000', '16,500', '1,234,567']);
    expect([countOf(1, 'bar'), countOf(2, 'bar')]).toEqual(['1 bar', '2 bars']);
  });

  it.each([
    [0, '0.00 s'],
    [1234, '1.23 s'],
    [12_340, '12.3 s'],
    [59_960, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_725_000, '1 h 02 min'],
  ])('say %i ms as %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });

  it('say rates with the digits that matter', () => {
    expect([1234.5, 36.61, 0.5].map(rate)).toEqual(['1,235', '36.6', '0.50']);
  });
});
