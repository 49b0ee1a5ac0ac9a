import type { YearSpan } from './stress-dates.ts';

/** A calendar year and what was earned in it; `failed` where its run gave no result. */
export interface YearResult extends Pick<YearSpan, 'days'> {
  readonly profit: number | 'failed';
}

/** Below this share of the whole profit a deviation is not measured against the expected one. */
const SCALE_SHARE = 0.02;

/**
 * How evenly a profit is spread over calendar years (`metrics.md` 9.7): inverse of one plus the deviation from
 * an even pace, weighted by days. A year whose run failed counts as a deviation of 1 and gives the pace nothing.
 * @param minScale `metrics.stability.min_scale`, account currency
 */
export function stabilityScore(years: readonly YearResult[], minScale: number): number {
  let totalDays = 0;
  let profit = 0;
  let earningDays = 0;
  for (const year of years) {
    totalDays += year.days;
    if (year.profit === 'failed') continue;
    profit += year.profit;
    earningDays += year.days;
  }
  const pace = earningDays === 0 ? 0 : profit / earningDays;
  const scale = Math.max(minScale, SCALE_SHARE * Math.abs(profit));
  let deviation = 0;
  for (const year of years) {
    const expected = pace * year.days;
    const error = year.profit === 'failed' ? 1 : Math.abs(year.profit - expected) / Math.max(Math.abs(expected), scale);
    deviation += (year.days / totalDays) * error;
  }
  return 1 / (1 + deviation);
}
