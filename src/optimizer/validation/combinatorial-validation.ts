import { annualiseDailyRatio } from '../../core/metrics/risk-ratios.ts';
import type { DailyMatrix } from '../statistics/daily-matrix.ts';
import { columnOf } from '../statistics/daily-matrix.ts';
import { combinatorialPaths, combinatorialSplits, type TestGroups } from './combinatorial-splits.ts';
import { countDays, type DayRange, groupRanges, trainingRanges } from './training-days.ts';

export interface CombinatorialSettings {
  readonly groups: number;
  readonly testGroups: number;
  /** Calendar days on both sides of a test group during which a trade may reach into it. */
  readonly purgeDays: number;
  /** Further calendar days after a test group, counted from its end. */
  readonly embargoDays: number;
}

/** One split: what was best on its training days, and what became of it on its test days. */
export interface CombinatorialSplit {
  readonly testGroups: TestGroups;
  readonly trainDays: number;
  readonly testDays: number;
  /** Column of the matrix. */
  readonly chosen: number;
  /** Annualised Sharpe ratios of the chosen column. */
  readonly trainSharpe: number;
  readonly testSharpe: number;
  /** Sum of its returns on the test days, as a share of the initial balance. */
  readonly testReturn: number;
  /** Share of the other columns that did worse on the test days; ties count half. */
  readonly testRank: number;
}

/** One way through all days in which every day was out of sample for the choice that traded it. */
export interface CombinatorialPath {
  readonly splits: readonly number[];
  /** Sum of the returns, as a share of the initial balance. */
  readonly totalReturn: number;
  /** Annualised. */
  readonly sharpe: number;
  /** Largest fall from a peak, as a share of the peak. */
  readonly maxDrawdown: number;
}

export interface CombinatorialResult {
  readonly splits: readonly CombinatorialSplit[];
  readonly paths: readonly CombinatorialPath[];
}

/** Variances from sums of squares resolve so much of them; a smaller one counts as zero. */
const ZERO_VARIANCE_SHARE = 1e-12;

/**
 * Combinatorial purged cross-validation over the daily returns of finished trials (`optimizer.md` 13.5; M.
 * López de Prado (2018), *Advances in Financial Machine Learning*, chapter 12). In every split the column
 * with the highest Sharpe ratio on the training days is chosen, the first one where several are equal.
 *
 * @param days of the matrix, ascending days since the epoch; at least two per group
 * @param columns which columns take part, at least one
 */
export function validateCombinations(
  matrix: DailyMatrix,
  days: Int32Array,
  columns: Int32Array,
  settings: CombinatorialSettings,
): CombinatorialResult {
  const { groups, testGroups } = settings;
  const ranges = groupRanges(days.length, groups);
  const choices = combinatorialSplits(groups, testGroups);
  const splits = choices.map((tested): CombinatorialSplit => {
    const train = trainingRanges(days, ranges, tested, settings);
    const test = tested.map((group) => ranges[group]!);
    const trained = sharpesOn(matrix, columns, train);
    const best = indexOfLargest(trained);
    const seen = sharpesOn(matrix, columns, test);
    return {
      testGroups: tested,
      trainDays: countDays(train),
      testDays: countDays(test),
      chosen: columns[best]!,
      trainSharpe: annualiseDailyRatio(trained[best]!),
      testSharpe: annualiseDailyRatio(seen[best]!),
      testReturn: sumOn(columnOf(matrix, columns[best]!), test),
      testRank: shareBelow(seen, best),
    };
  });
  const paths = combinatorialPaths(choices, groups).map((path) => followPath(matrix, ranges, splits, path));
  return { splits, paths };
}

/** Sharpe ratio per day of every column on some days; 0 without dispersion. */
function sharpesOn({ values, days }: DailyMatrix, columns: Int32Array, ranges: readonly DayRange[]): Float64Array {
  const count = countDays(ranges);
  return Float64Array.from(columns, (column) => {
    let sum = 0;
    let squares = 0;
    for (let range = 0; range < ranges.length; range++) {
      const { from, to } = ranges[range]!;
      for (let at = column * days + from; at < column * days + to; at++) {
        const value = values[at]!;
        sum += value;
        squares += value * value;
      }
    }
    const variance = (squares - (sum * sum) / count) / (count - 1);
    return variance > ZERO_VARIANCE_SHARE * (squares / count) ? sum / count / Math.sqrt(variance) : 0;
  });
}

function followPath(
  matrix: DailyMatrix,
  ranges: readonly DayRange[],
  splits: readonly CombinatorialSplit[],
  path: readonly number[],
): CombinatorialPath {
  const returns = new Float64Array(matrix.days);
  path.forEach((split, group) => {
    const { from, to } = ranges[group]!;
    returns.set(columnOf(matrix, splits[split]!.chosen).subarray(from, to), from);
  });
  let equity = 1;
  let peak = 1;
  let maxDrawdown = 0;
  for (let day = 0; day < returns.length; day++) {
    equity += returns[day]!;
    peak = Math.max(peak, equity);
    maxDrawdown = Math.max(maxDrawdown, (peak - equity) / peak);
  }
  const whole = { days: returns.length, columns: 1, values: returns };
  const [sharpe] = sharpesOn(whole, Int32Array.of(0), [{ from: 0, to: returns.length }]);
  return { splits: path, totalReturn: equity - 1, sharpe: annualiseDailyRatio(sharpe!), maxDrawdown };
}

function sumOn(series: Float64Array, ranges: readonly DayRange[]): number {
  let sum = 0;
  for (const { from, to } of ranges) for (let day = from; day < to; day++) sum += series[day]!;
  return sum;
}

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}

function shareBelow(values: Float64Array, index: number): number {
  if (values.length === 1) return Number.NaN;
  let below = -0.5;
  for (const value of values) below += value < values[index]! ? 1 : value === values[index]! ? 0.5 : 0;
  return below / (values.length - 1);
}
