import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../types/timeframe.ts';
import { formatDate } from '../dates.ts';

/** Why a text is no usable time. */
export type ClockProblem =
  | { readonly kind: 'form' }
  /** An offset other than zero, or another zone. */
  | { readonly kind: 'zone'; readonly zone: string }
  /** No zone, and nothing else says that the times are UTC. */
  | { readonly kind: 'unstated' }
  /** Finer than a millisecond; `ms` of the reading is rounded down. */
  | { readonly kind: 'inexact' };

const YEAR_FIRST = /^(\d{4})([-./])(\d{2})\2(\d{2})$/;
const DAY_FIRST = /^(\d{2})\.(\d{2})\.(\d{4})$/;
const DATE_LENGTH = 10;
const TIME = /^[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(.*)$/;
const UTC_ZONE = /^(?:Z|(?:UTC|GMT)?(?:[+-]00:?00)?)$/i;
const EPOCH = /^\d{9,19}$/;
/** Below these limits a count since the epoch is one of seconds, ms, µs; above the last one of ns. */
const EPOCH_UNITS: readonly (readonly [limit: number, perMs: number])[] = [
  [1e11, 0.001],
  [1e14, 1],
  [1e17, 1000],
  [Number.POSITIVE_INFINITY, 1_000_000],
];
const MAX_KNOWN_TIMES = 100_000;

interface TimeOfDay {
  readonly ms: number;
  readonly zone: string;
  readonly isInexact: boolean;
}

/**
 * Reads the times of a text file: `2024-01-02 03:04[:05[.678]]` (also with `T`, `.` or `/`, and
 * `02.01.2024`), a date alone for midnight, or a count since the epoch in seconds, ms, µs or ns. Bars come
 * in days of equal times, so both halves of a time are remembered.
 */
export class CsvClock {
  private readonly isUtcStated: boolean;
  private lastDate = '';
  private lastDayMs = Number.NaN;
  private readonly knownTimes = new Map<string, TimeOfDay | null>();
  /** What is wrong with the text read last; null: nothing. */
  problem: ClockProblem | null = null;

  /** @param isUtcStated whether times without a zone are known to be UTC */
  constructor(isUtcStated: boolean) {
    this.isUtcStated = isUtcStated;
  }

  /** Milliseconds since the epoch; `problem` says whether they can be used. */
  read(text: string): number {
    this.problem = null;
    if (EPOCH.test(text)) return this.readEpoch(text);
    const dayMs = this.readDay(text.slice(0, DATE_LENGTH));
    const time = this.readTime(text.slice(DATE_LENGTH));
    if (Number.isNaN(dayMs) || time === null) return this.refuse({ kind: 'form' });
    if (!UTC_ZONE.test(time.zone)) return this.refuse({ kind: 'zone', zone: time.zone });
    if (time.zone === '' && !this.isUtcStated) return this.refuse({ kind: 'unstated' });
    if (time.isInexact) this.problem = { kind: 'inexact' };
    return dayMs + time.ms;
  }

  private readEpoch(text: string): number {
    const count = Number(text);
    const [, perMs = 1] = EPOCH_UNITS.find(([limit]) => count < limit) ?? [];
    if (perMs < 1) return count / perMs;
    // Nanoseconds exceed what a double holds exactly, so the digits are cut instead of divided.
    const digits = String(perMs).length - 1;
    const rest = digits === 0 ? '' : text.slice(-digits);
    if (/[1-9]/.test(rest)) this.problem = { kind: 'inexact' };
    return Number(digits === 0 ? text : text.slice(0, -digits));
  }

  private readDay(date: string): number {
    if (date === this.lastDate) return this.lastDayMs;
    this.lastDate = date;
    this.lastDayMs = parseDay(date);
    return this.lastDayMs;
  }

  private readTime(text: string): TimeOfDay | null {
    const known = this.knownTimes.get(text);
    if (known !== undefined) return known;
    const time = parseTime(text);
    if (this.knownTimes.size < MAX_KNOWN_TIMES) this.knownTimes.set(text, time);
    return time;
  }

  private refuse(problem: ClockProblem): number {
    this.problem = problem;
    return Number.NaN;
  }
}

/** Midnight UTC of a date; NaN if there is no such day. */
function parseDay(text: string): number {
  const yearFirst = YEAR_FIRST.exec(text);
  const dayFirst = DAY_FIRST.exec(text);
  const iso =
    yearFirst !== null
      ? `${yearFirst[1]}-${yearFirst[3]}-${yearFirst[4]}`
      : dayFirst !== null
        ? `${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}`
        : '';
  const dayMs = Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8)));
  return iso !== '' && formatDate(dayMs) === iso ? dayMs : Number.NaN;
}

/** What follows the date; null if it has another form. */
function parseTime(text: string): TimeOfDay | null {
  if (text === '') return { ms: 0, zone: '', isInexact: false };
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, hours, minutes, seconds = '0', fraction = '', zone = ''] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  if (zone !== '' && !/^[A-Za-z+-]/.test(zone)) return null;
  const digits = fraction.padEnd(9, '0');
  const ms = Number(hours) * MS_PER_HOUR + Number(minutes) * MS_PER_MINUTE + Number(seconds) * 1000;
  return { ms: (ms + Number(digits.slice(0, 3))) % MS_PER_DAY, zone, isInexact: /[1-9]/.test(digits.slice(3)) };
}
