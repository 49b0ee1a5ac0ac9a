import { MS_PER_DAY } from '../../core/types/timeframe.ts';

/** First and last date of a run, as in a configuration: dates, or instants that begin with one. */
export interface DateSpan {
  readonly startDate: string;
  readonly endDate: string;
}

/** A calendar year as far as it is inside a window. */
export interface YearSpan extends DateSpan {
  readonly year: number;
  /** Calendar days, both ends included. */
  readonly days: number;
}

const DATE_LENGTH = 10;
const MONTHS_PER_YEAR = 12;

/** Months by which a window is moved back, one per divisor; empty for a window of a single day (`metrics.md` 9.4). */
export function shiftMonths(span: DateSpan, divisors: readonly number[], minMonths: number): readonly number[] {
  const months = windowMonths(span);
  return months === 0 ? [] : divisors.map((divisor) => Math.max(minMonths, Math.floor(months / divisor)));
}

/** The window so many calendar months earlier; a day that a month does not have becomes its last one. */
export function shiftBack({ startDate, endDate }: DateSpan, months: number): DateSpan {
  return { startDate: addMonths(startDate, -months), endDate: addMonths(endDate, -months) };
}

/** Whole months of a window, one more where days remain. */
export function windowMonths({ startDate, endDate }: DateSpan): number {
  const end = dateOf(endDate);
  let months = 0;
  while (dateOf(addMonths(startDate, months + 1)) <= end) months++;
  return dateOf(addMonths(startDate, months)) < end ? months + 1 : months;
}

/** The calendar years that a window touches (`metrics.md` 9.7). */
export function calendarYears({ startDate, endDate }: DateSpan): readonly YearSpan[] {
  const first = yearOf(startDate);
  const last = yearOf(endDate);
  return Array.from({ length: last - first + 1 }, (_, position): YearSpan => {
    const year = first + position;
    const span = {
      startDate: year === first ? startDate : `${yearText(year)}-01-01`,
      endDate: year === last ? endDate : `${yearText(year)}-12-31`,
    };
    const days = (Date.parse(dateOf(span.endDate)) - Date.parse(dateOf(span.startDate))) / MS_PER_DAY + 1;
    return { year, days, ...span };
  });
}

function addMonths(text: string, months: number): string {
  const month = yearOf(text) * MONTHS_PER_YEAR + Number(text.slice(5, 7)) - 1 + months;
  const year = Math.floor(month / MONTHS_PER_YEAR);
  const monthOfYear = month - year * MONTHS_PER_YEAR;
  const lastDay = new Date(Date.UTC(year, monthOfYear + 1, 0)).getUTCDate();
  const day = Math.min(Number(text.slice(8, DATE_LENGTH)), lastDay);
  const date = `${yearText(year)}-${twoDigits(monthOfYear + 1)}-${twoDigits(day)}`;
  return `${date}${text.slice(DATE_LENGTH)}`;
}

function dateOf(text: string): string {
  return text.slice(0, DATE_LENGTH);
}

function yearOf(text: string): number {
  return Number(text.slice(0, 4));
}

function yearText(year: number): string {
  return String(year).padStart(4, '0');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
