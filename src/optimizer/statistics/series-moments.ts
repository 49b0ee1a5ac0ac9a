import { describeSample } from '../../core/metrics/sample-moments.ts';
import { columnOf, type DailyMatrix } from './daily-matrix.ts';
import { joinNumbers, sharedNumbers } from './pieces/shared-numbers.ts';
import { describeSharpe, isInformative, type SharpeSample } from './sharpe-sample.ts';

/** What the inference on Sharpe ratios needs to know of many series; one element per series. */
export interface SeriesMoments {
  /** 1 for a series that varies on enough days; the others say nothing about Sharpe ratios. */
  readonly informative: Float64Array;
  readonly means: Float64Array;
  /** Sample deviations, divisor T-1. */
  readonly deviations: Float64Array;
  /** As in `SharpeSample`. */
  readonly sharpes: Float64Array;
  readonly skewness: Float64Array;
  readonly kurtosis: Float64Array;
}

/** Moments of the columns from `from` up to before `to`; ranges are put together with `joinMoments`. */
export function describeColumns(matrix: DailyMatrix, from: number, to: number): SeriesMoments {
  const moments: SeriesMoments = {
    informative: sharedNumbers(to - from),
    means: sharedNumbers(to - from),
    deviations: sharedNumbers(to - from),
    sharpes: sharedNumbers(to - from),
    skewness: sharedNumbers(to - from),
    kurtosis: sharedNumbers(to - from),
  };
  for (let column = from; column < to; column++) {
    const series = columnOf(matrix, column);
    const at = column - from;
    const { mean, deviation } = describeSample(series);
    const { sharpe, skewness, kurtosis } = describeSharpe(series);
    moments.informative[at] = isInformative(series) ? 1 : 0;
    moments.means[at] = mean;
    moments.deviations[at] = deviation;
    moments.sharpes[at] = sharpe;
    moments.skewness[at] = skewness;
    moments.kurtosis[at] = kurtosis;
  }
  return moments;
}

/** Puts the moments of consecutive ranges together. */
export function joinMoments(parts: readonly SeriesMoments[]): SeriesMoments {
  const join = (pick: (part: SeriesMoments) => Float64Array): Float64Array => joinNumbers(parts.map(pick));
  return {
    informative: join((part) => part.informative),
    means: join((part) => part.means),
    deviations: join((part) => part.deviations),
    sharpes: join((part) => part.sharpes),
    skewness: join((part) => part.skewness),
    kurtosis: join((part) => part.kurtosis),
  };
}

/** Columns whose series take part in PBO and the inference on Sharpe ratios. */
export function informativeColumns({ informative }: SeriesMoments): Int32Array {
  return Int32Array.from(informative.keys()).filter((column) => informative[column] === 1);
}

/** The moments of one column. */
export function sampleOf({ sharpes, skewness, kurtosis }: SeriesMoments, column: number, days: number): SharpeSample {
  return {
    observations: days,
    sharpe: sharpes[column],
    skewness: skewness[column],
    kurtosis: kurtosis[column],
  };
}
