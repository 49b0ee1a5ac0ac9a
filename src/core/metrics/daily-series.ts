import type { EquitySummary } from '../types/backtest-result.ts';

/**
 * Daily results in account currency, one per UTC day with a trading bar; the first day counts from
 * the initial balance (`metrics.md` 6). This is what the store keeps of a trial. Fills and returns
 * `target`, one element per day.
 */
export function dailyResults(
  equity: EquitySummary,
  target: Float64Array = new Float64Array(equity.dailyEquity.length),
): Float64Array {
  const { dailyEquity, movedDays, initialBalance } = equity;
  target.fill(0, 0, dailyEquity.length);
  for (let place = 0; place < movedDays.length; place++) {
    const day = movedDays[place];
    target[day] = dailyEquity[day] - (day === 0 ? initialBalance : dailyEquity[day - 1]);
  }
  return target;
}

/**
 * Daily results relative to the initial balance: additive, because trades risk a fixed amount
 * (`metrics.md` 6). Fills and returns `target`, which may be `results` itself.
 */
export function fixedBaseReturns(
  results: Float64Array,
  initialBalance: number,
  target: Float64Array = new Float64Array(results.length),
): Float64Array {
  for (let k = 0; k < results.length; k++) target[k] = results[k] / initialBalance;
  return target;
}

/**
 * Returns from one UTC day present in the data to the next; the first day only is a base, and days
 * after a non-positive equity are left out (`metrics.md` 4.7). Fills `target`, one element per day,
 * and returns the part of it that was used.
 */
export function dailyRatioReturns(
  dailyEquity: Float64Array,
  target: Float64Array = new Float64Array(dailyEquity.length),
): Float64Array {
  let size = 0;
  for (let k = 1; k < dailyEquity.length; k++) {
    const base = dailyEquity[k - 1];
    if (base > 0) target[size++] = (dailyEquity[k] - base) / base;
  }
  return target.subarray(0, size);
}
