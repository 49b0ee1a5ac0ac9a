import { mean, standardDeviation } from './sample-moments.ts';

/** Trades per year and category that an unadjusted figure is taken to rest on (`metrics.md` 14). */
const REFERENCE_TRADES_PER_YEAR = 15;
/** Smallest concentration, and smallest pseudo-counts, of the population of win rates. */
const MIN_CONCENTRATION = 1.01;
const MIN_PSEUDO_COUNT = 0.01;

/** What a figure rests on. */
export interface TradeBasis {
  readonly trades: number;
  readonly years: number;
  /** Symbols or strategies that the trades are spread over. */
  readonly categories: number;
}

/** Average R drawn towards 0 where there are few trades: `r N / (N + K)`, K = 15 per year and category. */
export function shrinkAverageR(averageR: number, basis: TradeBasis): number {
  return averageR * weightOf(basis);
}

/** Profit over drawdown drawn towards 0: `h sqrt(N / (N + K))`. */
export function shrinkProfitOverDrawdown(profitOverDrawdown: number, basis: TradeBasis): number {
  return profitOverDrawdown * Math.sqrt(weightOf(basis));
}

/**
 * Win rate drawn towards those of all candidates, as the mean of a beta-binomial posterior whose prior has
 * their mean and variance (`metrics.md` 14).
 *
 * @param winRate share of 1
 * @param population win rates of all candidates, at least two
 */
export function shrinkWinRate(winRate: number, trades: number, population: Float64Array): number {
  const center = mean(population);
  const variance = standardDeviation(population, center) ** 2;
  const concentration = Math.max((center * (1 - center)) / variance, MIN_CONCENTRATION);
  const alpha = Math.max(center * (concentration - 1), MIN_PSEUDO_COUNT);
  const beta = Math.max((1 - center) * (concentration - 1), MIN_PSEUDO_COUNT);
  return (winRate * trades + alpha) / (trades + alpha + beta);
}

function weightOf({ trades, years, categories }: TradeBasis): number {
  return trades / (trades + REFERENCE_TRADES_PER_YEAR * years * categories);
}
