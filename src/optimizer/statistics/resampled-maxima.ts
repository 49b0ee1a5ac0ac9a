import { sumTwoSeries } from './count-weighted-sums.ts';
import type { DailyMatrix } from './daily-matrix.ts';
import { joinNumbers } from './pieces/shared-numbers.ts';
import { drawRowCounts, LANES, type RowCounts } from './row-counts.ts';
import type { SuperiorityBasis } from './superiority-basis.ts';

/** Largest statistic over all series in each resample; what the p-values are counted from. */
export interface ResampledMaxima {
  /** V_b of the reality check. */
  readonly realityCheck: Float64Array;
  /** T_b of the three variants of the SPA test. */
  readonly lower: Float64Array;
  readonly consistent: Float64Array;
  readonly upper: Float64Array;
}

/** How the resamples are drawn; any range of them can be made anywhere and gives the same maxima. */
export interface ResamplingPlan {
  readonly rootSeed: number;
  /** One over the mean block length. */
  readonly restart: number;
}

/** Series that stay in the cache while all counts pass by; even. */
const TILE = 64;

/**
 * Maxima of the resamples from `from` up to before `to` (`optimizer.md` 12.5). Their counts take 12 kB each for
 * five years.
 */
export function resampleRange(
  matrix: DailyMatrix,
  benchmark: Float64Array | null,
  basis: SuperiorityBasis,
  { rootSeed, restart }: ResamplingPlan,
  from: number,
  to: number,
): ResampledMaxima {
  return resampleMaxima(matrix, benchmark, basis, drawRowCounts(rootSeed, restart, matrix.days, from, to));
}

/** Puts the maxima of consecutive ranges together. */
export function joinMaxima(parts: readonly ResampledMaxima[]): ResampledMaxima {
  const join = (pick: (part: ResampledMaxima) => Float64Array): Float64Array => joinNumbers(parts.map(pick));
  return {
    realityCheck: join((part) => part.realityCheck),
    lower: join((part) => part.lower),
    consistent: join((part) => part.consistent),
    upper: join((part) => part.upper),
  };
}

/** Maxima of the resamples whose counts are given. */
export function resampleMaxima(
  matrix: DailyMatrix,
  benchmark: Float64Array | null,
  basis: SuperiorityBasis,
  counts: RowCounts,
): ResampledMaxima {
  const groups = Math.ceil(counts.resamples / LANES);
  const raw: ResampledMaxima = {
    realityCheck: new Float64Array(groups * LANES).fill(Number.NEGATIVE_INFINITY),
    lower: new Float64Array(groups * LANES),
    consistent: new Float64Array(groups * LANES),
    upper: new Float64Array(groups * LANES),
  };
  const benchmarkSums = sumBenchmark(benchmark, counts, groups);
  const sums = new Float64Array(2 * LANES);
  const { columns, days, values } = matrix;
  for (let tile = 0; tile < columns; tile += TILE) {
    const end = Math.min(tile + TILE, columns);
    for (let group = 0; group < groups; group++) {
      for (let k = tile; k < end; k += 2) {
        // The last column of an odd number stands in for its own neighbour; competing twice changes nothing.
        const second = Math.min(k + 1, end - 1);
        sumTwoSeries(values, k * days, second * days, counts.values, group * LANES * days, days, sums);
        raiseMaxima(raw, basis, k, sums, 0, benchmarkSums, group * LANES);
        raiseMaxima(raw, basis, second, sums, LANES, benchmarkSums, group * LANES);
      }
    }
  }
  return finishMaxima(raw, matrix.days, counts.resamples);
}

/** Lets one series compete in the resamples of a group. Reality-check maxima are means until they are finished. */
function raiseMaxima(
  raw: ResampledMaxima,
  { means, thresholds, scales, days }: SuperiorityBasis,
  column: number,
  sums: Float64Array,
  offset: number,
  benchmarkSums: Float64Array,
  firstResample: number,
): void {
  const observed = means[column];
  const scale = scales[column];
  const lowerCentre = observed > 0 ? observed : 0;
  const consistentCentre = observed >= thresholds[column] ? observed : 0;
  for (let lane = 0; lane < LANES; lane++) {
    const resample = firstResample + lane;
    const resampled = (sums[offset + lane] - benchmarkSums[resample]) / days;
    if (resampled - observed > raw.realityCheck[resample]) raw.realityCheck[resample] = resampled - observed;
    const lower = (resampled - lowerCentre) * scale;
    if (lower > raw.lower[resample]) raw.lower[resample] = lower;
    const consistent = (resampled - consistentCentre) * scale;
    if (consistent > raw.consistent[resample]) raw.consistent[resample] = consistent;
    const upper = (resampled - observed) * scale;
    if (upper > raw.upper[resample]) raw.upper[resample] = upper;
  }
}

/** Cuts off the missing lanes of the last group and scales the means of the reality check. */
function finishMaxima(raw: ResampledMaxima, days: number, resamples: number): ResampledMaxima {
  const root = Math.sqrt(days);
  return {
    realityCheck: raw.realityCheck.subarray(0, resamples).map((largest) => root * largest),
    lower: raw.lower.slice(0, resamples),
    consistent: raw.consistent.slice(0, resamples),
    upper: raw.upper.slice(0, resamples),
  };
}

/** Sum of the benchmark over each resample; 0 without one. */
function sumBenchmark(benchmark: Float64Array | null, counts: RowCounts, groups: number): Float64Array {
  const sums = new Float64Array(groups * LANES);
  if (benchmark === null) return sums;
  const pair = new Float64Array(2 * LANES);
  for (let group = 0; group < groups; group++) {
    sumTwoSeries(benchmark, 0, 0, counts.values, group * LANES * counts.days, counts.days, pair);
    sums.set(pair.subarray(0, LANES), group * LANES);
  }
  return sums;
}
