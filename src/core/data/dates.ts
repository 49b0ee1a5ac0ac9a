import type { ExecutionVariant } from '../types/config.ts';
import { ConfigError } from '../types/errors.ts';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../types/timeframe.ts';

const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT_PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;
const MS_PER_SECOND = 1000;

/** `YYYY-MM-DDTHH:MM:SSZ`; milliseconds only where they are not zero (`data-and-config.md` 15.2). */
export function formatInstant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

/** `YYYY-MM-DD` of the UTC day that contains the instant. */
export function formatDate(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

/** Nanoseconds since the epoch, exact; a double would lose the last digits. */
export function toNanoseconds(timeMs: number): bigint {
  return BigInt(timeMs) * 1_000_000n;
}

/** Midnight UTC of a `YYYY-MM-DD` date; null if the form is wrong or the calendar has no such day. */
export function parseDate(text: string): number | null {
  const match = DATE_PATTERN.exec(text);
  if (match === null) return null;
  const timeMs = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Number.isFinite(timeMs) && formatDate(timeMs) === text ? timeMs : null;
}

/**
 * Instant of an ISO date-time that ends in `Z` or an offset; null if the form is wrong, the calendar
 * has no such time, or it is finer than a millisecond (bars could not be told apart any more).
 */
export function parseInstant(text: string): number | null {
  const match = INSTANT_PATTERN.exec(text);
  if (match === null) return null;
  const dayMs = parseDate(match[1]);
  const hours = Number(match[2]);
  const minutes = Number(match[3]);
  const seconds = Number(match[4] ?? '0');
  const fraction = (match[5] ?? '').padEnd(9, '0');
  const offsetMs = parseOffset(match[6]);
  if (dayMs === null || offsetMs === null || hours > 23 || minutes > 59 || seconds > 59) return null;
  if (!fraction.endsWith('000000')) return null;
  const timeOfDayMs = hours * MS_PER_HOUR + minutes * MS_PER_MINUTE + seconds * MS_PER_SECOND;
  return dayMs + timeOfDayMs + Number(fraction.slice(0, 3)) - offsetMs;
}

function parseOffset(text: string): number | null {
  if (text === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * MS_PER_HOUR + minutes * MS_PER_MINUTE);
}

/** First instant of the range: midnight of a date, an instant literally (`data-and-config.md` 11.1). */
export function rangeStartMs(startDate: string): number {
  return parseDate(startDate) ?? parseInstant(startDate) ?? refuseDate('start_date', startDate);
}

/**
 * Last instant of the range, inclusive. A date means the whole day in `v2` and its midnight in
 * `v1_parity`; bar times are whole milliseconds, so the last millisecond stands for the last nanosecond.
 */
export function rangeEndMs(endDate: string, variant: ExecutionVariant): number {
  const midnight = parseDate(endDate);
  if (midnight === null) return parseInstant(endDate) ?? refuseDate('end_date', endDate);
  return variant === 'v1_parity' ? midnight : midnight + MS_PER_DAY - 1;
}

function refuseDate(where: string, text: string): never {
  const message = `"${text}" is no calendar date (YYYY-MM-DD) and no ISO date-time with Z or offset`;
  throw new ConfigError([{ code: 'CFG_FORMAT', where, message, details: { value: text } }]);
}
