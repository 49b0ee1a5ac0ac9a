import { describe, expect, it } from 'vitest';
import {
  shrinkAverageR,
  shrinkProfitOverDrawdown,
  shrinkWinRate,
} from '../../../src/core/metrics/trade-count-adjustments.ts';
import { wilsonInterval } from '../../../src/core/metrics/wilson.ts';
import { readFixture } from './read-fixture.ts';

interface Case {
  readonly name: string;
  readonly inputs: Readonly<Record<string, number>> & { readonly population_win_rates?: readonly number[] };
  readonly expected: number | readonly number[] | { readonly adjusted: number };
}

const { cases } = readFixture<{ readonly cases: readonly Case[] }>('metrics/metric_adjustments.json');

function expectedOf(name: string): Case['expected'] {
  return inputsAndExpected(name).expected;
}

function inputsAndExpected(name: string): Case {
  const found = cases.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`the fixture has no case ${name}`);
  return found;
}

describe('trade-count adjustments', () => {
  const basis = { trades: 45, years: 3, categories: 1 };

  it('draw average R and profit over drawdown towards 0', () => {
    expect(shrinkAverageR(0.3, basis)).toBeCloseTo(expectedOf('avg_r_shrunk') as number, 12);
    expect(shrinkProfitOverDrawdown(4, basis)).toBeCloseTo(expectedOf('profit_over_drawdown_shrunk') as number, 12);
  });

  it('replace a win rate by the lower end of its interval', () => {
    for (const name of ['wilson_0.8_of_10', 'wilson_0.55_of_120']) {
      const { inputs, expected } = inputsAndExpected(name);
      const { low, high } = wilsonInterval(inputs.win_rate! * inputs.n_trades!, inputs.n_trades!);
      const [expectedLow, expectedHigh] = expected as readonly number[];
      expect(low).toBeCloseTo(expectedLow!, 12);
      expect(high).toBeCloseTo(expectedHigh!, 12);
    }
  });

  it('draw a win rate towards those of all candidates', () => {
    const { inputs, expected } = inputsAndExpected('beta_binomial_shrinkage');
    const population = Float64Array.from(inputs.population_win_rates!);
    const adjusted = shrinkWinRate(inputs.win_rate!, inputs.n_trades!, population);
    expect(adjusted).toBeCloseTo((expected as { adjusted: number }).adjusted, 12);
  });

  it('bound the population from below where it is nearly certain or nearly uniform', () => {
    expect(shrinkWinRate(0.5, 10, Float64Array.of(0, 1))).toBeCloseTo((5 + 0.01) / (10 + 0.02), 12);
  });
});
