import { describe, expect, it } from 'vitest';
import { configHash, hashedFields } from '../../src/config/config-hash.ts';
import type { JsonValue } from '../../src/core/types/json.ts';
import { exampleDocument, normalise } from './example-config.ts';

const hashOf = (changes: Readonly<Record<string, JsonValue | undefined>> = {}) =>
  configHash(normalise(exampleDocument(changes)).effective);

describe('configHash', () => {
  it('is the SHA-256 of the canonical fields', () => {
    expect(hashOf()).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(hashedFields(normalise(exampleDocument()).effective))).not.toEqual(
      expect.arrayContaining(['logging']),
    );
  });

  it.each<[string, Record<string, JsonValue | undefined>]>([
    [
      'defaults written out',
      { warmup_bars: 500, rng_seed: 42, 'costs.enabled': true, sessions: null, end_of_data: 'keep_open' },
    ],
    [
      'strategy defaults written out',
      { 'strategy_parameters.ema_length': 30, 'strategy_parameters.htf_tf': 'd1', 'strategy_parameters.long': {} },
    ],
    ['a default that depends on the timeframe', { 'strategy_parameters.intraday_vol_cluster_window': 200 }],
    ['aliases', { cooldown_candles: 0, 'timeframes.htf': [], data_mode: 'parquet' }],
    ['logging', { 'logging.logging_mode': 'all' }],
    ['metrics', { 'metrics.robustness.top_k': 3 }],
    ['unknown keys', { note: 'x', 'strategy_parameters.note': 1 }],
    ['spelling', { symbol: 'gbpusd ', schema_version: '2.0' }],
    [
      'order and repetitions',
      { 'timeframes.additional': ['M15'], 'strategy_parameters.intraday_vol_allowed': ['mid', 'low', 'mid'] },
    ],
  ])('does not change with %s', (_name, changes) => {
    expect(hashOf(changes)).toBe(hashOf());
  });

  it('does not change with the order of scenarios', () => {
    const key = 'strategy_parameters.enabled_scenarios';
    expect(hashOf({ [key]: [2, 1, 2] })).toBe(hashOf({ [key]: [1, 2] }));
  });

  it.each<[string, Record<string, JsonValue>]>([
    ['the seed', { rng_seed: 43 }],
    ['the window', { end_date: '2022-05-30' }],
    ['a parameter', { 'strategy_parameters.ema_length': 31 }],
    ['a parameter block', { 'strategy_parameters.long': { ema_length: 30 } }],
    ['a listed timeframe', { 'timeframes.additional': ['H1'] }],
    ['the run mode', { run_mode: 'prod' }],
    ['a fill policy', { 'fill_policy.limit_entry': 'worse_of_open' }],
  ])('changes with %s', (_name, changes) => {
    expect(hashOf(changes)).not.toBe(hashOf());
  });

  it('keeps values that depend on the symbol out', () => {
    const { strategy_parameters: parameters } = normalise(exampleDocument()).effective;
    expect([parameters.tp_min_distance, parameters.extra_htf_tf]).toEqual([null, 'AUTO']);
  });
});
