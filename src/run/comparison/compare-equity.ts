import type { EquityCurve } from './equity-curve.ts';

/** Equity of both runs after one bar, in the account currency of each. */
export interface EquityDifference {
  /** Open time of the bar, ms of UTC. */
  readonly time: number;
  readonly first: number;
  readonly other: number;
}

/** Two curves, bar by bar where both have one. */
export interface EquityComparison {
  /** Bars that both have. */
  readonly commonBars: number;
  /** Bars that only one has. */
  readonly otherBars: number;
  readonly firstDifference: EquityDifference | null;
  /** The earliest of the largest ones. */
  readonly largestDifference: EquityDifference | null;
}

/** Compares two equity curves as `equity.csv` has them, by the open times of their bars. */
export function compareEquity(first: EquityCurve, other: EquityCurve): EquityComparison {
  let [left, right, commonBars] = [0, 0, 0];
  let firstDifference: EquityDifference | null = null;
  let largestDifference: EquityDifference | null = null;
  while (left < first.times.length && right < other.times.length) {
    const time = first.times[left];
    if (time !== other.times[right]) {
      if (time < other.times[right]) left++;
      else right++;
      continue;
    }
    const difference = { time, first: first.equity[left++], other: other.equity[right++] };
    commonBars++;
    if (difference.first === difference.other) continue;
    firstDifference ??= difference;
    if (largestDifference === null || sizeOf(difference) > sizeOf(largestDifference)) largestDifference = difference;
  }
  const otherBars = first.times.length + other.times.length - 2 * commonBars;
  return { commonBars, otherBars, firstDifference, largestDifference };
}

function sizeOf({ first, other }: EquityDifference): number {
  return Math.abs(other - first);
}
