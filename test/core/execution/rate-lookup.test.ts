import { describe, expect, it } from 'vitest';
import { createRateSource } from '../../../src/core/execution/rate-lookup.ts';
import type { ConversionConfig, ExecutionVariant } from '../../../src/core/types/config.ts';
import type { RateSeries } from '../../../src/core/types/dataset.ts';
import { OmegaError } from '../../../src/core/types/errors.ts';
import { MS_PER_MINUTE } from '../../../src/core/types/timeframe.ts';
import { flatBars } from '../../support/bars.ts';

const NINE = Date.parse('2024-03-05T09:00:00Z');
/** M5 bars that open at 09:00, 09:05, 09:10 …; bar 0 closes at 09:05. */
const BARS = flatBars(
  'M5',
  Array.from({ length: 24 }, (_, bar) => NINE + bar * 5 * MS_PER_MINUTE),
);

/** Rates of M15 bars that open at 08:30, 08:45 and 09:00 and complete a quarter of an hour later. */
function series(pair = 'EURUSD'): RateSeries {
  return {
    pair,
    timeframe: 'M15',
    openTimes: Float64Array.from([-30, -15, 0], (minutes) => NINE + minutes * MS_PER_MINUTE),
    rates: Float64Array.of(1.08, 1.09, 1.1),
  };
}

const TIMESERIES: ConversionConfig = {
  mode: 'timeseries',
  static: {},
  pairs: ['EURUSD'],
  timeframe: 'M15',
  use_price: 'close',
  stale_limit_bars: 2,
  strict: true,
};

function lookUp(changes: Partial<ConversionConfig>, variant: ExecutionVariant = 'v2', rates = [series()]) {
  return createRateSource({ ...TIMESERIES, ...changes }, 'GBPUSD', BARS, rates, variant);
}

function failure(compute: () => number): OmegaError {
  try {
    compute();
  } catch (error) {
    if (error instanceof OmegaError) return error;
  }
  throw new Error('expected an error of omega');
}

describe('rate of a series (execution.md 10.3)', () => {
  it.each([
    ['a bar that closes before the next rate completes', 0, 1.09],
    ['a bar that closes when the rate completes', 2, 1.1],
  ])('is that of the last completed bar for %s', (_, bar, rate) => {
    expect(lookUp({})('EURUSD')!.at(bar)).toBe(rate);
  });

  it.each([
    ['opened before the close of the bar', 0, 1.1],
    ['opens at the close of the bar', 2, 1.1],
  ])('of opens is that of the last bar that %s', (_, bar, rate) => {
    expect(lookUp({ use_price: 'open' })('EURUSD')!.at(bar)).toBe(rate);
  });

  it('of opens leaves out a bar that opens when the bar closes', () => {
    const rates = [
      { ...series(), openTimes: Float64Array.of(NINE - 10 * MS_PER_MINUTE, NINE, NINE + 5 * MS_PER_MINUTE) },
    ];
    expect(lookUp({ use_price: 'open' }, 'v2', rates)('EURUSD')!.at(0)).toBe(1.09);
  });

  it('is good up to the limit of its age and fails beyond, with pair, bar and age', () => {
    const lookup = lookUp({})('EURUSD')!;
    // The last rate completes at 09:15; two bars of a quarter of an hour later it is 09:45, where bar 8 closes.
    expect(lookup.at(8)).toBe(1.1);
    const error = failure(() => lookup.at(9));
    expect(error).toMatchObject({ code: 'EXEC_FX_RATE_STALE', where: 'bar 9 (2024-03-05T09:45:00.000Z)' });
    expect(error.message).toBe('rate EURUSD is 35 minutes old, limit 30');
    expect(error.hint).toContain('account.conversion.stale_limit_bars');
    expect(error.details).toEqual({
      pair: 'EURUSD',
      bar: 9,
      time_ms: NINE + 45 * MS_PER_MINUTE,
      reason: 'stale',
      age_ms: 35 * MS_PER_MINUTE,
      limit_ms: 30 * MS_PER_MINUTE,
    });
  });

  it('is stale, not missing, where the only bar of the series is too old', () => {
    const single = { ...series(), openTimes: Float64Array.of(NINE - 60 * MS_PER_MINUTE), rates: Float64Array.of(1.08) };
    const error = failure(() => lookUp({}, 'v2', [single])('EURUSD')!.at(0));
    expect(error.message).toBe('rate EURUSD is 50 minutes old, limit 30');
    expect(error.details).toMatchObject({ reason: 'stale', age_ms: 50 * MS_PER_MINUTE });
  });

  it('may be one bar old where the limit is 0', () => {
    const lookup = lookUp({ stale_limit_bars: 0, strict: false })('EURUSD')!;
    expect([lookup.at(5), lookup.at(6)]).toEqual([1.1, Number.NaN]);
  });

  it('never gets old without a limit', () => {
    expect(lookUp({ stale_limit_bars: null })('EURUSD')!.at(23)).toBe(1.1);
  });

  it('fails before the first completed bar, limit or not', () => {
    const late = {
      ...series(),
      openTimes: Float64Array.of(NINE, NINE + 15 * MS_PER_MINUTE, NINE + 30 * MS_PER_MINUTE),
    };
    const error = failure(() => lookUp({ stale_limit_bars: null }, 'v2', [late])('EURUSD')!.at(1));
    expect(error.message).toBe('rate EURUSD has no completed bar');
    expect(error.details).toMatchObject({ reason: 'no_completed_bar', age_ms: null, limit_ms: null });
    expect(lookUp({}, 'v2', [late])('EURUSD')!.at(2)).toBe(1.08);
  });

  it('is unavailable instead where strict is off', () => {
    expect(lookUp({ strict: false })('EURUSD')!.at(9)).toBeNaN();
  });

  it('differs from bar to bar', () => {
    expect(lookUp({})('EURUSD')!.isSteady).toBe(false);
  });

  it('is that of the pair that was asked for', () => {
    const rates = [{ ...series('USDJPY'), rates: Float64Array.of(148, 149, 150) }, series()];
    const source = lookUp({ pairs: ['USDJPY', 'EURUSD'] }, 'v2', rates);
    expect([source('USDJPY')!.at(2), source('EURUSD')!.at(2), source('GBPUSD')]).toEqual([150, 1.1, null]);
  });
});

describe('rate of a series in v1_parity (execution.md 15.10)', () => {
  it('is that of the last bar that has opened, and unavailable when older than the limit', () => {
    const lookup = lookUp({}, 'v1_parity')('EURUSD')!;
    expect([lookup.at(0), lookup.at(6), lookup.at(7)]).toEqual([1.1, 1.1, Number.NaN]);
  });

  it('is that of the first bar from its open on', () => {
    const late = {
      ...series(),
      openTimes: Float64Array.of(NINE + 5 * MS_PER_MINUTE, NINE + 60 * MS_PER_MINUTE, NINE + 75 * MS_PER_MINUTE),
    };
    const lookup = lookUp({}, 'v1_parity', [late])('EURUSD')!;
    expect([lookup.at(0), lookup.at(1)]).toEqual([Number.NaN, 1.08]);
  });
});

describe('fixed rates', () => {
  const rates = { EURUSD: 1.2, GBPUSD: 1.3 };

  it('are the same on every bar', () => {
    const lookup = lookUp({ mode: 'static', static: rates })('EURUSD')!;
    expect([lookup.at(0), lookup.at(23), lookup.isSteady]).toEqual([1.2, 1.2, true]);
  });

  it('alone count in mode static, though there is a series', () => {
    expect(lookUp({ mode: 'static', static: rates })('EURUSD')!.at(2)).toBe(1.2);
    expect(lookUp({ mode: 'static', static: { GBPUSD: 1.3 } })('EURUSD')).toBeNull();
  });

  it('do not count in mode timeseries', () => {
    const source = lookUp({ static: rates, strict: false });
    expect([source('EURUSD')!.at(2), source('EURUSD')!.at(9)]).toEqual([1.1, Number.NaN]);
    expect(source('GBPUSD')).toBeNull();
  });

  it('stand in for a series that has no rate in mode composite, strict or not', () => {
    const source = lookUp({ mode: 'composite', static: rates });
    const lookup = source('EURUSD')!;
    expect([lookup.at(2), lookup.at(9), lookup.isSteady]).toEqual([1.1, 1.2, false]);
    expect([source('GBPUSD')!.at(9), source('GBPUSD')!.isSteady]).toEqual([1.3, true]);
  });

  it('may be missing in mode composite: then a stale rate is unavailable', () => {
    const lookup = lookUp({ mode: 'composite' })('EURUSD')!;
    expect([lookup.at(2), lookup.at(9)]).toEqual([1.1, Number.NaN]);
  });

  it('may be as unavailable as the series', () => {
    const lookup = lookUp({ mode: 'composite', static: { EURUSD: Number.NaN } })('EURUSD')!;
    expect(lookup.at(9)).toBeNaN();
  });
});

describe('without account.conversion', () => {
  it('the pair of the symbol has the mid close of the bar, and no other pair a rate', () => {
    const bars = flatBars('M5', [NINE, NINE + 5 * MS_PER_MINUTE]);
    bars.bid.close.set([1.1, 1.2]);
    bars.ask.close.set([1.1002, 1.2004]);
    const source = createRateSource(null, 'EURUSD', bars, [], 'v2');
    expect(source('EURUSD')!.at(0)).toBeCloseTo(1.1001, 12);
    expect(source('EURUSD')!.at(1)).toBeCloseTo(1.2002, 12);
    expect(source('EURUSD')!.isSteady).toBe(false);
    expect(source('USDEUR')).toBeNull();
  });

  it('v1_parity has no rate at all', () => {
    expect(createRateSource(null, 'EURUSD', BARS, [], 'v1_parity')('EURUSD')).toBeNull();
  });
});
