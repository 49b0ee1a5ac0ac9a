import { dateOf, dayOf } from '../validation/date-numbers.ts';

/** Dates of a segment, both inclusive. */
export interface SegmentDates {
  readonly start: string;
  readonly end: string;
}

/**
 * Cuts a range into equal parts by days, oldest first (`optimizer.md` 11); a day that is left over goes to a
 * later part.
 * @param start first day, or an instant in it; `end` likewise
 */
export function cutByDays(start: string, end: string, parts: number): readonly SegmentDates[] {
  const first = dayOf(start);
  const days = dayOf(end) - first + 1;
  const borderOf = (part: number): number => first + Math.floor((part * days) / parts);
  return Array.from({ length: parts }, (_, part) => ({
    start: dateOf(borderOf(part)),
    end: dateOf(borderOf(part + 1) - 1),
  }));
}

/** Complete half-years of a range, newest first: January to June, July to December. */
export function completeHalfYears(start: string, end: string): readonly SegmentDates[] {
  const first = dayOf(start);
  const last = dayOf(end);
  const halfYears: SegmentDates[] = [];
  for (let year = yearOf(end); year >= yearOf(start); year--) {
    halfYears.push({ start: `${year}-07-01`, end: `${year}-12-31` }, { start: `${year}-01-01`, end: `${year}-06-30` });
  }
  return halfYears.filter((halfYear) => dayOf(halfYear.start) >= first && dayOf(halfYear.end) <= last);
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
