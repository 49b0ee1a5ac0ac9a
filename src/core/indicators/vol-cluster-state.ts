import { naturalExponential } from './kernels/natural-exponential.ts';
import { naturalLogarithm } from './kernels/natural-logarithm.ts';
import { kmeans1d } from './kmeans-1d.ts';

const RANK_NAMES: readonly string[] = ['low', 'mid', 'high', 'very_high', 'extreme'];
/** Smallest feature whose logarithm is taken. */
const SMALLEST_FEATURE = 1e-12;

export interface VolClusterParameters {
  /** Values that are clustered. */
  readonly window: number;
  readonly k: number;
  readonly minPoints: number;
  readonly logTransform: boolean;
}

/** Clusters of the recent volatility, or why there are none. */
export type VolClusterState =
  | { readonly status: 'insufficient_points' | 'insufficient_unique'; readonly sampleSize: number }
  | VolClusters;

export interface VolClusters {
  readonly status: 'ok';
  /** Defined values of the series, before the window cut. */
  readonly sampleSize: number;
  /** Index of the centre of each value in the window. */
  readonly labels: Int32Array;
  /** Name of each centre by its rank. */
  readonly names: readonly string[];
  /** Ascending, in units of the feature. */
  readonly centers: Float64Array;
  /** Ascending, before the exponential; null without a log transform. */
  readonly centersLog: Float64Array | null;
  /** Last value of the window, untransformed. */
  readonly sigma: number;
}

/** Clusters the defined values of `series` up to bar `index` (`indicators.md` 6.2). */
export function volClusterState(
  series: Float64Array,
  index: number,
  parameters: VolClusterParameters,
): VolClusterState {
  const end = Math.min(Math.max(index, 0) + 1, series.length);
  const sample = series.subarray(0, end).filter((value) => Number.isFinite(value));
  const sampleSize = sample.length;
  if (sampleSize < Math.max(1, parameters.minPoints)) return { status: 'insufficient_points', sampleSize };
  const tail = sample.subarray(Math.max(0, sampleSize - Math.max(1, parameters.window)));
  const k = Math.max(1, parameters.k);
  const clusters = tail.length < k ? null : kmeans1d(parameters.logTransform ? tail.map(boundedLogarithm) : tail, k);
  if (clusters === null) return { status: 'insufficient_unique', sampleSize };
  const ascending = clusters.centers.slice().sort();
  return {
    status: 'ok',
    sampleSize,
    labels: clusters.labels,
    names: nameByRank(clusters.centers),
    centers: parameters.logTransform ? ascending.map(naturalExponential) : ascending,
    centersLog: parameters.logTransform ? ascending : null,
    sigma: tail[tail.length - 1],
  };
}

function boundedLogarithm(value: number): number {
  return naturalLogarithm(Math.max(value, SMALLEST_FEATURE));
}

/** Ranks centres ascending, the lower index first on ties. */
function nameByRank(centers: Float64Array): string[] {
  const names: string[] = [];
  for (let j = 0; j < centers.length; j++) {
    let rank = 0;
    for (let other = 0; other < centers.length; other++) {
      if (centers[other] < centers[j] || (centers[other] === centers[j] && other < j)) rank++;
    }
    names.push(RANK_NAMES[rank] ?? `cluster_${rank}`);
  }
  return names;
}
