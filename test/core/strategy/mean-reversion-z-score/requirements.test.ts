import { describe, expect, it } from 'vitest';
import { meanReversionZScore } from '../../../../src/core/strategy/mean-reversion-z-score/definition.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';
import { ENVIRONMENT, PARITY } from '../environment.ts';

function requirementsOf(raw: JsonObject, environment: StrategyEnvironment = ENVIRONMENT) {
  const { parameters } = meanReversionZScore.resolve(raw, environment);
  return meanReversionZScore.requirements(parameters, environment);
}

function longIds(raw: JsonObject, environment?: StrategyEnvironment): readonly string[] {
  const { indicators, alignedCloses } = requirementsOf({ direction_filter: 'long', ...raw }, environment);
  return [...indicators, ...alignedCloses].map(({ id }) => id.replace('long.', '')).sort();
}

const BIAS = ['bias_a.close', 'bias_a.ema', 'bias_b.close', 'bias_b.ema'];

describe('requirements', () => {
  it.each<[number, JsonObject, readonly string[]]>([
    [1, {}, ['atr', 'ema', 'ema_z']],
    [2, {}, ['atr', 'band', ...BIAS, 'kalman_z', 'mid']],
    [3, {}, ['atr', 'band', ...BIAS, 'ema', 'kalman_z']],
    [4, {}, ['atr', 'band', ...BIAS, 'kalman_garch_z', 'mid']],
    [4, { local_z_lookback: 60 }, ['atr', 'band', ...BIAS, 'mid']],
    [5, {}, ['atr', 'band', ...BIAS, 'kalman_z', 'mid']],
    [
      6,
      { scenario6_timeframes: ['PRIMARY', 'M5'] },
      [
        'atr',
        'band',
        ...BIAS,
        'kalman_z',
        'mid',
        'overlay.M5.band',
        'overlay.M5.close',
        'overlay.M5.z',
        'overlay.PRIMARY.band',
        'overlay.PRIMARY.close',
        'overlay.PRIMARY.z',
      ],
    ],
  ])('of scenario %d with %j', (scenario, raw, ids) => {
    expect(longIds({ enabled_scenarios: [scenario], ...raw })).toEqual(ids);
  });

  it('have the range of the ask side for shorts of scenario 1 only', () => {
    const sides = requirementsOf({ enabled_scenarios: [1] }).indicators.filter(({ indicator }) => indicator === 'atr');
    expect(sides.map(({ id, side }) => [id, side])).toEqual([
      ['long.atr', 'bid'],
      ['short.atr_ask', 'ask'],
    ]);
  });

  it('follow the parameters of their direction and of their overlay timeframe', () => {
    const { indicators } = requirementsOf({
      enabled_scenarios: [6],
      scenario6_timeframes: ['PRIMARY', 'H1'],
      kalman_r: 0.5,
      scenario6_params: { '*': { b_b_length: 10 }, H1: { window_length: 40, long: { kalman_q: 2 } } },
      short: { window_length: 70, std_factor: 3 },
    });
    const find = (id: string) => indicators.find((request) => request.id === id);
    expect(find('long.overlay.H1.z')).toEqual({
      id: 'long.overlay.H1.z',
      indicator: 'kalman_zscore_stepwise',
      output: 'value',
      timeframe: 'H1',
      side: 'bid',
      params: { window: 40, R: 0.5, Q: 2 },
    });
    expect(find('short.overlay.H1.z')?.params).toEqual({ window: 40, R: 0.5, Q: 1 });
    expect(find('short.overlay.PRIMARY.z')).toMatchObject({ timeframe: 'M5', params: { window: 70, R: 0.5, Q: 1 } });
    expect(find('short.overlay.H1.band')).toEqual({
      id: 'short.overlay.H1.band',
      indicator: 'bollinger_stepwise',
      output: 'upper',
      timeframe: 'H1',
      side: 'bid',
      params: { period: 10, std_factor: 3 },
    });
    expect(find('long.overlay.H1.band')?.output).toBe('lower');
  });

  it('name the timeframes that have to be loaded', () => {
    const required = (raw: JsonObject) => requirementsOf(raw).requiredTimeframes;
    expect(required({})).toEqual([]);
    expect(required({ htf_filter: 'above' })).toEqual(['D1']);
    expect(required({ enabled_scenarios: [1], htf_filter: 'above' })).toEqual([]);
    expect(required({ enabled_scenarios: [6], scenario6_timeframes: ['H1', 'PRIMARY', 'M15'] })).toEqual(['H1', 'M15']);
    expect(required({ enabled_scenarios: [2], scenario6_timeframes: ['H1'] })).toEqual([]);
  });

  it('have nothing of scenario 6 without overlay timeframes', () => {
    expect(longIds({ enabled_scenarios: [6], scenario6_timeframes: [] }, PARITY)).toEqual([]);
    expect(longIds({ enabled_scenarios: null })).toEqual(longIds({ enabled_scenarios: [1, 2, 3, 4, 5] }));
  });

  it('leave out names that are no timeframe', () => {
    expect(longIds({ enabled_scenarios: [6], scenario6_timeframes: ['H2'] }, PARITY)).toEqual(
      longIds({ enabled_scenarios: [2] }),
    );
  });
});
