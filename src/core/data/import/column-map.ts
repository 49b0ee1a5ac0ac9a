import { suggestName } from '../../math/suggest.ts';
import type { PriceSide } from '../../types/bars.ts';
import { UsageError } from '../../types/errors.ts';
import { PRICE_COLUMNS } from '../bar-columns.ts';
import { PRICE_SIDES } from '../data-layout.ts';

/** Columns of one side, in the order open, high, low, close, volume. */
export type SideKeys = readonly [open: string, high: string, low: string, close: string, volume: string];

/** Which column of a file holds what: key of omega to the name, or the number from 1, in the file. */
export type ColumnMap = ReadonlyMap<string, string>;

const TIME_KEYS = ['date', 'time'];
const PLAIN_KEYS = [...PRICE_COLUMNS, 'volume'];
const SIDE_KEYS = PRICE_SIDES.flatMap((side) => PLAIN_KEYS.map((key) => `${side}_${key}`));
const KNOWN_KEYS = [...TIME_KEYS, ...PLAIN_KEYS, ...SIDE_KEYS];
const EXPECTED = 'expected a list like time=Date,open=Open,high=High,low=Low,close=Close,volume=Volume';

/** Reads `time=Date,open=3,...`. */
export function parseColumnMap(text: string): ColumnMap {
  const map = new Map<string, string>();
  for (const entry of text.split(',')) {
    const separator = entry.indexOf('=');
    const key = entry.slice(0, separator).trim();
    const column = entry.slice(separator + 1).trim();
    if (separator < 0 || column === '') throw refuse(`"${entry}" names no column, ${EXPECTED}`);
    if (!KNOWN_KEYS.includes(key)) {
      const suggestion = suggestName(key, KNOWN_KEYS);
      throw refuse(
        `"${key}" is no column of a bar`,
        suggestion === undefined ? EXPECTED : `did you mean ${suggestion}?`,
      );
    }
    if (map.has(key)) throw refuse(`"${key}" is given twice`);
    map.set(key, column);
  }
  requireComplete(map);
  return map;
}

/** Whether the map has columns of both sides in one file. */
export function hasBothSides(map: ColumnMap): boolean {
  return SIDE_KEYS.some((key) => map.has(key));
}

/** Keys of one side; one volume may serve both. */
export function keysOfSide(map: ColumnMap, side: PriceSide | null): SideKeys {
  const key = (name: string): string => (side === null ? name : `${side}_${name}`);
  const volume = map.has(key('volume')) ? key('volume') : 'volume';
  return [key('open'), key('high'), key('low'), key('close'), volume];
}

function requireComplete(map: ColumnMap): void {
  const sides = hasBothSides(map) ? PRICE_SIDES : [null];
  const needed = new Set(sides.flatMap((side) => keysOfSide(map, side)));
  if (!map.has('date')) needed.add('time');
  const missing = [...needed].filter((key) => !map.has(key));
  if (missing.length > 0) throw refuse(`the column map lacks ${missing.join(', ')}`, EXPECTED);
}

function refuse(what: string, hint?: string): UsageError {
  return new UsageError('USAGE', `--columns: ${what}`, hint === undefined ? {} : { hint });
}
