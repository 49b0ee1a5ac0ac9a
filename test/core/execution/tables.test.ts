import { describe, expect, it } from 'vitest';
import { CommissionModel } from '../../../src/core/execution/commission.ts';
import { Conversion } from '../../../src/core/execution/currency-conversion.ts';
import { isStopTooClose } from '../../../src/core/execution/entry-rules.ts';
import { type ExecutionSettings, resolveExecutionSettings } from '../../../src/core/execution/execution-settings.ts';
import { createRateSource } from '../../../src/core/execution/rate-lookup.ts';
import { StreamSlippage } from '../../../src/core/execution/slippage.ts';
import { MersenneTwister } from '../../../src/core/math/mersenne-twister.ts';
import { roundHalfAway, roundHalfEven } from '../../../src/core/math/rounding.ts';
import { CounterRandom } from '../../../src/core/math/splitmix64.ts';
import { sizeParityPosition, sizePosition } from '../../../src/core/portfolio/position-sizing.ts';
import type { ConversionConfig } from '../../../src/core/types/config.ts';
import { OmegaError } from '../../../src/core/types/errors.ts';
import type { SymbolSpec } from '../../../src/core/types/symbol-spec.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { flatBars } from '../../support/bars.ts';
import { baseConfig } from '../../support/base-config.ts';
import { commissionOf, type RawCommission, staticConversion } from '../../support/execution-scenario.ts';
import { readFixture } from '../../support/fixture.ts';

const BAR = flatBars('M5', [Date.parse('2024-03-05T09:00:00Z')]);

function spec(symbol: string): SymbolSpec {
  const isYen = symbol.endsWith('JPY');
  const isGold = symbol.startsWith('XAU');
  return {
    symbol,
    contractSize: isGold ? 100 : 100_000,
    tickSize: isGold ? 0.01 : isYen ? 0.001 : 0.00001,
    tickValue: 1,
    pipSize: isYen || isGold ? 0.01 : 0.0001,
    volumeMin: 0.01,
    volumeStep: 0.01,
    volumeMax: 200,
    minStopDistancePips: 0.1,
    quoteCurrency: symbol.slice(3),
  };
}

function settingsFor(
  symbol: string,
  accountCurrency: string,
  extra: Partial<ExecutionSettings> = {},
): ExecutionSettings {
  const config = baseConfig({ account: { ...baseConfig().account, account_currency: accountCurrency } });
  const costs = { fixedSlippagePips: 0, randomSlippagePips: 0, pipBufferFactor: 0.5, commission: commissionOf(null) };
  return { ...resolveExecutionSettings(config, spec(symbol), costs), ...extra };
}

function staticRates(rates: Readonly<Record<string, number>>) {
  return createRateSource(staticConversion(rates), 'NONE', BAR, [], 'v2');
}

describe('table of lot sizes', () => {
  interface Row {
    readonly symbol: string;
    readonly fill_price: number;
    readonly stop_loss: number;
    readonly risk_per_trade: number;
    readonly account_currency: string;
    readonly rates: Record<string, number>;
    readonly volume: readonly [number, number, number];
    readonly v2: { readonly lots: number | null; readonly reject: string | null };
    readonly v1_parity: { readonly lots: number | null };
  }
  const rows = readFixture<{ rows: Row[] }>('execution/table_lot_sizing.json').rows;
  it.each(rows.map((row, index) => [index, row] as const))('row %i', (_, row) => {
    const settings = settingsFor(row.symbol, row.account_currency, {
      riskPerTrade: row.risk_per_trade,
      volumeMin: row.volume[0],
      volumeStep: row.volume[1],
      volumeMax: row.volume[2],
    });
    const conversion = new Conversion(settings.quoteCurrency, row.account_currency, staticRates(row.rates));
    const pipValue = conversion.convert(settings.contractSize * settings.pipSize, 0);
    const lots = sizePosition(settings, row.fill_price, row.stop_loss, pipValue);
    const isTooClose = isStopTooClose(row.fill_price, row.stop_loss, settings.minStopDistance);
    const reject = isTooClose ? 'sl_too_close' : Number.isNaN(lots) ? 'volume_below_min' : null;
    expect(reject).toBe(row.v2.reject);
    if (reject === null) expect(lots).toBe(row.v2.lots);
    if (row.v1_parity.lots !== null) {
      expect(sizeParityPosition(settings, row.fill_price, row.stop_loss, pipValue)).toBe(row.v1_parity.lots);
    }
  });
});

describe('table of fees', () => {
  interface Row {
    readonly symbol: string;
    readonly lots: number;
    readonly price: number;
    readonly side: 'entry' | 'exit';
    readonly commission: RawCommission;
    readonly fee_multiplier: number;
    readonly account_currency: string;
    readonly rates: Record<string, number>;
    readonly v2: { readonly fee?: number; readonly error?: string };
    readonly v1_parity: { readonly fee?: number; readonly error?: string };
  }
  const rows = readFixture<{ rows: Row[] }>('execution/table_fees.json').rows;
  it.each(rows.map((row, index) => [index, row] as const))('row %i', (_, row) => {
    const settings = settingsFor(row.symbol, row.account_currency, {
      feeMultiplier: row.fee_multiplier,
      commission: commissionOf(row.commission),
    });
    const model = new CommissionModel(settings, staticRates(row.rates));
    const canonical = feeOrError(() => model.fee(row.side, row.price, row.lots, 0));
    const parity = feeOrError(() => model.parityFee(row.side, row.price, row.lots, 0));
    expect(canonical).toEqual(row.v2.fee ?? 'EXEC_NO_FX_PATH');
    expect(parity).toEqual(row.v1_parity.fee ?? 'EXEC_NO_FX_PATH');
  });
});

function feeOrError(compute: () => number): number | string {
  try {
    return compute();
  } catch (error) {
    if (error instanceof OmegaError) return error.code;
    throw error;
  }
}

describe('table of rates', () => {
  interface Lookup {
    readonly rate_timeframe: Timeframe;
    readonly series: string;
    readonly stale_limit_bars: number | null;
    readonly primary_timeframe: Timeframe;
    readonly bar_open: string;
    readonly v2: { readonly rate?: number; readonly error?: string };
    readonly v1_parity: { readonly rate?: number; readonly error?: string };
  }
  interface Table {
    readonly series: Record<string, [string, number][]>;
    readonly lookups: Lookup[];
    readonly conversions: {
      amount: number;
      from_ccy: string;
      to_ccy: string;
      rates: Record<string, number>;
      result: number | null;
      error: string | null;
    }[];
  }
  const table = readFixture<Table>('execution/table_rates.json');

  it.each(table.lookups.map((row, index) => [index, row] as const))('lookup %i', (_, row) => {
    const points = table.series[row.series]!;
    const primary = flatBars(row.primary_timeframe, [Date.parse(row.bar_open)]);
    const conversion: ConversionConfig = {
      mode: 'timeseries',
      static: {},
      pairs: ['EURUSD'],
      timeframe: row.rate_timeframe,
      use_price: 'close',
      stale_limit_bars: row.stale_limit_bars,
      strict: true,
    };
    const series = {
      pair: 'EURUSD',
      timeframe: row.rate_timeframe,
      openTimes: Float64Array.from(points, ([time]) => Date.parse(time)),
      rates: Float64Array.from(points, ([, rate]) => rate),
    };
    const canonical = createRateSource(conversion, 'NONE', primary, [series], 'v2')('EURUSD')!;
    const parity = createRateSource(conversion, 'NONE', primary, [series], 'v1_parity')('EURUSD')!;
    expect(reasonOrRate(() => canonical.at(0))).toEqual(row.v2.rate ?? row.v2.error);
    const parityRate = parity.at(0);
    if ((row.v1_parity.rate ?? null) === null) expect(parityRate).toBeNaN();
    else expect(parityRate).toBe(row.v1_parity.rate);
  });

  it.each(table.conversions.map((row, index) => [index, row] as const))('conversion %i', (_, row) => {
    const conversion = new Conversion(row.from_ccy, row.to_ccy, staticRates(row.rates));
    const outcome = feeOrError(() => conversion.convert(row.amount, 0));
    expect(outcome).toEqual(row.error === null ? row.result : 'EXEC_NO_FX_PATH');
  });
});

function reasonOrRate(compute: () => number): unknown {
  try {
    return compute();
  } catch (error) {
    if (error instanceof OmegaError) return error.details.reason;
    throw error;
  }
}

describe('table of random draws', () => {
  interface Table {
    readonly v2: { readonly vectors: readonly { readonly rng_seed: number; readonly u: readonly number[] }[] };
    readonly v1_parity: {
      readonly vectors: readonly {
        readonly random_seed: number;
        readonly u: readonly number[];
        readonly slippage_sequence: {
          readonly fixed_pips: number;
          readonly random_pips: number;
          readonly calls: readonly [string, number, number][];
          readonly prices: readonly number[];
        };
      }[];
    };
  }
  const table = readFixture<Table>('execution/table_rng.json');

  it.each(table.v2.vectors)('counter draws of seed $rng_seed', ({ rng_seed: seed, u }) => {
    const random = new CounterRandom(seed);
    expect(u.map((_, fill) => random.draw(fill))).toEqual(u);
  });

  it.each(table.v1_parity.vectors)(
    'stream draws of seed $random_seed',
    ({ random_seed: seed, u, slippage_sequence: s }) => {
      const stream = new MersenneTwister(seed);
      expect(u.map(() => stream.uniform())).toEqual(u);
      const byPip = new Map(
        s.calls.map(([, , pip]) => [pip, new StreamSlippage(seed, s.fixed_pips, s.random_pips, pip)]),
      );
      const prices = s.calls.map(([direction, price, pip]) => {
        // All models share the seed, so advancing every one keeps them in step with the one stream.
        const distances = new Map([...byPip].map(([size, model]) => [size, model.next()]));
        return price + (direction === 'long' ? 1 : -1) * distances.get(pip)!;
      });
      expect(prices).toEqual(s.prices);
    },
  );
});

describe('table of rounding', () => {
  interface Row {
    readonly value: number;
    readonly decimals: number;
    readonly v2_artifact: { readonly value: number };
    readonly v1_round: { readonly value: number };
  }
  const rows = readFixture<{ rows: Row[] }>('execution/table_rounding.json').rows;
  it.each(rows)('$value to $decimals decimals', ({ value, decimals, v2_artifact: away, v1_round: even }) => {
    expect(roundHalfAway(value, decimals)).toBe(away.value);
    // -0 and 0 are one number in every file.
    expect(roundHalfEven(value, decimals) + 0).toBe(even.value + 0);
  });
});
