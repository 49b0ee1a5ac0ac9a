import { formatInstant, parseDate, parseInstant } from '../core/data/dates.ts';

/** Date, or date-time with `Z` or an offset; whether the calendar knows it is another question. */
export const DATE_PATTERN = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A date as it is, a date-time in its UTC form; null for what is neither (`data-and-config.md` 3). */
export function normaliseDate(text: string): string | null {
  if (parseDate(text) !== null) return text;
  const instantMs = parseInstant(text);
  if (instantMs === null) return null;
  const normalised = formatInstant(instantMs);
  // An offset can lead out of the four-digit years.
  return DATE_PATTERN.test(normalised) ? normalised : null;
}
