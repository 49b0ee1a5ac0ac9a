import type { JsonValue } from '../../core/types/json.ts';

/** Lists and texts longer than this are cut; `--json` has the whole. */
const LONGEST = 32;
const CUT = '...';
const MISSING = '-';

/** A JSON value in one cell of a table; undefined is a dash. Texts lose their quotes, signs of control are escaped. */
export function cellText(value: JsonValue | undefined): string {
  if (value === undefined) return MISSING;
  const json = JSON.stringify(value);
  const text = typeof value === 'string' ? json.slice(1, -1) : json;
  return text.length > LONGEST ? `${text.slice(0, LONGEST - CUT.length)}${CUT}` : text;
}
