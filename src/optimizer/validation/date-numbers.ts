import { formatDate } from '../../core/data/dates.ts';
import { MS_PER_DAY } from '../../core/types/timeframe.ts';

/** Length of `YYYY-MM-DD`. */
const DATE_LENGTH = 10;

/** Days since the epoch of the UTC date that a date or a UTC instant begins with. */
export function dayOf(text: string): number {
  return Date.parse(text.slice(0, DATE_LENGTH)) / MS_PER_DAY;
}

/** `YYYY-MM-DD` of a day since the epoch. */
export function dateOf(day: number): string {
  return formatDate(day * MS_PER_DAY);
}
