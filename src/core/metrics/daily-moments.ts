import type { EquitySummary } from '../types/backtest-result.ts';
import { isZeroDeviation, type SampleFigures, type ShapeFigures } from './sample-moments.ts';

/** Moments of the two daily series of a run. */
export interface DailyMoments {
  /** Returns from one day to the next (`metrics.md` 4.7). */
  readonly returns: SampleFigures;
  /** Results relative to the initial balance (`metrics.md` 6). */
  readonly results: ShapeFigures;
}

/** Scratch memory of this thread for the two samples. */
let returnsBuffer = new Float64Array(4096);
let resultsBuffer = new Float64Array(4096);

/**
 * The same figures as `describeSample(dailyRatioReturns(…))` and `measureShape(fixedBaseReturns(…))`, both
 * samples side by side: each sum runs from left to right, and the sums do not wait for each other.
 */
export function measureDays({ dailyEquity, initialBalance }: EquitySummary): DailyMoments {
  const days = dailyEquity.length;
  if (resultsBuffer.length < days) {
    returnsBuffer = new Float64Array(2 * days);
    resultsBuffer = new Float64Array(2 * days);
  }
  const returns = returnsBuffer;
  const results = resultsBuffer;
  let returnCount = 0;
  let returnSum = 0;
  let negativeSquares = 0;
  let largestReturn = 0;
  let resultSum = 0;
  let largestResult = 0;
  let previous = initialBalance;
  for (let day = 0; day < days; day++) {
    const equity = dailyEquity[day];
    const difference = equity - previous;
    let result = 0;
    let change = 0;
    // A day without a change adds nothing to these sums.
    if (difference !== 0) {
      result = difference / initialBalance;
      resultSum += result;
      const size = Math.abs(result);
      if (size > largestResult) largestResult = size;
      if (day > 0 && previous > 0) {
        change = difference / previous;
        returnSum += change;
        if (change < 0) negativeSquares += change * change;
        const magnitude = Math.abs(change);
        if (magnitude > largestReturn) largestReturn = magnitude;
      }
    }
    results[day] = result;
    if (day > 0 && previous > 0) returns[returnCount++] = change;
    previous = equity;
  }
  const returnMean = returnCount === 0 ? 0 : returnSum / returnCount;
  const resultMean = days === 0 ? 0 : resultSum / days;
  let returnSquares = 0;
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let day = 0; day < days; day++) {
    const difference = results[day] - resultMean;
    const square = difference * difference;
    squares += square;
    cubes += square * difference;
    fourths += square * square;
    if (day < returnCount) {
      const deviation = returns[day] - returnMean;
      returnSquares += deviation * deviation;
    }
  }
  const variance = squares / days;
  const spread = Math.sqrt(variance);
  const hasShape = days >= 4 && !isZeroDeviation(spread, largestResult);
  return {
    returns: {
      size: returnCount,
      mean: returnMean,
      deviation: returnCount < 2 ? Number.NaN : Math.sqrt(returnSquares / (returnCount - 1)),
      downside: Math.sqrt(negativeSquares / returnCount),
      largest: largestReturn,
    },
    results: {
      mean: resultMean,
      deviation: days < 2 ? Number.NaN : Math.sqrt(squares / (days - 1)),
      skewness: hasShape ? cubes / days / (variance * spread) : Number.NaN,
      kurtosis: hasShape ? fourths / days / (variance * variance) : Number.NaN,
    },
  };
}
