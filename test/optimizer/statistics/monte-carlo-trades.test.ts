import { describe, expect, it } from 'vitest';
import {
  describePaths,
  type MonteCarloMethod,
  type Percentiles,
  resampleTrades,
} from '../../../src/optimizer/statistics/monte-carlo-trades.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { readReference } from './example-matrix.ts';

interface Expected {
  profit_net: Percentiles;
  max_drawdown_abs: Percentiles;
  prob_loss: number;
  prob_ruin: number;
  first_three: [profit: number, drawdown: number][];
}

const { inputs, expected } = readReference<{
  inputs: {
    trial_seed: number;
    trade_net: number[];
    initial_balance: number;
    ruin_equity: number;
    resamples: number;
  };
  expected: Record<MonteCarloMethod, Expected>;
}>('monte_carlo_trades');

const net = Float64Array.from(inputs.trade_net);
const settings = {
  trialSeed: inputs.trial_seed,
  resamples: inputs.resamples,
  initialBalance: inputs.initial_balance,
  ruinBalance: inputs.ruin_equity,
};

function expectPercentiles(actual: Percentiles, wanted: Percentiles, name: string): void {
  for (const key of ['p05', 'p25', 'p50', 'p75', 'p95'] as const) expectFigure(actual[key], wanted[key], name + key);
}

describe.each(['bootstrap', 'shuffle', 'block'] as const)('Monte Carlo of trades, %s', (method) => {
  const wanted = expected[method];
  const paths = resampleTrades(net, method, settings);

  it('draws the first resamples of the reference', () => {
    wanted.first_three.forEach(([profit, drawdown], b) => {
      expectFigure(paths.profits[b]!, profit, 'profit');
      expectFigure(paths.drawdowns[b]!, drawdown, 'drawdown');
    });
  });

  it('has the percentiles and shares of the reference', () => {
    const actual = describePaths(paths);
    expectPercentiles(actual.profitNet, wanted.profit_net, 'profit ');
    expectPercentiles(actual.maxDrawdownAbs, wanted.max_drawdown_abs, 'drawdown ');
    expectFigure(actual.probLoss, wanted.prob_loss, 'prob_loss');
    expectFigure(actual.probRuin, wanted.prob_ruin, 'prob_ruin');
  });
});

describe('Monte Carlo of trades', () => {
  it('takes the ruin level itself for ruin and a profit of zero for a loss', () => {
    const one = { ...settings, resamples: 5 };
    expect(describePaths(resampleTrades(Float64Array.of(-300), 'bootstrap', one)).probRuin).toBe(1);
    expect(describePaths(resampleTrades(Float64Array.of(-299.99), 'bootstrap', one)).probRuin).toBe(0);
    expect(describePaths(resampleTrades(Float64Array.of(0), 'shuffle', one)).probLoss).toBe(1);
  });
});
