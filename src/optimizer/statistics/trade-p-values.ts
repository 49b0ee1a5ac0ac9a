import { intBelow } from '../random/draws.ts';
import { type RandomStream, stream } from '../random/seeds.ts';

/** Tail shares of the mean trade result (`metrics.md` 9.9). */
export interface TradePValues {
  readonly meanR: number;
  readonly netProfit: number;
}

/**
 * p-values of the trades of one trial. They describe a selected strategy and know nothing of the search.
 *
 * @param resamples `metrics.p_values.n_boot`
 */
export function tradePValues(r: Float64Array, net: Float64Array, trialSeed: number, resamples: number): TradePValues {
  return {
    meanR: shareNotAboveZero(bootstrapMeans(r, stream(trialSeed, 'p_value_mean_r'), resamples)),
    netProfit: shareNotAboveZero(bootstrapMeans(net, stream(trialSeed, 'p_value_net_profit'), resamples)),
  };
}

/**
 * Means of resamples with replacement, summed in the order of the draws: B. Efron (1979), *Bootstrap
 * Methods: Another Look at the Jackknife*, Annals of Statistics 7. Empty for fewer than two values.
 */
export function bootstrapMeans(sample: Float64Array, random: RandomStream, resamples: number): Float64Array {
  if (sample.length < 2) return new Float64Array(0);
  const means = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    let sum = 0;
    for (let i = 0; i < sample.length; i++) sum += sample[intBelow(random, sample.length)];
    means[b] = sum / sample.length;
  }
  return means;
}

/** Plain share of means that are not above zero (O-17); 1 without any. */
function shareNotAboveZero(means: Float64Array): number {
  if (means.length === 0) return 1;
  let count = 0;
  for (let b = 0; b < means.length; b++) if (means[b] <= 0) count += 1;
  return count / means.length;
}
