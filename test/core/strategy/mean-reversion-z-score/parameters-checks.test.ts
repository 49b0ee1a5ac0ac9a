import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import { ENVIRONMENT, PARITY } from '../environment.ts';
import { findings } from './parameter-findings.ts';

describe('cross-field rules', () => {
  /** What is accepted, what is not, and what is reported for it; `v1_parity` warns. */
  it.each<[string, JsonObject, JsonObject, string]>([
    [
      'alpha and beta below 1 in scenarios 4 and 5',
      { enabled_scenarios: [4], garch_alpha: 0.1, garch_beta: 0.89 },
      { enabled_scenarios: [4], garch_alpha: 0.1, garch_beta: 0.9 },
      'CFG_PARAM_CROSS garch_alpha',
    ],
    [
      'a local window that can have a value',
      { local_z_lookback: 52 },
      { local_z_lookback: 51 },
      'CFG_PARAM_CROSS local_z_lookback',
    ],
    [
      'enough volatilities for the clusters',
      { enabled_scenarios: [5], intraday_vol_garch_lookback: 111, intraday_vol_cluster_window: 60 },
      { enabled_scenarios: [5], intraday_vol_garch_lookback: 110, intraday_vol_cluster_window: 60 },
      'CFG_PARAM_CROSS intraday_vol_garch_lookback',
    ],
    [
      'an allowed label that can occur',
      { enabled_scenarios: [5], intraday_vol_allowed: ['high'], intraday_vol_cluster_k: 3 },
      { enabled_scenarios: [5], intraday_vol_allowed: ['high'], intraday_vol_cluster_k: 2 },
      'CFG_PARAM_CROSS intraday_vol_allowed',
    ],
    [
      'hysteresis inside the window',
      { cluster_hysteresis_bars: 5, intraday_vol_cluster_window: 5 },
      { cluster_hysteresis_bars: 6, intraday_vol_cluster_window: 5 },
      'CFG_RANGE cluster_hysteresis_bars',
    ],
    [
      'a timeframe for the filter',
      { htf_filter: 'both', htf_tf: 'NONE' },
      { htf_filter: 'below', htf_tf: 'NONE' },
      'CFG_PARAM_CROSS htf_filter',
    ],
    [
      'a bias timeframe not below the primary one',
      { htf_filter: 'above', htf_tf: 'M5' },
      { htf_filter: 'above', htf_tf: 'M1' },
      'CFG_TIMEFRAME_LOWER htf_tf',
    ],
    [
      'an overlay timeframe not below the primary one',
      { enabled_scenarios: [6], scenario6_timeframes: ['PRIMARY', 'M5'] },
      { enabled_scenarios: [6], scenario6_timeframes: ['M1'] },
      'CFG_TIMEFRAME_LOWER scenario6_timeframes',
    ],
    [
      'overlay timeframes for scenario 6',
      { enabled_scenarios: [6], scenario6_timeframes: ['H1'] },
      { enabled_scenarios: [6] },
      'CFG_PARAM_CROSS scenario6_timeframes',
    ],
  ])('%s', (_name, accepted, refused, expected) => {
    expect(findings(accepted)).toEqual([]);
    expect(findings(refused)).toEqual([expected]);
    expect(findings(refused, PARITY)).toEqual([`WARN_PARITY_PARAM ${expected.split(' ')[1]}`]);
  });

  it('apply only to enabled scenarios', () => {
    expect(findings({ garch_alpha: 0.5, garch_beta: 0.5, intraday_vol_garch_lookback: 3 })).toEqual([]);
  });

  it('leave scenario 6 alone where it is enabled only by default', () => {
    expect(findings({ enabled_scenarios: null })).toEqual([]);
  });

  it('look at AUTO through the primary timeframe', () => {
    expect(findings({ extra_htf_filter: 'above' })).toEqual([]);
    expect(findings({ extra_htf_filter: 'above' }, { ...ENVIRONMENT, primary: 'H1' })).toEqual([
      'CFG_PARAM_CROSS extra_htf_filter',
    ]);
  });

  it('say nothing about a value that was refused already', () => {
    expect(findings({ enabled_scenarios: [4], garch_alpha: 'x', garch_beta: 0.97 })).toEqual(['CFG_TYPE garch_alpha']);
    expect(findings({ htf_filter: 'up', htf_tf: 'NONE' })).toEqual(['CFG_ENUM htf_filter']);
  });

  it('warn about what can never happen', () => {
    expect(findings({ enabled_scenarios: [5], intraday_vol_cluster_window: 450 })).toEqual([
      'WARN_CLUSTER_WINDOW_CAPPED intraday_vol_cluster_window',
    ]);
    expect(findings({ enabled_scenarios: [2, 3] })).toEqual(['WARN_SCENARIO_SHADOWED enabled_scenarios']);
    expect(findings({ enabled_scenarios: [3, 5] })).toEqual([]);
  });
});

describe('warm-up', () => {
  it.each<[string, JsonObject, number, string]>([
    ['true range', { enabled_scenarios: [1], atr_length: 50, window_length: 2 }, 50, 'atr_length'],
    ['z-score', { enabled_scenarios: [1], window_length: 60 }, 60, 'window_length'],
    ['bands', { enabled_scenarios: [2], window_length: 2, b_b_length: 70 }, 70, 'b_b_length'],
    ['scaled z-score', { enabled_scenarios: [4], garch_min_periods: 80 }, 82, 'garch_min_periods'],
    [
      'clusters',
      { enabled_scenarios: [5], garch_min_periods: 50, window_length: 2, intraday_vol_cluster_window: 60 },
      111,
      'intraday_vol_min_points',
    ],
    [
      'overlay',
      {
        enabled_scenarios: [6],
        window_length: 20,
        scenario6_timeframes: ['H1'],
        scenario6_params: { H1: { window_length: 90 } },
      },
      90,
      'window_length',
    ],
  ])('the %s needs its bars', (_name, raw, bars, key) => {
    expect(findings(raw, { ...ENVIRONMENT, warmupBars: bars })).toEqual([]);
    expect(findings(raw, { ...ENVIRONMENT, warmupBars: bars - 1 })).toEqual([`CFG_WARMUP_TOO_SMALL ${key}`]);
    expect(findings(raw, { ...PARITY, warmupBars: bars - 1 })).toEqual([`WARN_PARITY_PARAM ${key}`]);
  });

  it('counts enabled scenarios only', () => {
    expect(findings({ enabled_scenarios: [1], b_b_length: 900, garch_min_periods: 900 })).toEqual([]);
  });

  it('looks at both directions', () => {
    expect(findings({ short: { window_length: 600 } })).toEqual(['CFG_WARMUP_TOO_SMALL window_length']);
  });
});
