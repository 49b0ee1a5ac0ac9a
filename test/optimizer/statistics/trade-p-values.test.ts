import { describe, expect, it } from 'vitest';
import { stream } from '../../../src/optimizer/random/seeds.ts';
import { bootstrapMeans, tradePValues } from '../../../src/optimizer/statistics/trade-p-values.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { readReference } from './example-matrix.ts';

const { inputs, expected } = readReference<{
  inputs: { trial_seed: number; n_boot: number; r_multiples: number[]; trade_net: number[] };
  expected: {
    p_value_mean_r_gt_0: number;
    count_mean_r: number;
    first_means_r: number[];
    p_value_net_profit_gt_0: number;
    count_net_profit: number;
    first_means_net: number[];
    fewer_than_two_samples: number;
  };
}>('p_values');

const r = Float64Array.from(inputs.r_multiples);
const net = Float64Array.from(inputs.trade_net);

describe('p-values of trades', () => {
  it('draw the means of the reference', () => {
    const meansR = bootstrapMeans(r, stream(inputs.trial_seed, 'p_value_mean_r'), inputs.n_boot);
    const meansNet = bootstrapMeans(net, stream(inputs.trial_seed, 'p_value_net_profit'), inputs.n_boot);
    expected.first_means_r.forEach((value, b) => {
      expectFigure(meansR[b]!, value, `mean r ${b}`);
    });
    expected.first_means_net.forEach((value, b) => {
      expectFigure(meansNet[b]!, value, `mean net ${b}`);
    });
    expect(meansR.filter((value) => value <= 0).length).toBe(expected.count_mean_r);
    expect(meansNet.filter((value) => value <= 0).length).toBe(expected.count_net_profit);
  });

  it('are the shares of the reference', () => {
    const actual = tradePValues(r, net, inputs.trial_seed, inputs.n_boot);
    expectFigure(actual.meanR, expected.p_value_mean_r_gt_0, 'mean r');
    expectFigure(actual.netProfit, expected.p_value_net_profit_gt_0, 'net profit');
  });

  it('are 1 below two trades', () => {
    const single = tradePValues(Float64Array.of(5), Float64Array.of(500), inputs.trial_seed, 100);
    expect(single).toEqual({ meanR: expected.fewer_than_two_samples, netProfit: expected.fewer_than_two_samples });
  });
});
