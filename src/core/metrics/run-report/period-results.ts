import { MS_PER_DAY } from '../../types/timeframe.ts';
import type { TradeColumns } from '../../types/trade.ts';

/** What a calendar month or year of a run came to, in UTC. */
export interface PeriodResult {
  /** `2024-03` or `2024`. */
  readonly period: string;
  /** Change of equity in account currency; the first period starts from the initial balance. */
  readonly result: number;
  /** Change relative to the equity at its start; NaN where that is not positive. */
  readonly share: number;
  /** Trades closed in it. */
  readonly trades: number;
}

/** Digits of an ISO date that name a month and a year. */
export const PERIOD_DIGITS = { month: 7, year: 4 } as const;

/**
 * Results by calendar period: every period with a trading bar, ascending. A bar belongs to the period of its
 * open time, as in the daily series (`metrics.md` 6), so the results add up to the change of equity.
 *
 * @param openTimes open times in ms of the loaded bars; row k of `equity` belongs to bar `firstBar + k`
 */
export function periodResults(
  equity: Float64Array,
  trades: TradeColumns,
  openTimes: Float64Array,
  firstBar: number,
  initialBalance: number,
  kind: keyof typeof PERIOD_DIGITS,
): readonly PeriodResult[] {
  const periodOf = (bar: number) => new Date(openTimes[bar]).toISOString().slice(0, PERIOD_DIGITS[kind]);
  const dayOf = (bar: number) => Math.floor(openTimes[bar] / MS_PER_DAY);
  const closes = new Map<string, number>();
  for (let row = 0; row < equity.length; row++) {
    // Only the last bar of a day can be the last one of its period.
    const isLastOfDay = row === equity.length - 1 || dayOf(firstBar + row) !== dayOf(firstBar + row + 1);
    if (isLastOfDay) closes.set(periodOf(firstBar + row), equity[row]);
  }
  const counts = new Map<string, number>();
  for (let i = 0; i < trades.count; i++) {
    const period = periodOf(trades.exitBar[i]);
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  let start = initialBalance;
  return [...closes].map(([period, end]) => {
    const result = end - start;
    const share = start > 0 ? result / start : Number.NaN;
    start = end;
    return { period, result, share, trades: counts.get(period) ?? 0 };
  });
}
