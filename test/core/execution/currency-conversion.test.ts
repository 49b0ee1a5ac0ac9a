import { describe, expect, it } from 'vitest';
import { Conversion } from '../../../src/core/execution/currency-conversion.ts';
import type { RateSource } from '../../../src/core/execution/rate-lookup.ts';
import { OmegaError } from '../../../src/core/types/errors.ts';

/** Rates by pair: one number for a steady rate, a list for one rate per bar; NaN is unavailable. */
function ratesOf(rates: Readonly<Record<string, number | readonly number[]>>): RateSource {
  return (pair) => {
    const rate = rates[pair];
    if (rate === undefined) return null;
    return { isSteady: typeof rate === 'number', at: (bar) => (typeof rate === 'number' ? rate : rate[bar]) };
  };
}

function convert(from: string, to: string, rates: Parameters<typeof ratesOf>[0], bar = 0): number {
  return new Conversion(from, to, ratesOf(rates)).convert(100, bar);
}

describe('conversion between currencies (execution.md 10.2)', () => {
  it.each([
    ['the same currency', 'USD', 'USD', {}, 100],
    ['the same currency, whatever its pair says', 'EUR', 'EUR', { EUREUR: 2, EURUSD: 1.1 }, 100],
    ['the direct pair', 'EUR', 'USD', { EURUSD: 1.1 }, 100 * 1.1],
    ['the direct pair before the inverse one', 'EUR', 'USD', { EURUSD: 1.1, USDEUR: 0.5 }, 100 * 1.1],
    ['the inverse pair', 'JPY', 'USD', { USDJPY: 150 }, 100 / 150],
    ['the inverse pair where the direct one has no rate', 'EUR', 'USD', { EURUSD: Number.NaN, USDEUR: 0.8 }, 100 / 0.8],
    ['two legs through USD', 'JPY', 'EUR', { USDJPY: 150, EURUSD: 1.1 }, 100 / 150 / 1.1],
    ['a pair before two legs', 'GBP', 'EUR', { GBPEUR: 1.2, GBPUSD: 1.3, EURUSD: 1.1 }, 100 * 1.2],
    ['two legs where the inverse pair is 0', 'GBP', 'EUR', { EURGBP: 0, GBPUSD: 1.3, USDEUR: 0.9 }, 100 * 1.3 * 0.9],
  ])('uses %s', (_, from, to, rates, expected) => {
    expect(convert(from, to, rates)).toBe(expected);
  });

  it('uses the rate of the bar', () => {
    const rates = { EURUSD: [1.1, 1.2] };
    expect([convert('EUR', 'USD', rates, 0), convert('EUR', 'USD', rates, 1)]).toEqual([100 * 1.1, 100 * 1.2]);
  });

  it.each([
    ['nothing is known', 'EUR', 'USD', {}],
    ['the only rate is unavailable', 'EUR', 'USD', { EURUSD: Number.NaN }],
    ['both rates are unavailable', 'EUR', 'USD', { EURUSD: Number.NaN, USDEUR: Number.NaN }],
    ['the inverse rate is 0', 'EUR', 'USD', { USDEUR: 0 }],
    ['the first leg is missing', 'GBP', 'EUR', { USDEUR: 0.9 }],
    ['the second leg is missing', 'GBP', 'EUR', { GBPUSD: 1.3 }],
    ['legs exist through another currency only', 'GBP', 'EUR', { GBPJPY: 190, JPYEUR: 0.006 }],
    ['the target is USD, which is no bridge then', 'GBP', 'USD', { GBPEUR: 1.2, EURUSD: 1.1 }],
  ])('fails where %s', (_, from, to, rates) => {
    expect(() => convert(from, to, rates)).toThrow(`no rate leads from ${from} to ${to}`);
  });

  it.each([
    ['GBP', 'EUR', 'GBPEUR, EURGBP, two legs through USD'],
    ['GBP', 'USD', 'GBPUSD, USDGBP'],
  ])('says what was tried from %s to %s, and what to do', (from, to, tried) => {
    let error: unknown;
    try {
      convert(from, to, {}, 7);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(OmegaError);
    expect(error).toMatchObject({ code: 'EXEC_NO_FX_PATH', where: 'bar 7', details: { from, to, bar: 7, tried } });
    expect((error as OmegaError).hint).toContain(`add ${from}${to} or ${to}${from} to account.conversion`);
  });
});

describe('a conversion is steady', () => {
  it.each([
    ['between equal currencies', 'USD', 'USD', {}, true],
    ['by a fixed rate', 'EUR', 'USD', { EURUSD: 1.1 }, true],
    ['by two fixed legs', 'GBP', 'EUR', { GBPUSD: 1.3, EURUSD: 1.1 }, true],
    ['not by a rate per bar', 'EUR', 'USD', { EURUSD: [1.1] }, false],
    ['not by an inverse rate per bar', 'EUR', 'USD', { USDEUR: [0.9] }, false],
    ['not with a first leg per bar', 'GBP', 'EUR', { GBPUSD: [1.3], EURUSD: 1.1 }, false],
    ['not with a second leg per bar', 'GBP', 'EUR', { GBPUSD: 1.3, EURUSD: [1.1] }, false],
  ])('%s', (_, from, to, rates, isSteady) => {
    expect(new Conversion(from, to, ratesOf(rates)).isSteady).toBe(isSteady);
  });
});
