import { MarketDataError, UsageError } from '../../types/errors.ts';
import type { ColumnMap } from './column-map.ts';
import { findDelimiter, splitFields } from './csv-fields.ts';
import { parseDecimal } from './decimal-text.ts';

export const CSV_FORMATS = ['omega', 'dukascopy', 'metatrader', 'generic'] as const;

export type CsvFormat = (typeof CSV_FORMATS)[number];

/** How the lines of one file are read. */
export interface CsvLayout {
  readonly format: CsvFormat;
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly fieldCount: number;
  /** Names of the header, or `column 1` and so on. */
  readonly names: readonly string[];
  /** Position of each key that the file has. */
  readonly positions: ReadonlyMap<string, number>;
  /** Whether the file itself says that its times are UTC. */
  readonly isUtcStated: boolean;
  /** A zone other than UTC that the header names; null without. */
  readonly foreignZone: string | null;
}

/** Header names of the formats that have a fixed one, in lower case, by key. */
const OMEGA_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  time: ['utc time'],
  open: ['open'],
  high: ['high'],
  low: ['low'],
  close: ['close'],
  volume: ['volume'],
};
const DUKASCOPY_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  ...OMEGA_COLUMNS,
  time: ['gmt time', 'utc', 'utc time', 'local time', 'timestamp', 'time'],
};
const METATRADER_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  date: ['<date>'],
  time: ['<time>'],
  open: ['<open>'],
  high: ['<high>'],
  low: ['<low>'],
  close: ['<close>'],
  volume: ['<tickvol>', '<vol>'],
};
/** MetaTrader 4 writes no header; daily bars of some versions have no time. */
const METATRADER_KEYS = ['date', 'time', 'open', 'high', 'low', 'close', 'volume'];
const METATRADER_DATE = /^\d{4}\.\d{2}\.\d{2}$/;
const ZONE_IN_NAME = /\(([^)]+)\)\s*$/;
const UTC_WORD = /\b(utc|gmt)\b/i;

/**
 * Finds out how a file is laid out from its first line. Without a format it must be one that can be
 * told by its header; a column map means `generic`.
 *
 * @param name how messages call the file
 */
export function findLayout(
  firstLine: string,
  format: CsvFormat | undefined,
  columns: ColumnMap | undefined,
  name: string,
): CsvLayout {
  const delimiter = findDelimiter(firstLine);
  const fields = splitFields(firstLine, delimiter).map((field) => field.trim());
  if (columns !== undefined && (format === undefined || format === 'generic')) {
    return layoutByMap(columns, fields, delimiter, name);
  }
  if (columns !== undefined) throw new UsageError('USAGE', `--columns belongs to the format generic, not to ${format}`);
  if (format === 'generic') throw new UsageError('USAGE', 'the format generic needs --columns');
  const layouts: readonly (CsvLayout | null)[] = [
    layoutByHeader('omega', OMEGA_COLUMNS, fields, delimiter),
    layoutOfMetaTrader(fields, delimiter),
    layoutByHeader('dukascopy', DUKASCOPY_COLUMNS, fields, delimiter),
  ];
  const found = layouts.find((layout) => layout !== null && (format === undefined || layout.format === format));
  return found ?? refuseLayout(firstLine, format, name);
}

/** Text of the time of a line, date and time joined where they are two columns; empty where they are missing. */
export function timeTextOf({ positions }: CsvLayout, fields: readonly string[]): string {
  const date = positions.get('date');
  const time = positions.get('time');
  const timeText = time === undefined ? '' : (fields[time]?.trim() ?? '');
  if (date === undefined) return timeText;
  const dateText = fields[date]?.trim() ?? '';
  return timeText === '' ? dateText : `${dateText} ${timeText}`;
}

function layoutByHeader(
  format: CsvFormat,
  columns: Readonly<Record<string, readonly string[]>>,
  fields: readonly string[],
  delimiter: string,
): CsvLayout | null {
  const bare = fields.map((field) => field.replace(ZONE_IN_NAME, '').trim().toLowerCase());
  const positions = new Map<string, number>();
  for (const [key, names] of Object.entries(columns)) {
    const position = names.map((name) => bare.indexOf(name)).find((index) => index >= 0);
    if (position !== undefined) positions.set(key, position);
  }
  // Daily exports of MetaTrader have a date and no time.
  const missing = Object.keys(columns).filter(
    (key) => !positions.has(key) && !(key === 'time' && positions.has('date')),
  );
  if (missing.length > 0) return null;
  return { format, delimiter, hasHeader: true, ...describeFields(fields, positions) };
}

function layoutOfMetaTrader(fields: readonly string[], delimiter: string): CsvLayout | null {
  if (!METATRADER_DATE.test(fields[0] ?? ''))
    return layoutByHeader('metatrader', METATRADER_COLUMNS, fields, delimiter);
  const keys =
    fields.length === METATRADER_KEYS.length - 1 ? METATRADER_KEYS.filter((key) => key !== 'time') : METATRADER_KEYS;
  if (fields.length !== keys.length) return null;
  return {
    format: 'metatrader',
    delimiter,
    hasHeader: false,
    fieldCount: fields.length,
    names: numberedNames(fields.length),
    positions: new Map(keys.map((key, index) => [key, index])),
    isUtcStated: false,
    foreignZone: null,
  };
}

/** Columns by name from the header, or by number, then the first line is a header if it has no price. */
function layoutByMap(columns: ColumnMap, fields: readonly string[], delimiter: string, name: string): CsvLayout {
  const positions = new Map<string, number>();
  const missing: string[] = [];
  const isNumbered = [...columns.values()].every((column) => /^\d+$/.test(column));
  for (const [key, column] of columns) {
    const position = isNumbered ? Number(column) - 1 : fields.indexOf(column);
    if (position < 0 || position >= fields.length) missing.push(column);
    else positions.set(key, position);
  }
  if (missing.length > 0) {
    const present = isNumbered ? `${fields.length} columns` : fields.map((field) => `'${field}'`).join(', ');
    throw new MarketDataError('DATA_MISSING_COLUMN', `column not found: ${missing.join(', ')}; present: ${present}`, {
      where: `${name}:1`,
      hint: 'names are case-sensitive; columns without names have the numbers 1, 2, 3 ...',
      details: { file: name, line: 1, missing, present: fields },
    });
  }
  const price = fields[positions.get('open') ?? positions.get('bid_open') ?? 0] ?? '';
  const hasHeader = !isNumbered || parseDecimal(price) === null;
  const layout = { format: 'generic' as const, delimiter, hasHeader };
  if (hasHeader) return { ...layout, ...describeFields(fields, positions) };
  const { length } = fields;
  return {
    ...layout,
    fieldCount: length,
    names: numberedNames(length),
    positions,
    isUtcStated: false,
    foreignZone: null,
  };
}

function describeFields(
  fields: readonly string[],
  positions: ReadonlyMap<string, number>,
): Pick<CsvLayout, 'fieldCount' | 'names' | 'positions' | 'isUtcStated' | 'foreignZone'> {
  const timeName = fields[positions.get('time') ?? positions.get('date') ?? 0] ?? '';
  const zone = ZONE_IN_NAME.exec(timeName)?.[1] ?? null;
  const isUtcStated = UTC_WORD.test(timeName);
  return {
    fieldCount: fields.length,
    names: fields,
    positions,
    isUtcStated,
    foreignZone: isUtcStated ? null : zone,
  };
}

function numberedNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `column ${index + 1}`);
}

function refuseLayout(firstLine: string, format: CsvFormat | undefined, name: string): never {
  const shown = firstLine.length > 80 ? `${firstLine.slice(0, 80)}…` : firstLine;
  const expected =
    format === undefined
      ? 'expected the header of omega, Dukascopy or MetaTrader'
      : `expected ${EXPECTED_LINES[format] ?? format}`;
  throw new MarketDataError('DATA_MISSING_COLUMN', `the first line is '${shown}', ${expected}`, {
    where: `${name}:1`,
    hint: 'for other layouts say which column is which: --columns time=...,open=...,high=...,low=...,close=...,volume=...',
    details: { file: name, line: 1, found: shown },
  });
}

const EXPECTED_LINES: Readonly<Partial<Record<CsvFormat, string>>> = {
  omega: 'UTC time,Open,High,Low,Close,Volume',
  dukascopy: 'Gmt time,Open,High,Low,Close,Volume (or UTC, Time (UTC), Local time, timestamp)',
  metatrader: '<DATE> <TIME> <OPEN> <HIGH> <LOW> <CLOSE> <TICKVOL>, or lines like 2024.01.02,03:04,1.1,1.2,1.0,1.1,5',
};
