import { describe, expect, it } from 'vitest';
import { SeriesProvider } from '../../../../src/core/indicators/series-provider.ts';
import { meanReversionZScore } from '../../../../src/core/strategy/mean-reversion-z-score/definition.ts';
import { StrategyInputs } from '../../../../src/core/strategy/strategy-inputs.ts';
import type { Bars } from '../../../../src/core/types/bars.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import { TIMEFRAME_MS, type Timeframe } from '../../../../src/core/types/timeframe.ts';
import { flatBars } from '../../../support/bars.ts';
import { datasetOf } from '../../indicators/sample-dataset.ts';
import { PARITY } from '../environment.ts';
import { labelOf } from './stretched-bar.ts';

const LABELS = { above: 1.2, below: 1.0, neutral: 1.1, na: Number.NaN };
const FILTERS = ['above', 'below', 'both', 'none'] as const;
const GRID = Object.keys(LABELS).flatMap((label) => FILTERS.map((filter) => [label, filter] as const));

function biased(scenario: number, label: string, filters: JsonObject): string | null {
  const close = LABELS[label as keyof typeof LABELS];
  const values = {
    'long.bias_a.close': close,
    'long.bias_a.ema': 1.1,
    'long.bias_b.close': 1.2,
    'long.bias_b.ema': 1.1,
  };
  const parameters = { enabled_scenarios: [scenario], direction_filter: 'long', ...filters };
  return labelOf({ parameters, values: scenario === 1 ? {} : values });
}

describe('bias filter', () => {
  it.each(GRID)('a bias %s and the filter %s', (label, filter) => {
    const passes = filter === 'both' || filter === 'none' || filter === label;
    for (const scenario of [2, 3, 4, 5, 6]) {
      expect(biased(scenario, label, { htf_filter: filter })).toBe(passes ? `long_${scenario}` : null);
    }
    expect(biased(1, label, { htf_filter: filter })).toBe('long_1');
  });

  it('needs both biases', () => {
    const both = (second: string) => biased(2, 'above', { htf_filter: 'above', extra_htf_filter: second });
    expect(both('above')).toBe('long_2');
    expect(both('below')).toBeNull();
  });

  it('does not depend on the direction', () => {
    const values = { 'short.bias_a.close': 1.2, 'short.bias_a.ema': 1.1 };
    const short = (filter: string) =>
      labelOf({ parameters: { enabled_scenarios: [2], direction_filter: 'short', htf_filter: filter }, values });
    expect(short('above')).toBe('short_2');
    expect(short('below')).toBeNull();
  });

  it('passes a bias without timeframe unless it has to decide', () => {
    const none = { enabled_scenarios: [2], direction_filter: 'long', htf_tf: 'NONE', extra_htf_tf: 'NONE' };
    expect(labelOf({ parameters: none })).toBe('long_2');
    expect(labelOf({ environment: PARITY, parameters: { ...none, htf_filter: 'above' } })).toBeNull();
  });
});

describe('bias on the primary grid', () => {
  const start = Date.UTC(2024, 2, 5);
  const MINUTES = 60_000;
  /** Thresholds and bands that every bar of a moving price reaches. */
  const everyBar = {
    enabled_scenarios: [2],
    direction_filter: 'long',
    window_length: 2,
    b_b_length: 2,
    atr_length: 1,
    z_score_long: 1e9,
    std_factor: -1e9,
    htf_tf: 'H1',
    htf_ema: 1,
    extra_htf_tf: 'NONE',
  };

  /** Closes of the H1 bias at M5 bars given by minutes after `start`; each H1 bar closes at 2 plus its number. */
  function closesAt(primaryMinutes: readonly number[], hours: readonly number[]): (number | null)[] {
    const primary = wavyBars('M5', primaryMinutes);
    const higher = flatBars(
      'H1',
      hours.map((hour) => start + hour * TIMEFRAME_MS.H1),
    );
    higher.bid.close.forEach((_, row) => {
      higher.bid.close[row] = 2 + hours[row];
    });
    const environment = { ...PARITY, additional: ['H1'] as const };
    const { parameters } = meanReversionZScore.resolve(everyBar, environment);
    const { indicators, alignedCloses } = meanReversionZScore.requirements(parameters, environment);
    const provider = new SeriesProvider(datasetOf(primary, [higher]), 'v1_parity');
    const columns = new Map([
      ...indicators.map((request) => [request.id, provider.series(request)] as const),
      ...alignedCloses.map((request) => [request.id, provider.alignedClose(request)] as const),
    ]);
    const instance = meanReversionZScore.create(parameters, environment, new StrategyInputs(primary, columns));
    return primaryMinutes.map((_, bar) => {
      if (instance.onBar(bar) === null) return Number.NaN;
      const { htf } = instance.describe!(bar).meta as { htf: { A: { close_price: number | null } } };
      return htf.A.close_price;
    });
  }

  function wavyBars(timeframe: Timeframe, minutes: readonly number[]): Bars {
    const bars = flatBars(
      timeframe,
      minutes.map((minute) => start + minute * MINUTES),
    );
    bars.bid.close.forEach((_, bar) => {
      bars.bid.close[bar] = 1.1 + 0.001 * Math.sin(bar * bar);
    });
    return bars;
  }

  const everyFiveMinutes = (from: number, count: number) => Array.from({ length: count }, (_, bar) => from + 5 * bar);

  it('shows a bar from the primary bar on that closes with it', () => {
    const minutes = everyFiveMinutes(40, 6);
    expect(minutes).toEqual([40, 45, 50, 55, 60, 65]);
    // Bar 00:00 ends at 01:00: the primary bar 00:55 sees it, one that opens at 00:50 does not.
    expect(closesAt(minutes, [-1, 0, 1]).slice(1)).toEqual([1, 1, 2, 2, 2]);
  });

  it('decides by time across a gap of the primary', () => {
    const minutes = [100, 105, 110, 190, 195];
    expect(closesAt(minutes, [0, 1, 2, 3]).slice(1)).toEqual([2, 2, 4, 4]);
  });

  it('takes the latest bar where one of the higher timeframe is missing', () => {
    const minutes = [110, 115, 120, 175, 180];
    expect(closesAt(minutes, [0, 2]).slice(1)).toEqual([2, 2, 4, 4]);
  });

  it('forgets a close after twice its length in primary bars', () => {
    // Bar 00:00 is seen from 00:55 on; 24 primary bars later it still counts, one more and it does not.
    const closes = closesAt(everyFiveMinutes(50, 28), [0]);
    expect(closes[1]).toBe(2);
    expect(closes[25]).toBe(2);
    expect(closes[26]).toBeNull();
  });
});
