import type { EquitySummary } from '../types/backtest-result.ts';
import { isZeroDeviation, type SampleFigures, type ShapeFigures } from './sample-moments.ts';

/** Moments of the two daily series of a run. */
export interface DailyMoments {
  /** Returns from one day to the next (`metrics.md` 4.7). */
  readonly returns: SampleFigures;
  /** Results relative to the initial balance (`metrics.md` 6). */
  readonly results: ShapeFigures;
}

/** Scratch memory of this thread for the two samples, an element per day. */
let returnsBuffer = new Float64Array(4096);
let resultsBuffer = new Float64Array(4096);

/**
 * The same figures as `describeSample(dailyRatioReturns(…))` and `measureShape(fixedBaseReturns(…))`, both
 * samples side by side: each sum runs from left to right, and the sums do not wait for each other. Only days
 * that moved are divided; the others hold 0, which adds nothing to a sum about zero.
 */
export function measureDays({ dailyEquity, movedDays, initialBalance }: EquitySummary): DailyMoments {
  const days = dailyEquity.length;
  if (resultsBuffer.length < days) {
    returnsBuffer = new Float64Array(2 * days);
    resultsBuffer = new Float64Array(2 * days);
  }
  const returns = returnsBuffer;
  const results = resultsBuffer;
  returns.fill(0, 0, days);
  results.fill(0, 0, days);
  let isRuined = false;
  let returnSum = 0;
  let negativeSquares = 0;
  let largestReturn = 0;
  let resultSum = 0;
  let largestResult = 0;
  for (let place = 0; place < movedDays.length; place++) {
    const day = movedDays[place];
    const previous = day === 0 ? initialBalance : dailyEquity[day - 1];
    const equity = dailyEquity[day];
    const difference = equity - previous;
    const result = difference / initialBalance;
    results[day] = result;
    resultSum += result;
    const size = Math.abs(result);
    if (size > largestResult) largestResult = size;
    if (!(equity > 0)) isRuined = true;
    if (day === 0 || !(previous > 0)) continue;
    const change = difference / previous;
    returns[day] = change;
    returnSum += change;
    const magnitude = Math.abs(change);
    if (magnitude > largestReturn) largestReturn = magnitude;
    // The change where it is a loss, else 0: losses come too irregularly for a branch.
    const loss = (change - magnitude) * 0.5;
    if (change < Number.POSITIVE_INFINITY) negativeSquares += loss * loss;
  }
  const returnCount = isRuined ? countReturns(dailyEquity) : Math.max(0, days - 1);
  const returnMean = returnCount === 0 ? 0 : returnSum / returnCount;
  const resultMean = days === 0 ? 0 : resultSum / days;
  // Days without a return stand at the mean, so that they add nothing.
  returns[0] = returnMean;
  if (isRuined) centreRuinedDays(dailyEquity, returns, returnMean);
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
    const deviation = returns[day] - returnMean;
    returnSquares += deviation * deviation;
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

/** Days that follow one with a positive equity; the first day only is a base. */
function countReturns(dailyEquity: Float64Array): number {
  let count = 0;
  for (let day = 1; day < dailyEquity.length; day++) if (dailyEquity[day - 1] > 0) count++;
  return count;
}

function centreRuinedDays(dailyEquity: Float64Array, returns: Float64Array, mean: number): void {
  for (let day = 1; day < dailyEquity.length; day++) if (!(dailyEquity[day - 1] > 0)) returns[day] = mean;
}
