import { MS_PER_DAY, MS_PER_HOUR } from '../types/timeframe.ts';

/** Years whose daylight saving follows one rule, with the Sundays on which it starts and ends. */
interface DaylightRule {
  readonly fromYear: number;
  readonly startMonth: number;
  readonly startWeek: 'first' | 'last';
  readonly endMonth: number;
  readonly endWeek: 'first' | 'last';
}

const MARCH = 2;
const APRIL = 3;
const OCTOBER = 9;
const SATURDAY = 6;

/** `data-and-config.md` 12.4, newest first. Years before the table follow its oldest row. */
const DAYLIGHT_RULES: readonly DaylightRule[] = [
  { fromYear: 2008, startMonth: OCTOBER, startWeek: 'first', endMonth: APRIL, endWeek: 'first' },
  { fromYear: 2007, startMonth: OCTOBER, startWeek: 'last', endMonth: MARCH, endWeek: 'last' },
  { fromYear: 2006, startMonth: OCTOBER, startWeek: 'last', endMonth: APRIL, endWeek: 'first' },
  { fromYear: 2001, startMonth: OCTOBER, startWeek: 'last', endMonth: MARCH, endWeek: 'last' },
];
const OLDEST_RULE = DAYLIGHT_RULES[DAYLIGHT_RULES.length - 1];

const STANDARD_OFFSET_MS = 10 * MS_PER_HOUR;
const DAYLIGHT_OFFSET_MS = 11 * MS_PER_HOUR;
/** The clock changes at 16:00 UTC on the Saturday before the Sunday. */
const CHANGE_BEFORE_SUNDAY_MS = 8 * MS_PER_HOUR;

/** A stretch of time with one offset from UTC; `toMs` is exclusive. */
export interface OffsetPeriod {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

/** The stretch of constant Sydney offset that contains the instant, cut at the turn of the UTC year. */
export function sydneyOffsetPeriod(timeMs: number): OffsetPeriod {
  const year = new Date(timeMs).getUTCFullYear();
  const rule = DAYLIGHT_RULES.find((candidate) => year >= candidate.fromYear) ?? OLDEST_RULE;
  const endMs = sundayOf(year, rule.endMonth, rule.endWeek) - CHANGE_BEFORE_SUNDAY_MS;
  const startMs = sundayOf(year, rule.startMonth, rule.startWeek) - CHANGE_BEFORE_SUNDAY_MS;
  if (timeMs < endMs) return { fromMs: Date.UTC(year, 0, 1), toMs: endMs, offsetMs: DAYLIGHT_OFFSET_MS };
  if (timeMs < startMs) return { fromMs: endMs, toMs: startMs, offsetMs: STANDARD_OFFSET_MS };
  return { fromMs: startMs, toMs: Date.UTC(year + 1, 0, 1), offsetMs: DAYLIGHT_OFFSET_MS };
}

/** Midnight UTC of the first or last Sunday of a month. */
function sundayOf(year: number, month: number, week: 'first' | 'last'): number {
  if (week === 'first') {
    const firstDay = Date.UTC(year, month, 1);
    return firstDay + ((SATURDAY + 1 - weekdayOf(firstDay)) % 7) * MS_PER_DAY;
  }
  const lastDay = Date.UTC(year, month + 1, 0);
  return lastDay - weekdayOf(lastDay) * MS_PER_DAY;
}

/** Day of the week in UTC, Sunday 0. */
export function weekdayOf(timeMs: number): number {
  return new Date(timeMs).getUTCDay();
}
