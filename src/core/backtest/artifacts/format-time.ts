import { formatInstant } from '../../data/dates.ts';
import { MS_PER_DAY } from '../../types/timeframe.ts';

const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/** `formatInstant` for a long ascending series: the date is formatted once a day. */
export class IsoTimeFormatter {
  private day = Number.NaN;
  private datePart = '';

  format(timeMs: number): string {
    const day = Math.floor(timeMs / MS_PER_DAY);
    const seconds = (timeMs - day * MS_PER_DAY) / 1000;
    if (!Number.isInteger(seconds)) return formatInstant(timeMs);
    if (day !== this.day) {
      this.day = day;
      this.datePart = formatInstant(day * MS_PER_DAY).slice(0, -'00:00:00Z'.length);
    }
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    return `${this.datePart}${TWO_DIGITS[hours]}:${TWO_DIGITS[minutes - hours * 60]}:${TWO_DIGITS[seconds - minutes * 60]}Z`;
  }
}

/** Decimal text of `toNanoseconds`, without big-integer arithmetic: used once per row of a long file. */
export function formatNanoseconds(timeMs: number): string {
  return timeMs === 0 ? '0' : `${timeMs}000000`;
}
