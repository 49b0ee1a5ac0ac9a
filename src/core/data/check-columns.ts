import { type DataPlace, refuseFile } from './data-place.ts';
import type { ParquetColumn, ParquetFooter } from './parquet-footer.ts';
import type { TimestampUnit } from './timestamp-units.ts';

export type ColumnKind = 'time' | 'price' | 'volume' | 'id' | 'text';

export interface RequiredColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** Columns of a market file (`data-and-config.md` 10.1); names are case-sensitive. */
export const BAR_FILE_COLUMNS = [
  { name: 'UTC time', kind: 'time' },
  { name: 'Open', kind: 'price' },
  { name: 'High', kind: 'price' },
  { name: 'Low', kind: 'price' },
  { name: 'Close', kind: 'price' },
  { name: 'Volume', kind: 'volume' },
] as const satisfies readonly RequiredColumn[];

/** Columns of the news calendar (`data-and-config.md` 14.1). */
export const NEWS_FILE_COLUMNS = [
  { name: 'UTC time', kind: 'time' },
  { name: 'Id', kind: 'id' },
  { name: 'Name', kind: 'text' },
  { name: 'Impact', kind: 'text' },
  { name: 'Currency', kind: 'text' },
] as const satisfies readonly RequiredColumn[];

/** What the reader library decodes; LZO is the one that no current program writes or reads. */
const SUPPORTED_CODECS: readonly string[] = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'BROTLI', 'LZ4', 'LZ4_RAW'];
const UTC_ZONES: readonly string[] = ['UTC', 'Etc/UTC', '+00:00'];
const EXPECTED_TYPES: Readonly<Record<ColumnKind, string>> = {
  time: 'INT64 with TIMESTAMP annotation, adjusted to UTC',
  price: 'DOUBLE',
  volume: 'DOUBLE, INT64 or INT32',
  id: 'INT64, INT32 or text',
  text: 'text',
};
const ZONE_HINT =
  "write the times as UTC, for example with pandas: df['UTC time'] = df['UTC time'].dt.tz_localize('UTC') for naive" +
  " times that are UTC already, .dt.tz_convert('UTC') for other zones";
const INT96_HINT =
  'write the file again with 64-bit timestamps (pyarrow: use_deprecated_int96_timestamps=False, ' +
  'Spark: spark.sql.parquet.outputTimestampType=TIMESTAMP_MICROS)';
const FLOAT_HINT =
  'export the column as 64-bit floats from the original prices: widening 32-bit values does not give the decimals back';

/**
 * Checks names, types, zone and codecs of a file before anything is decoded; returns the unit of its
 * times. An embedded zone name is only known after decoding: `checkZone`.
 */
export function checkColumns(
  footer: ParquetFooter,
  required: readonly RequiredColumn[],
  place: DataPlace,
): TimestampUnit {
  refuseMissing(footer, required, place);
  let unit: TimestampUnit = 'ns';
  for (const { name, kind } of required) {
    const column = findColumn(footer, name, place);
    if (!hasType(column, kind)) refuseType(place, name, describeType(column), kind, hintFor(column));
    if (column.timestamp?.isAdjustedToUtc === false) refuseZone(place, 'none (local time)');
    if (kind === 'time' && column.timestamp !== null) unit = column.timestamp.unit;
  }
  for (const { name } of required) refuseCodec(findColumn(footer, name, place), place);
  return unit;
}

/** Refuses a zone name that is not UTC; files without a stored name pass an empty text. */
export function checkZone(zone: string, place: DataPlace): void {
  if (zone !== '' && !UTC_ZONES.includes(zone)) refuseZone(place, zone);
}

export function refuseType(place: DataPlace, name: string, found: string, kind: ColumnKind, hint?: string): never {
  return refuseFile(
    place,
    'DATA_COLUMN_TYPE',
    `column '${name}' has the type ${found}, expected ${EXPECTED_TYPES[kind]}`,
    {
      ...(hint === undefined ? {} : { hint }),
      details: { column: name, found, expected: EXPECTED_TYPES[kind] },
    },
  );
}

function refuseMissing(footer: ParquetFooter, required: readonly RequiredColumn[], place: DataPlace): void {
  const present = footer.columns.map((column) => column.name);
  const missing = required.map((column) => column.name).filter((name) => !present.includes(name));
  if (missing.length === 0) return;
  const words = missing.length === 1 ? 'column is missing' : 'columns are missing';
  refuseFile(place, 'DATA_MISSING_COLUMN', `${words}: ${quote(missing)}; present: ${quote(present)}`, {
    hint: 'names are case-sensitive',
    details: { missing, present },
  });
}

function findColumn(footer: ParquetFooter, name: string, place: DataPlace): ParquetColumn {
  const [column, second] = footer.columns.filter((candidate) => candidate.name === name);
  if (column === undefined || second !== undefined) {
    return refuseFile(place, 'DATA_COLUMN_TYPE', `column '${name}' occurs more than once, expected once`, {
      details: { column: name },
    });
  }
  return column;
}

function hasType(column: ParquetColumn, kind: ColumnKind): boolean {
  const { physicalType, annotation } = column;
  if (column.repeated) return false;
  const isInteger = /^INT(32|64)$/.test(physicalType) && (annotation === null || annotation === 'INTEGER');
  const isText = physicalType === 'BYTE_ARRAY' && annotation === 'STRING';
  switch (kind) {
    case 'time':
      return physicalType === 'INT64' && column.timestamp !== null;
    case 'price':
      return physicalType === 'DOUBLE';
    case 'volume':
      return physicalType === 'DOUBLE' || isInteger;
    case 'id':
      return isInteger || isText;
    case 'text':
      return isText;
  }
}

function describeType(column: ParquetColumn): string {
  const words = column.annotation === null ? column.physicalType : `${column.physicalType} (${column.annotation})`;
  return column.repeated ? `repeated ${words}` : words;
}

function hintFor(column: ParquetColumn): string | undefined {
  if (column.physicalType === 'INT96') return INT96_HINT;
  return column.physicalType === 'FLOAT' ? FLOAT_HINT : undefined;
}

function refuseZone(place: DataPlace, zone: string): never {
  return refuseFile(place, 'DATA_TIMEZONE', `'UTC time' has the time zone '${zone}', expected UTC`, {
    hint: ZONE_HINT,
    details: { zone, expected: 'UTC' },
  });
}

function refuseCodec(column: ParquetColumn, place: DataPlace): void {
  const codec = column.codecs.find((name) => !SUPPORTED_CODECS.includes(name));
  if (codec === undefined) return;
  const supported = SUPPORTED_CODECS.join(', ');
  refuseFile(
    place,
    'DATA_CODEC_UNSUPPORTED',
    `column '${column.name}' is compressed with ${codec}, supported: ${supported}`,
    {
      hint: 'write the file again with snappy or zstd',
      details: { column: column.name, codec, supported: SUPPORTED_CODECS },
    },
  );
}

function quote(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
