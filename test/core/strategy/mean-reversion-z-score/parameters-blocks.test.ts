import { describe, expect, it } from 'vitest';
import { overlayParameters } from '../../../../src/core/strategy/mean-reversion-z-score/overlay-parameter-merge.ts';
import {
  directionParameters,
  resolveParameters,
} from '../../../../src/core/strategy/mean-reversion-z-score/parameters.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';
import { ENVIRONMENT, PARITY } from '../environment.ts';
import { findings, resolve } from './parameter-findings.ts';

function setOf(raw: JsonObject, direction: 'long' | 'short', environment: StrategyEnvironment = ENVIRONMENT) {
  return directionParameters(resolve(raw, environment).parameters, direction, environment);
}

describe('parameter blocks', () => {
  it('win level by level, from the base to the exact symbol and timeframe', () => {
    const levels: readonly JsonObject[] = [
      { ema_length: 1 },
      { long: { ema_length: 2 } },
      { overrides: { '*/*': { ema_length: 3 } } },
      { overrides: { '*/*': { ema_length: 3 }, 'EURUSD/*': { ema_length: 4 } } },
      { overrides: { 'EURUSD/*': { ema_length: 4 }, '*/M5': { ema_length: 5 } } },
      { overrides: { '*/M5': { ema_length: 5 }, 'EURUSD/M5': { ema_length: 6 } } },
      { overrides: { 'EURUSD/M5': { ema_length: 6, long: { ema_length: 7 } } } },
    ];
    const merged: Record<string, JsonObject[string]> = {};
    for (const [index, level] of levels.entries()) {
      Object.assign(merged, level);
      expect(setOf(merged, 'long').emaLength).toBe(index + 1);
    }
    expect(setOf(merged, 'short').emaLength).toBe(6);
  });

  it('for other symbols and timeframes are kept and have no effect', () => {
    const overrides = { 'GBPUSD/M5': { ema_length: 9 }, '*/H1': { ema_length: 9 } };
    expect(setOf({ overrides }, 'long').emaLength).toBe(30);
    expect(resolve({ overrides }).parameters.overrides).toEqual(overrides);
    expect(setOf({ overrides }, 'long', { ...ENVIRONMENT, symbol: 'GBPUSD' }).emaLength).toBe(9);
  });

  it('are normalised, and left out where they say nothing', () => {
    const { parameters, issues } = resolve({
      long: { htf_filter: 'ABOVE', ema_length: null, tp_min_distance: null },
      short: {},
      overrides: { ' eurusd / m5 ': { short: { htf_tf: 'h4' } }, '*/*': {} },
    });
    expect(issues).toEqual([]);
    expect(parameters.long).toEqual({ htf_filter: 'above', tp_min_distance: null });
    expect('short' in parameters).toBe(false);
    expect(parameters.overrides).toEqual({ 'EURUSD/M5': { short: { htf_tf: 'H4' } } });
  });

  it.each<[string, JsonObject, string]>([
    ['a value out of range', { long: { ema_length: 0 } }, 'CFG_RANGE long.ema_length'],
    ['no object', { long: 3 }, 'CFG_TYPE long'],
    ['a global parameter', { short: { direction_filter: 'long' } }, 'CFG_PARAM_SCOPE short.direction_filter'],
    [
      'a global parameter further down',
      { overrides: { '*/*': { long: { enabled_scenarios: [1] } } } },
      'CFG_PARAM_SCOPE overrides["*/*"].long.enabled_scenarios',
    ],
    [
      'a flat overlay key',
      { long: { scenario6_H1_long_kalman_q: 1 } },
      'CFG_PARAM_SCOPE long.scenario6_H1_long_kalman_q',
    ],
    ['an unknown name', { long: { ema_lenght: 3 } }, 'WARN_UNKNOWN_KEY long.ema_lenght'],
    ['a block inside a block', { long: { short: {} } }, 'WARN_UNKNOWN_KEY long.short'],
    ['an unclear target', { overrides: { EURUSD: {} } }, 'CFG_FORMAT overrides.EURUSD'],
    ['an unknown timeframe', { overrides: { 'EURUSD/M3': {} } }, 'CFG_FORMAT overrides["EURUSD/M3"]'],
    [
      'two entries for one target',
      { overrides: { 'EURUSD/M5': { ema_length: 1 }, 'eurusd/m5': { ema_length: 2 } } },
      'CFG_DUPLICATE_KEY overrides["eurusd/m5"]',
    ],
  ])('report %s', (_name, raw, expected) => {
    expect(findings(raw)).toEqual([expected]);
  });

  it('allow global parameters per symbol', () => {
    const raw = { overrides: { 'EURUSD/*': { direction_filter: 'long', enabled_scenarios: [1] } } };
    expect(findings(raw)).toEqual([]);
    expect(setOf(raw, 'short')).toMatchObject({ directionFilter: 'long', enabledScenarios: [1], listsScenarios: true });
  });

  it('do not exist in v1_parity', () => {
    const raw = { long: {}, short: null, overrides: { '*/*': {} } };
    expect(findings(raw, PARITY)).toEqual(['CFG_PARITY_UNSUPPORTED long', 'CFG_PARITY_UNSUPPORTED overrides']);
  });
});

describe('the set of a direction', () => {
  it('resolves the smallest target distance by symbol and variant', () => {
    expect(setOf({}, 'long').tpMinDistance).toBe(0.001);
    const yen = { ...ENVIRONMENT, symbolSpec: { ...ENVIRONMENT.symbolSpec!, pipSize: 0.01 } };
    expect(setOf({}, 'long', yen).tpMinDistance).toBe(0.1);
    expect(setOf({ tp_min_distance: 0.5 }, 'long').tpMinDistance).toBe(0.5);
    expect(setOf({}, 'long', PARITY).tpMinDistance).toBe(1);
    expect(setOf({ tp_min_distance: null }, 'long', PARITY).tpMinDistance).toBe(1);
    expect(setOf({}, 'long', { ...ENVIRONMENT, symbolSpec: null }).tpMinDistance).toBeNaN();
  });

  it('takes null scenarios for all six', () => {
    const { parameters } = resolveParameters({}, ENVIRONMENT);
    const set = directionParameters(parameters, 'long', ENVIRONMENT);
    expect([set.enabledScenarios, set.listsScenarios]).toEqual([[1, 2, 3, 4, 5, 6], false]);
  });
});

describe('overlay parameters', () => {
  it('fold dotted and flat keys into nested ones; flat keys win', () => {
    const { parameters, issues } = resolve({
      scenario6_params: {
        'H1.long': { window_length: 40, z_score: -1 },
        h4: { std_factor: 1.5, short: { z_score: 2 } },
      },
      scenario6_H1_long_window_length: 50,
      SCENARIO6_primary_SHORT_kalman_q: 0.5,
    });
    expect(issues).toEqual([]);
    expect(parameters.scenario6_params).toEqual({
      H1: { long: { window_length: 50, z_score_long: -1 } },
      H4: { std_factor: 1.5, short: { z_score_short: 2 } },
      PRIMARY: { short: { kalman_q: 0.5 } },
    });
    expect(Object.keys(parameters).filter((key) => /^scenario6_H1/i.test(key))).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['a sign', { scenario6_params: { H1: { long: { z_score: 1 } } } }, 'CFG_RANGE scenario6_params.H1.long.z_score'],
    ['a length', { scenario6_params: { '*': { window_length: 1 } } }, 'CFG_RANGE scenario6_params["*"].window_length'],
    ['a type', { scenario6_params: { H1: { std_factor: '1' } } }, 'CFG_TYPE scenario6_params.H1.std_factor'],
    ['a flat type', { scenario6_H1_long_kalman_q: 'x' }, 'CFG_TYPE scenario6_H1_long_kalman_q'],
    ['an entry', { scenario6_params: { H1: 3 } }, 'CFG_TYPE scenario6_params.H1'],
    [
      'the symmetric threshold',
      { scenario6_params: { H1: { z_score: 1 } } },
      'CFG_PARAM_SCOPE scenario6_params.H1.z_score',
    ],
    ['a timeframe', { scenario6_params: { H2: {} } }, 'WARN_UNKNOWN_KEY scenario6_params.H2'],
    ['a name', { scenario6_params: { H1: { ema_length: 3 } } }, 'WARN_UNKNOWN_KEY scenario6_params.H1.ema_length'],
    ['a flat timeframe', { scenario6_H2_long_kalman_q: 1 }, 'WARN_UNKNOWN_KEY scenario6_H2_long_kalman_q'],
    [
      'two values for one threshold',
      { scenario6_params: { H1: { long: { z_score: -1, z_score_long: -2 } } } },
      'CFG_ALIAS_CONFLICT scenario6_params.H1.long.z_score_long',
    ],
  ])('report %s', (_name, raw, expected) => {
    expect(findings(raw)).toEqual([expected]);
  });

  const resolved = (
    raw: JsonObject,
    environment: StrategyEnvironment,
    timeframe: string,
    direction: 'long' | 'short',
  ) => {
    const set = setOf(raw, direction, environment);
    return overlayParameters(set, set.scenario6Params, timeframe, direction, environment.variant);
  };

  it('are layered in v2: base, wildcard, timeframe, each plain before direction', () => {
    const params = {
      '*': { window_length: 10, std_factor: 1, long: { std_factor: 1.1, kalman_q: 3 } },
      H1: { std_factor: 1.2, long: { z_score: -0.5 } },
    };
    expect(resolved({ scenario6_params: params }, ENVIRONMENT, 'H1', 'long')).toEqual({
      windowLength: 10,
      bollingerLength: 20,
      stdFactor: 1.2,
      kalmanR: 0.01,
      kalmanQ: 3,
      zScoreLong: -0.5,
      zScoreShort: 2.5,
    });
    expect(resolved({ scenario6_params: params }, ENVIRONMENT, 'H4', 'short')).toMatchObject({
      windowLength: 10,
      stdFactor: 1,
      kalmanQ: 1,
    });
  });

  it('of a direction replace those of the timeframe in v1_parity', () => {
    const params = { H1: { window_length: 10, z_score: -1.2, long: { std_factor: '1.5', kalman_q: 'x' }, short: {} } };
    expect(resolved({ scenario6_params: params }, PARITY, 'H1', 'long')).toMatchObject({
      windowLength: 100,
      stdFactor: 1.5,
      kalmanQ: 1,
      zScoreLong: -2.5,
    });
    expect(resolved({ scenario6_params: params }, PARITY, 'H1', 'short')).toMatchObject({ windowLength: 100 });
    expect(
      resolved({ scenario6_params: { H1: { window_length: 10, z_score: -1.2 } } }, PARITY, 'H1', 'short'),
    ).toMatchObject({
      windowLength: 10,
      zScoreLong: -1.2,
      zScoreShort: -1.2,
    });
    expect(resolved({ scenario6_params: { '*': { window_length: 10 } } }, PARITY, 'H1', 'long').windowLength).toBe(100);
  });
});
