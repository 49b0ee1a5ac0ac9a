import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterDescriptors } from '../../../../src/core/strategy/mean-reversion-z-score/parameter-descriptors.ts';
import { parameterTable } from '../../../../src/core/strategy/mean-reversion-z-score/parameter-table.ts';
import { resolveParameters } from '../../../../src/core/strategy/mean-reversion-z-score/parameters.ts';
import type { JsonObject, JsonValue } from '../../../../src/core/types/json.ts';
import { ENVIRONMENT, PARITY } from '../environment.ts';
import { findings, resolve } from './parameter-findings.ts';

/** `strategy.md` 2: name, default of `v2`, default of `v1_parity` where it differs. */
const DEFAULTS: readonly (readonly [string, JsonValue, JsonValue?])[] = [
  ['ema_length', 30],
  ['atr_length', 14],
  ['atr_mult', 2],
  ['b_b_length', 20],
  ['std_factor', 2],
  ['window_length', 100],
  ['z_score_long', -2.5],
  ['z_score_short', 2.5],
  ['kalman_r', 0.01],
  ['kalman_q', 1],
  ['tp_min_distance', null, 1],
  ['htf_tf', 'D1'],
  ['htf_ema', 100],
  ['htf_filter', 'both'],
  ['extra_htf_tf', 'AUTO'],
  ['extra_htf_ema', 50],
  ['extra_htf_filter', 'both'],
  ['garch_alpha', 0.05],
  ['garch_beta', 0.9],
  ['garch_omega', null],
  ['garch_use_log_returns', true],
  ['garch_scale', 100],
  ['garch_min_periods', 50],
  ['garch_sigma_floor', 1e-6],
  ['local_z_lookback', 0],
  ['intraday_vol_feature', 'garch_forecast'],
  ['intraday_vol_cluster_window', 300],
  ['intraday_vol_cluster_k', 3],
  ['intraday_vol_min_points', 60],
  ['intraday_vol_log_transform', true],
  ['intraday_vol_garch_lookback', 500],
  ['intraday_vol_allowed', ['low', 'mid']],
  ['cluster_hysteresis_bars', 1, 0],
  ['scenario6_mode', 'all'],
  ['scenario6_timeframes', []],
  ['scenario6_params', {}],
  ['direction_filter', 'both'],
  ['enabled_scenarios', null],
  ['use_position_manager', false, true],
  ['max_holding_minutes', null, 30],
];

describe('defaults', () => {
  it('are those of the specification in both variants', () => {
    const { parameters } = resolveParameters({}, ENVIRONMENT);
    expect(parameters).toEqual(Object.fromEntries(DEFAULTS.map(([name, value]) => [name, value])));
    const parity = resolveParameters({}, PARITY).parameters;
    const expected = DEFAULTS.map(([name, value, other = value]) => [name, other]);
    expect(parity).toEqual(Object.fromEntries(expected));
    expect(parameterDescriptors.map((descriptor) => descriptor.key)).toEqual(DEFAULTS.map(([name]) => name));
  });

  it('of the cluster window follow the primary timeframe', () => {
    const windows = (['M1', 'M5', 'M15', 'M30', 'H1', 'H4', 'D1'] as const).map(
      (primary) => resolve({}, { ...ENVIRONMENT, primary }).parameters.intraday_vol_cluster_window,
    );
    expect(windows).toEqual([200, 300, 200, 240, 240, 200, 200]);
  });

  it('take the place of null where null means nothing', () => {
    const nulls = Object.fromEntries(parameterDescriptors.map(({ key }) => [key, null]));
    const { parameters } = resolveParameters(nulls, ENVIRONMENT);
    expect(parameters).toEqual(resolveParameters({}, ENVIRONMENT).parameters);
    expect(resolve({ max_holding_minutes: null }, PARITY).parameters.max_holding_minutes).toBeNull();
  });
});

describe('values', () => {
  /** Name, a value just inside the range, one just outside, whether `v1_parity` refuses it too. */
  it.each<[string, number, number, boolean]>([
    ['ema_length', 1, 0, true],
    ['atr_length', 1, 0, true],
    ['atr_mult', 0.001, 0, false],
    ['b_b_length', 2, 1, true],
    ['std_factor', 0.001, 0, false],
    ['window_length', 2, 1, true],
    ['z_score_long', -0.001, 0, false],
    ['z_score_short', 0.001, 0, false],
    ['kalman_r', 1e-9, 0, true],
    ['kalman_q', 0, -1e-9, true],
    ['tp_min_distance', 0, -1, false],
    ['htf_ema', 1, 0, true],
    ['extra_htf_ema', 1, 0, true],
    ['garch_alpha', 0, -0.1, false],
    ['garch_beta', 0, -0.1, false],
    ['garch_omega', 0, -1, false],
    ['garch_scale', 0.1, 0, true],
    ['garch_min_periods', 0, -1, false],
    ['garch_sigma_floor', 0, -1, false],
    ['local_z_lookback', 0, -1, false],
    ['intraday_vol_cluster_window', 1, 0, false],
    ['intraday_vol_cluster_k', 10, 11, false],
    ['intraday_vol_cluster_k', 1, 0, false],
    ['intraday_vol_min_points', 1, 0, false],
    ['intraday_vol_garch_lookback', 2, 1, false],
    ['cluster_hysteresis_bars', 0, -1, false],
    ['max_holding_minutes', 1, -1, true],
  ])('%s: %d is allowed, %d is not', (name, inside, outside, isStrict) => {
    expect(findings({ [name]: inside })).toEqual([]);
    expect(resolve({ [name]: inside }).parameters[name]).toBe(inside);
    expect(findings({ [name]: outside })).toEqual([`CFG_RANGE ${name}`]);
    const parity = findings({ [name]: outside }, PARITY);
    expect(parity).toContain(`${isStrict ? 'CFG_RANGE' : 'WARN_PARITY_PARAM'} ${name}`);
    if (!isStrict) expect(resolve({ [name]: outside }, PARITY).parameters[name]).toBe(outside);
  });

  it.each<[string, JsonValue, RegExp]>([
    ['ema_length', '30', /expected integer, got string/],
    ['ema_length', 2.5, /expected integer, got number 2\.5/],
    ['atr_mult', true, /expected number, got boolean/],
    ['garch_omega', 'x', /expected number or null/],
    ['garch_use_log_returns', 1, /expected true or false/],
    ['htf_tf', 1, /expected string/],
    ['intraday_vol_allowed', 'low', /expected array/],
    ['enabled_scenarios', 1, /expected array or null/],
    ['scenario6_params', [], /expected object, got array/],
    ['scenario6_timeframes', ['H1', 3], /expected string, got number 3/],
  ])('%s: %j has the wrong type', (name, value, words) => {
    for (const environment of [ENVIRONMENT, PARITY]) {
      const { issues } = resolve({ [name]: value }, environment);
      expect(issues[0]).toMatchObject({ severity: 'error', code: 'CFG_TYPE' });
      expect(issues[0].message).toMatch(words);
    }
  });

  it('refuses integers that a double cannot hold exactly', () => {
    expect(findings({ ema_length: 1e300 })).toEqual(['CFG_RANGE ema_length']);
  });

  it('brings texts and lists into one form', () => {
    const { parameters, issues } = resolve({
      htf_tf: ' h4 ',
      htf_filter: 'ABOVE ',
      extra_htf_tf: 'auto',
      direction_filter: 'Long',
      enabled_scenarios: [2, 1, 2],
      intraday_vol_allowed: ['High', ' low', 'high'],
      scenario6_timeframes: ['h4', 'PRIMARY', 'H4', ' m30'],
    });
    expect(issues).toEqual([]);
    expect(parameters).toMatchObject({
      htf_tf: 'H4',
      htf_filter: 'above',
      extra_htf_tf: 'AUTO',
      direction_filter: 'long',
      enabled_scenarios: [1, 2],
      intraday_vol_allowed: ['low', 'high'],
      scenario6_timeframes: ['H4', 'PRIMARY', 'M30'],
    });
  });

  it.each<[string, JsonValue, JsonValue]>([
    ['htf_tf', 'W1', 'NONE'],
    ['extra_htf_tf', 'H2', 'NONE'],
    ['intraday_vol_feature', 'range', 'garch_forecast'],
    ['scenario6_mode', 'most', 'all'],
    ['direction_filter', 'up', 'both'],
    ['enabled_scenarios', [7, 1, '2'], [1]],
    ['enabled_scenarios', [], null],
    ['enabled_scenarios', [9], null],
    ['intraday_vol_allowed', [], []],
    ['intraday_vol_allowed', ['calm', 'low'], ['low', 'calm']],
    ['scenario6_timeframes', ['H3'], ['H3']],
    ['intraday_vol_garch_lookback', 0, 500],
  ])('%s: %j is refused in v2 and acts as %j in v1_parity', (name, value, effect) => {
    const refused = resolve({ [name]: value }).issues.filter((issue) => issue.severity === 'error');
    expect(refused.map((issue) => issue.code)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^CFG_(RANGE|ENUM)$/)]),
    );
    const parity = resolve({ [name]: value }, PARITY);
    expect(parity.parameters[name]).toEqual(effect);
    expect(parity.issues.map((issue) => issue.code)).toContain('WARN_PARITY_PARAM');
    const again = resolve(parity.parameters, PARITY);
    expect(again.parameters).toEqual(parity.parameters);
  });

  it('knows the second feature of v1_parity only there', () => {
    expect(findings({ intraday_vol_feature: 'atr_points' })).toEqual(['CFG_ENUM intraday_vol_feature']);
    expect(findings({ intraday_vol_feature: 'ATR_points' }, PARITY)).toEqual([]);
  });

  it('refuses filters in v1_parity too', () => {
    expect(findings({ htf_filter: 'abov' }, PARITY)).toEqual(['CFG_ENUM htf_filter']);
  });

  it('knows no holding time of 0 in v1_parity', () => {
    expect(findings({ max_holding_minutes: 0 })).toEqual([]);
    expect(findings({ max_holding_minutes: 0 }, PARITY)).toEqual(['CFG_PARITY_UNSUPPORTED max_holding_minutes']);
  });
});

describe('names', () => {
  it('that are unknown are dropped with a suggestion', () => {
    const { parameters, issues } = resolve({ zscore_long: -1, nonsense: 1 });
    expect(Object.keys(parameters)).not.toContain('zscore_long');
    expect(issues).toMatchObject([
      { severity: 'warning', code: 'WARN_UNKNOWN_KEY', path: 'zscore_long', hint: 'did you mean z_score_long?' },
      { severity: 'warning', code: 'WARN_UNKNOWN_KEY', path: 'nonsense' },
    ]);
  });

  it('of a vote among filters are refused', () => {
    expect(findings({ trend_min_filters_required: 1 })).toEqual(['CFG_UNSUPPORTED trend_min_filters_required']);
    expect(findings({ trend_min_filters_required: 1 }, PARITY)).toEqual([
      'WARN_PARITY_PARAM trend_min_filters_required',
    ]);
  });
});

describe('resolving', () => {
  const names = [...parameterDescriptors.map((descriptor) => descriptor.key), 'long', 'short', 'overrides', 'other'];
  const values = fc.oneof(
    fc.constantFrom<JsonValue>(null, true, 0, -1, 1, 2, 0.5, 60, 'H1', 'none', 'both', 'NONE', [1, 2], ['low'], [], {}),
    fc.constantFrom<JsonValue>(
      { ema_length: 5 },
      { '*/M5': { std_factor: 1, long: { atr_mult: 3 } } },
      { H1: { window_length: 40, short: { z_score: 1 } } },
    ),
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
  );

  it('a resolved object changes nothing, and the raw one is left alone', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), values), fc.boolean(), (raw, isParity) => {
        const environment = isParity ? PARITY : ENVIRONMENT;
        const before = structuredClone(raw);
        const once = resolve(raw as JsonObject, environment);
        expect(raw).toEqual(before);
        expect(resolve(raw as JsonObject, environment)).toEqual(once);
        expect(resolve(once.parameters, environment).parameters).toEqual(once.parameters);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds a descriptor by its name only', () => {
    expect(parameterTable.find('ema_length')?.type).toBe('int');
    expect(parameterTable.find('constructor')).toBeUndefined();
  });
});
