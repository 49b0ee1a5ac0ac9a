import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import { PARITY } from '../environment.ts';
import { ASK_CLOSE, ask, BID_CLOSE, type StretchedBar } from './stretched-bar.ts';

const BIAS_TAGS = ['htf_D1_ema100', 'biasA_above', 'biasB_above'];
const PRICES = { bid_close: BID_CLOSE, ask_close: ASK_CLOSE, spread: ASK_CLOSE - BID_CLOSE };
const HTF = {
  A: { tf: 'D1', ema_len: 100, ema: 1.05, close_price: 1.1, bias_label: 'above' },
  B: { tf: 'H1', ema_len: 50, ema: 1.05, close_price: 1.1, bias_label: 'above' },
};
const LONG_BANDS = { upper: null, mid: 1.105, lower: 1.101 };
const SHORT_BANDS = { upper: 1.099, mid: 1.095, lower: null };

function only(scenario: number, direction: string, parameters: JsonObject = {}): StretchedBar {
  return { parameters: { enabled_scenarios: [scenario], direction_filter: direction, ...parameters } };
}

describe('signals', () => {
  // Stops: bid low 1.098 - 2 * 0.001, bid high 1.102 + 2 * 0.001; scenario 1 short has the ask range, 0.0012.
  it.each<[string, number, string, readonly [number, number, number], string, readonly string[]]>([
    ['long_1', 1, 'long', [ASK_CLOSE, 1.096, 1.104], 'zscore_ema_long', ['zscore', 'ema', 'scenario1']],
    ['short_1', 1, 'short', [BID_CLOSE, 1.1044, 1.096], 'zscore_ema_short', ['zscore', 'ema', 'scenario1']],
    [
      'long_2',
      2,
      'long',
      [ASK_CLOSE, 1.096, 1.105],
      'kalman_z_boll_long',
      ['kalman', 'bollinger', 'scenario2', ...BIAS_TAGS],
    ],
    [
      'short_2',
      2,
      'short',
      [BID_CLOSE, 1.104, 1.095],
      'kalman_z_boll_short',
      ['kalman', 'bollinger', 'scenario2', ...BIAS_TAGS],
    ],
    [
      'long_3',
      3,
      'long',
      [ASK_CLOSE, 1.096, 1.104],
      'kalman_z_boll_long',
      ['kalman', 'bollinger', 'scenario3', ...BIAS_TAGS],
    ],
    [
      'short_3',
      3,
      'short',
      [BID_CLOSE, 1.104, 1.096],
      'kalman_z_boll_short',
      ['kalman', 'bollinger', 'scenario3', ...BIAS_TAGS],
    ],
    [
      'long_4',
      4,
      'long',
      [ASK_CLOSE, 1.096, 1.105],
      'kalman_garch_z_boll_long',
      ['kalman', 'garch', 'bollinger', 'scenario4', ...BIAS_TAGS],
    ],
    [
      'short_4',
      4,
      'short',
      [BID_CLOSE, 1.104, 1.095],
      'kalman_garch_z_boll_short',
      ['kalman', 'garch', 'bollinger', 'scenario4', ...BIAS_TAGS],
    ],
    [
      'long_5',
      5,
      'long',
      [ASK_CLOSE, 1.096, 1.105],
      'kalman_z_boll_long_vol_cluster',
      ['kalman', 'bollinger', ...BIAS_TAGS, 'vol_cluster', 'scenario5'],
    ],
    [
      'short_5',
      5,
      'short',
      [BID_CLOSE, 1.104, 1.095],
      'kalman_z_boll_short_vol_cluster',
      ['kalman', 'bollinger', ...BIAS_TAGS, 'vol_cluster', 'scenario5'],
    ],
    [
      'long_6',
      6,
      'long',
      [ASK_CLOSE, 1.096, 1.105],
      'kalman_z_boll_long_multi_tf',
      ['kalman', 'bollinger', ...BIAS_TAGS, 'scenario6', 'multi_tf', 'tf_m15_ok', 'tf_h1_ok'],
    ],
    [
      'short_6',
      6,
      'short',
      [BID_CLOSE, 1.104, 1.095],
      'kalman_z_boll_short_multi_tf',
      ['kalman', 'bollinger', ...BIAS_TAGS, 'scenario6', 'multi_tf', 'tf_m15_ok', 'tf_h1_ok'],
    ],
  ])('%s', (label, scenario, direction, [entry, stop, target], reason, tags) => {
    const { signal, details } = ask(only(scenario, direction));
    expect(signal).toEqual({
      direction: direction === 'long' ? 1 : -1,
      orderType: 'market',
      entryPrice: entry,
      stopLoss: stop,
      takeProfit: target,
      scenarioId: scenario,
      goodTillMs: Number.POSITIVE_INFINITY,
    });
    expect(details).toMatchObject({ label, reason, tags });
  });

  it('round levels to the tick, in parity to five decimals', () => {
    const usdjpy = { values: { 'long.ema': 1.10456789, 'long.atr': 0.00112345 } };
    const coarse = { ...PARITY, symbolSpec: { ...PARITY.symbolSpec!, tickSize: 0.001 } };
    const levels = (environment: StretchedBar['environment']) => {
      const { signal } = ask({ ...only(1, 'long'), ...usdjpy, ...(environment === undefined ? {} : { environment }) });
      return [signal?.stopLoss, signal?.takeProfit];
    };
    expect(levels({ ...coarse, variant: 'v2' })).toEqual([1.096, 1.105]);
    expect(levels(coarse)).toEqual([1.09575, 1.10457]);
  });
});

describe('figures of a signal', () => {
  const figures = (change: StretchedBar) => ask(change).details?.meta;

  it('scenario 1', () => {
    expect(figures(only(1, 'long'))).toEqual({ z: -3, atr: 0.001, prices: PRICES, ema: 1.104 });
    expect(figures(only(1, 'short'))).toEqual({ z: 3, atr: 0.0012, prices: PRICES, ema: 1.096 });
  });

  it('scenario 2', () => {
    expect(figures(only(2, 'long'))).toEqual({ z: -3, atr: 0.001, prices: PRICES, boll: LONG_BANDS, htf: HTF });
    expect(figures(only(2, 'short'))).toEqual({ z: 3, atr: 0.001, prices: PRICES, boll: SHORT_BANDS, htf: HTF });
  });

  it('scenario 3, whose target is no band', () => {
    expect(figures(only(3, 'short'))).toEqual({
      z: 3,
      atr: 0.001,
      prices: PRICES,
      ema: 1.096,
      boll: { ...SHORT_BANDS, mid: null },
      htf: HTF,
      resolved: { tp_min_distance: 0.001 },
    });
  });

  it('scenario 4', () => {
    expect(figures(only(4, 'long'))).toEqual({ z: -3, atr: 0.001, prices: PRICES, boll: LONG_BANDS, htf: HTF });
  });

  it('scenario 5', () => {
    // Three clusters whose logarithmic centres `strategy.md` 7.2 gives.
    const ranges = [1.0, 1.1, 0.9, 2.0, 2.1, 1.9, 5.0, 5.2, 4.8, 1.05];
    const change = only(5, 'long', {
      atr_mult: 0.001,
      intraday_vol_feature: 'atr_points',
      intraday_vol_allowed: ['mid', 'low'],
      intraday_vol_min_points: 10,
      cluster_hysteresis_bars: 0,
    });
    const meta = figures({ ...change, environment: PARITY, values: { 'long.atr': ranges } }) as JsonObject;
    const { centers, centers_log: centersLog, ...rest } = meta.vol_cluster as JsonObject;
    expect(rest).toEqual({
      status: 'ok',
      feature: 'atr_points',
      window: 100,
      k: 3,
      min_points: 10,
      log_transform: true,
      hysteresis_bars: 0,
      direction: 'long',
      sample_size: 10,
      label: 'low',
      sigma: 1.05,
      allowed_labels: ['low', 'mid'],
      hysteresis_ok: true,
      allowed_now: true,
    });
    const expectedLog = [0.009684957078982674, 0.6923128038205725, 1.6089041519784424];
    expectedLog.forEach((center, index) => {
      expect((centersLog as number[])[index]).toBeCloseTo(center, 12);
      expect((centers as number[])[index]).toBeCloseTo(Math.exp(center), 12);
    });
    expect(meta).toMatchObject({ z: -3, atr: 1.05, boll: LONG_BANDS, htf: HTF });
  });

  it('scenario 5 without logarithms has no logarithmic centres', () => {
    const change = only(5, 'long', { intraday_vol_log_transform: false });
    expect(figures(change)?.vol_cluster).not.toHaveProperty('centers_log');
  });

  it('scenario 6', () => {
    const change = only(6, 'short', {
      scenario6_mode: 'any',
      scenario6_params: { H1: { short: { window_length: 40, z_score: 1.5 }, std_factor: 1.25 } },
    });
    const meta = figures({ ...change, values: { 'short.overlay.M15.close': Number.NaN } });
    const base = { b_b_length: 20, kalman_r: 0.01, kalman_q: 1, z_score_long: -2 };
    expect(meta).toMatchObject({ z: 3, boll: SHORT_BANDS, htf: HTF });
    expect(meta?.scenario6).toEqual({
      mode: 'any',
      chain: [
        {
          tf: 'M15',
          direction: 'short',
          ok: false,
          status: 'no_price',
          z: 3,
          threshold: 2,
          price: null,
          upper: 1.099,
          params: { ...base, window_length: 100, std_factor: 2, z_score_short: 2 },
        },
        {
          tf: 'H1',
          direction: 'short',
          ok: true,
          status: 'ok',
          z: 3,
          threshold: 1.5,
          price: 1.1,
          upper: 1.099,
          params: { ...base, window_length: 40, std_factor: 1.25, z_score_short: 1.5 },
        },
      ],
    });
    expect(ask({ ...change, values: { 'short.overlay.M15.close': Number.NaN } }).details?.tags.slice(-2)).toEqual([
      'tf_m15_fail',
      'tf_h1_ok',
    ]);
  });
});
