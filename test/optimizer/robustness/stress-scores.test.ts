import { describe, expect, it } from 'vitest';
import { weeklyUlcerIndex } from '../../../src/core/metrics/ulcer.ts';
import type { EquitySummary } from '../../../src/core/types/backtest-result.ts';
import {
  clamp,
  deteriorationOfLevels,
  deteriorationOfRatios,
  meanOfScores,
  scoreOfMean,
} from '../../../src/optimizer/robustness/deterioration.ts';
import { type ComponentKey, summariseRobustness } from '../../../src/optimizer/robustness/robustness-score.ts';
import { stabilityScore } from '../../../src/optimizer/robustness/stability.ts';
import { tradeDropoutScore } from '../../../src/optimizer/robustness/trade-dropout.ts';
import { type Figure, notAvailable } from '../../../src/optimizer/statistics/figure.ts';
import { readFixture } from '../../core/metrics/read-fixture.ts';
import { expectAllClose, expectClose } from './expect-close.ts';

interface Levels {
  readonly profit: number;
  readonly avg_r: number;
  readonly winrate: number;
  readonly drawdown: number;
}

interface Ratios {
  readonly profit: number;
  readonly drawdown: number;
  readonly sharpe: number;
}

interface JitterExample {
  readonly inputs: { readonly base: Levels; readonly samples: readonly Levels[]; readonly penalty_cap: number };
  readonly expected: { readonly deteriorations: number[]; readonly penalty: number; readonly score: number };
}

interface ShockExample {
  readonly inputs: { readonly base: Ratios; readonly runs: readonly Ratios[]; readonly penalty_cap: number };
  readonly expected: { readonly penalty_raw: number[]; readonly score: number };
}

interface Reference {
  readonly robustness_1: JitterExample;
  readonly robustness_1_unprofitable_base: JitterExample;
  readonly cost_shock: ShockExample;
  readonly timing_jitter: ShockExample;
  readonly trade_dropout: {
    readonly inputs: {
      readonly trial_seed: number;
      readonly trade_net: number[];
      readonly trade_r: number[];
      readonly dropout_frac: number;
      readonly dropout_runs: number;
      readonly penalty_cap: number;
    };
    readonly expected: { readonly runs: readonly { readonly score: number }[]; readonly score: number };
  };
  readonly stability: {
    readonly inputs: {
      readonly profits_by_year: Record<string, number>;
      readonly days_by_year: Record<string, number>;
      readonly min_scale: number;
    };
    readonly expected: { readonly wmape: number; readonly score: number };
  };
  readonly ulcer: {
    readonly inputs: { readonly weekly_closes: number[]; readonly ulcer_cap: number };
    readonly expected: { readonly ulcer_index: number; readonly ulcer_index_score: number };
  };
  readonly aggregate: {
    readonly inputs: Record<ComponentKey, number | 'n/a'>;
    readonly expected: { readonly robustness_score: number; readonly robustness_components: number };
  };
}

const reference = readFixture<Reference>('optimizer/robustness_scores.json');
const [DAYS_PER_WEEK, MONDAY] = [7, 4];

function toLevels({ profit, avg_r: avgR, winrate: winRate, drawdown }: Levels) {
  return { profit, avgR, winRate, drawdown };
}

describe('deterioration of levels', () => {
  it.each(['robustness_1', 'robustness_1_unprofitable_base'] as const)('gives the reference figures: %s', (name) => {
    const { inputs, expected } = reference[name];
    const found = inputs.samples.map((sample) => deteriorationOfLevels(toLevels(inputs.base), toLevels(sample)));
    expectAllClose(found, expected.deteriorations);
    expectClose(scoreOfMean(found, inputs.penalty_cap), expected.score);
    expectClose(1 - scoreOfMean(found, inputs.penalty_cap), expected.penalty);
  });

  it('counts a failed run as 1', () => {
    expect(deteriorationOfLevels(toLevels(reference.robustness_1.inputs.base), 'failed')).toBe(1);
    expect(deteriorationOfRatios(reference.cost_shock.inputs.base, 'failed')).toBe(1);
    expect(scoreOfMean([1, 1], 0.5)).toBe(0.5);
  });
});

describe('deterioration of ratios', () => {
  it('gives the reference figures of raised costs, capped run by run', () => {
    const { inputs, expected } = reference.cost_shock;
    const found = inputs.runs.map((run) => deteriorationOfRatios(inputs.base, run));
    expectAllClose(found, expected.penalty_raw);
    expectClose(meanOfScores(found, inputs.penalty_cap), expected.score);
  });

  it('gives the reference figures of shifted windows, capped as a mean', () => {
    const { inputs, expected } = reference.timing_jitter;
    const found = inputs.runs.map((run) => deteriorationOfRatios(inputs.base, run));
    expectAllClose(found, expected.penalty_raw);
    expectClose(scoreOfMean(found, inputs.penalty_cap), expected.score);
  });

  it('takes no profit away from a base that made none', () => {
    const base = { profit: -10, drawdown: 100, sharpe: 0.5 };
    expect(deteriorationOfRatios(base, { ...base, profit: 20 })).toBe(0);
  });
});

describe('trade dropout', () => {
  const { inputs, expected } = reference.trade_dropout;
  const trades = { net: Float64Array.from(inputs.trade_net), r: Float64Array.from(inputs.trade_r) };
  const settings = { fraction: inputs.dropout_frac, runs: inputs.dropout_runs, penaltyCap: inputs.penalty_cap };

  it('gives the reference figures', () => {
    expectClose(tradeDropoutScore(trades, inputs.trial_seed, settings) as number, expected.score);
    const first = tradeDropoutScore(trades, inputs.trial_seed, { ...settings, runs: 1 });
    expectClose(first as number, expected.runs[0]!.score);
  });

  it.each([
    [{ net: new Float64Array(0), r: new Float64Array(0) }, settings],
    [trades, { ...settings, fraction: 0 }],
    [trades, { ...settings, runs: 0 }],
  ])('is n/a without trades or draws', (sample, changed) => {
    expect(tradeDropoutScore(sample, inputs.trial_seed, changed)).toMatchObject({ value: 'n/a' });
  });

  it('drops all trades where the share says so', () => {
    expect(tradeDropoutScore(trades, 1, { ...settings, fraction: 1 })).toBe(1 - settings.penaltyCap);
  });
});

describe('stability', () => {
  const { inputs, expected } = reference.stability;
  const years = Object.entries(inputs.profits_by_year).map(([year, profit]) => ({
    profit,
    days: inputs.days_by_year[year]!,
  }));

  it('gives the reference figures', () => {
    expectClose(stabilityScore(years, inputs.min_scale), expected.score);
    expectClose(1 / stabilityScore(years, inputs.min_scale) - 1, expected.wmape);
  });

  it('is 1 for a single year, and less where another one failed', () => {
    expect(stabilityScore([{ profit: -300, days: 365 }], 100)).toBe(1);
    const withFailed = [
      { profit: 365, days: 365 },
      { profit: 'failed' as const, days: 365 },
    ];
    expectClose(stabilityScore(withFailed, 100), 1 / 1.5);
    expectClose(stabilityScore([{ profit: 'failed', days: 365 }], 100), 0.5);
  });
});

describe('ulcer index score', () => {
  it('gives the reference figures', () => {
    const { inputs, expected } = reference.ulcer;
    const days = Int32Array.from(inputs.weekly_closes.keys(), (week) => MONDAY + DAYS_PER_WEEK * week);
    const equity = { dailyEquity: Float64Array.from(inputs.weekly_closes), days } as unknown as EquitySummary;
    const index = weeklyUlcerIndex(equity);
    expectClose(index, expected.ulcer_index);
    expectClose(clamp(1 - index / inputs.ulcer_cap, 0, 1), expected.ulcer_index_score);
  });
});

describe('robustness score', () => {
  it('is the smallest component that is available', () => {
    const { inputs, expected } = reference.aggregate;
    const figures = Object.fromEntries(
      Object.entries(inputs).map(([key, value]) => [key, value === 'n/a' ? notAvailable('no data') : value]),
    ) as Record<ComponentKey, Figure>;
    const { score, components } = summariseRobustness(figures);
    expectClose(score as number, expected.robustness_score);
    expect(components).toBe(expected.robustness_components);
    const none = Object.fromEntries(Object.keys(inputs).map((key) => [key, notAvailable('off')]));
    expect(summariseRobustness(none as typeof figures)).toMatchObject({ score: { value: 'n/a' }, components: 0 });
  });
});
