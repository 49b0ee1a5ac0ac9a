import { describe, expect, it } from 'vitest';
import { parameterDescriptors } from '../../../src/core/strategy/mean-reversion-z-score/parameter-descriptors.ts';
import type { Bars } from '../../../src/core/types/bars.ts';
import { stream } from '../../../src/optimizer/random/seeds.ts';
import { createRuleFinder, type NumberRule } from '../../../src/optimizer/robustness/number-rules.ts';
import { type JitteredParameter, jitterParameters } from '../../../src/optimizer/robustness/parameter-jitter.ts';
import { averageTrueRanges, jitterBars, priceShifts } from '../../../src/optimizer/robustness/price-jitter.ts';
import { drawPath, pathSeed } from '../../../src/optimizer/robustness/price-path.ts';
import { readFixture } from '../../core/metrics/read-fixture.ts';
import { expectAllClose, expectClose } from './expect-close.ts';

type Prices = Record<'open' | 'high' | 'low' | 'close', number[]>;

interface Reference {
  readonly robustness_1_draws: {
    readonly inputs: {
      readonly trial_seed: number;
      readonly jitter_frac: number;
      readonly params: readonly { readonly name: string; readonly type: string; readonly value: unknown }[];
    };
    readonly expected: readonly Readonly<Record<string, unknown>>[];
  };
  readonly data_jitter_path: {
    readonly inputs: {
      readonly bid: Prices;
      readonly ask_is_bid_plus: number;
      readonly atr_period: number;
      readonly sigma_atr: number;
      readonly fraq: number;
      readonly repeat: number;
      readonly trial_seed: number;
    };
    readonly expected: {
      readonly repeat_seed: number;
      readonly atr: number[];
      readonly scale_atr: number;
      readonly scale_sigma: number;
      readonly start_sign: number;
      readonly shift: number[];
      readonly bid: Prices;
      readonly ask: Prices;
    };
  };
}

const reference = readFixture<Reference>('optimizer/robustness_scores.json');
const FREE: NumberRule = {
  isInteger: false,
  min: Number.NEGATIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
  minExclusive: false,
  maxExclusive: false,
};

describe('parameter jitter', () => {
  const { inputs, expected } = reference.robustness_1_draws;

  it('gives the reference draws; categories stay', () => {
    const parameters = inputs.params.flatMap(({ name, type, value }): JitteredParameter[] =>
      typeof value === 'number' ? [{ path: name, value, rule: { ...FREE, isInteger: type === 'int' } }] : [],
    );
    expected.forEach((draw, repeat) => {
      const found = jitterParameters(parameters, inputs.trial_seed, repeat, inputs.jitter_frac);
      expect([...found.keys()]).toEqual(Object.keys(draw).filter((name) => typeof draw[name] === 'number'));
      for (const [name, value] of found) expectClose(value, draw[name] as number);
    });
  });

  it('keeps within hard limits', () => {
    const drawn = (rule: Partial<NumberRule>, value = 2) =>
      Array.from(
        { length: 40 },
        (_, repeat) => jitterParameters([{ path: 'x', value, rule: { ...FREE, ...rule } }], 7, repeat, 1).get('x')!,
      );
    expect(Math.min(...drawn({ isInteger: true, min: 1 }))).toBe(1);
    expect(Math.max(...drawn({ isInteger: true, max: 3 }))).toBe(3);
    expect(Math.min(...drawn({ isInteger: true, min: 1, minExclusive: true }))).toBe(2);
    expect(Math.min(...drawn({ min: 1.5 }))).toBe(1.5);
    // Beyond a strict limit there is no closest number.
    const strict = drawn({ max: 2.5, maxExclusive: true });
    expect(Math.max(...strict)).toBeLessThan(2.5);
    expect(strict).toContain(2);
  });

  it('finds out what a number has to be from the strategy and the schema of the configuration', () => {
    const ruleOf = createRuleFinder(parameterDescriptors);
    expect(ruleOf('strategy_parameters.atr_length')).toEqual({ ...FREE, isInteger: true, min: 1 });
    expect(ruleOf('strategy_parameters.long.z_score_long')).toEqual({ ...FREE, max: 0, maxExclusive: true });
    expect(ruleOf('account.max_positions')).toMatchObject({ isInteger: true, min: 1 });
    expect(ruleOf('account.risk_per_trade')).toEqual({ ...FREE, min: 0, minExclusive: true });
    expect(ruleOf('costs.pip_buffer_factor')).toEqual({ ...FREE, min: 0 });
  });
});

describe('price jitter', () => {
  const { inputs, expected } = reference.data_jitter_path;
  const settings = { atrPeriod: inputs.atr_period, sigmaAtr: inputs.sigma_atr, fraction: inputs.fraq, minPrice: 1e-9 };
  const path = drawPath(pathSeed(inputs.trial_seed, inputs.repeat), 'M5', settings);
  const sideOf = (add: number) => ({
    open: Float64Array.from(inputs.bid.open, (price) => price + add),
    high: Float64Array.from(inputs.bid.high, (price) => price + add),
    low: Float64Array.from(inputs.bid.low, (price) => price + add),
    close: Float64Array.from(inputs.bid.close, (price) => price + add),
    volume: new Float64Array(inputs.bid.open.length),
  });
  const bars: Bars = {
    timeframe: 'M5',
    openTimes: Float64Array.from(inputs.bid.open.keys()),
    bid: sideOf(0),
    ask: sideOf(inputs.ask_is_bid_plus),
  };

  it('gives the reference path', () => {
    expect(pathSeed(inputs.trial_seed, inputs.repeat)).toBe(expected.repeat_seed);
    expect(path.firstSign).toBe(expected.start_sign);
    expectClose(path.scaleAtr, expected.scale_atr);
    expectClose(path.scaleSigma, expected.scale_sigma);
    expectAllClose(averageTrueRanges(bars.bid, inputs.atr_period), expected.atr);
    expectAllClose(priceShifts(bars.bid, path), expected.shift);
    const jittered = jitterBars(bars, path);
    for (const side of ['bid', 'ask'] as const) {
      for (const price of ['open', 'high', 'low', 'close'] as const) {
        expectAllClose(jittered[side][price], expected[side][price]);
      }
    }
  });

  it('draws no scales where they do not vary', () => {
    for (let seed = 0; seed < 8; seed++) {
      const first = stream(seed, 'data_jitter_path', 'M5').uniform();
      const fixed = drawPath(seed, 'M5', { ...settings, fraction: 0 });
      expect(fixed).toMatchObject({ scaleAtr: 1, scaleSigma: 1, firstSign: first < 0.5 ? 1 : -1 });
    }
  });

  it('lifts a side that falls below the smallest price, and leaves the loaded bars alone', () => {
    const before = bars.bid.low.slice();
    const jittered = jitterBars(bars, { ...path, minPrice: 2 });
    expectClose(Math.min(...jittered.bid.low), 2);
    const [low, plain] = [jittered.ask.low, jitterBars(bars, path).ask.low];
    expectClose(low[0]! - low[3]!, plain[0]! - plain[3]!);
    expect(bars.bid.low).toEqual(before);
  });
});
