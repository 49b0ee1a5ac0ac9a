import type { EquitySummary } from '../types/backtest-result.ts';
import { MS_PER_DAY } from '../types/timeframe.ts';

/** One year = 365.25 days (`metrics.md` 2.3). */
const MS_PER_YEAR = 365.25 * MS_PER_DAY;

/**
 * Annualised return from the first to the last bar: compound from one year on, linear below. A total
 * loss is -1; 0 where there is no time span or no positive start (`metrics.md` 4.8).
 */
export function annualisedReturn(equity: EquitySummary): number {
  const { barCount, firstEquity, lastEquity } = equity;
  if (barCount < 2 || !(firstEquity > 0)) return 0;
  const years = (equity.lastTime - equity.firstTime) / MS_PER_YEAR;
  if (!(years > 0)) return 0;
  const growth = (lastEquity - firstEquity) / firstEquity;
  if (years < 1) return growth / years;
  return 1 + growth > 0 ? (1 + growth) ** (1 / years) - 1 : -1;
}

/** Annualised return over the maximum drawdown, 0 without a drawdown (Young 1991; `metrics.md` 4.8). */
export function calmarRatio(annualReturn: number, maxDrawdown: number): number {
  return maxDrawdown === 0 ? 0 : annualReturn / maxDrawdown;
}
