import { fstatSync } from 'node:fs';
import { readRange } from './file-blob.ts';
import { decodeThriftStruct, type ThriftStruct, type ThriftValue } from './thrift-compact.ts';
import type { TimestampUnit } from './timestamp-units.ts';

/**
 * What the footer of a Parquet file says about its columns. Read by hand because the reader library
 * shows Arrow types only, and those hide facts the contract depends on: an INT96 time looks like a
 * naive timestamp, and the codec is only known after a failed read.
 */
export interface ParquetFooter {
  readonly rows: number;
  /** Rows of each row group, in file order. */
  readonly rowGroups: readonly number[];
  readonly columns: readonly ParquetColumn[];
  readonly metadata: ReadonlyMap<string, string>;
}

/** A top-level column; `physicalType` is `GROUP` for nested ones. */
export interface ParquetColumn {
  readonly name: string;
  readonly physicalType: string;
  readonly repeated: boolean;
  /** Annotation in words, null without one: `STRING`, `DECIMAL`, `INTEGER`. */
  readonly annotation: string | null;
  readonly timestamp: TimestampAnnotation | null;
  /** Distinct compression codecs of the column's chunks. */
  readonly codecs: readonly string[];
}

export interface TimestampAnnotation {
  readonly isAdjustedToUtc: boolean;
  readonly unit: TimestampUnit;
}

const MAGIC = 'PAR1';
const MAGIC_BYTES = 4;
const TAIL_BYTES = 8;
const REPEATED = 2;
const PHYSICAL_TYPES = [
  'BOOLEAN',
  'INT32',
  'INT64',
  'INT96',
  'FLOAT',
  'DOUBLE',
  'BYTE_ARRAY',
  'FIXED_LEN_BYTE_ARRAY',
] as const;
const CODECS = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW'] as const;
const TIMESTAMP_UNITS = [null, 'ms', 'us', 'ns'] as const;
const LOGICAL_TIMESTAMP = 8;
const LOGICAL_TYPES: Readonly<Record<number, string>> = {
  1: 'STRING',
  2: 'MAP',
  3: 'LIST',
  4: 'ENUM',
  5: 'DECIMAL',
  6: 'DATE',
  7: 'TIME',
  8: 'TIMESTAMP',
  10: 'INTEGER',
  11: 'NULL',
  12: 'JSON',
  13: 'BSON',
  14: 'UUID',
  15: 'FLOAT16',
};
/** Older form of the annotation, written alone by older programs. */
const CONVERTED_TYPES = [
  'STRING',
  'MAP',
  'MAP_KEY_VALUE',
  'LIST',
  'ENUM',
  'DECIMAL',
  'DATE',
  'TIME',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP',
  ...Array<string>(8).fill('INTEGER'),
  'JSON',
  'BSON',
  'INTERVAL',
] as const;
const CONVERTED_TIMESTAMP_MILLIS = 9;
const CONVERTED_TIMESTAMP_MICROS = 10;

/**
 * Parses the footer of a file; throws a plain `Error` with the reason if there is none.
 *
 * @param file the whole file, or what `readFooterBytes` took from it
 */
export function parseParquetFooter(file: Uint8Array): ParquetFooter {
  const fields = decodeThriftStruct(footerBytes(file));
  const codecs = collectCodecs(listField(fields, 4));
  return {
    rows: numberField(fields, 3),
    rowGroups: listField(fields, 4).map((group) => numberField(asStruct(group), 3)),
    columns: topLevelElements(listField(fields, 2)).map((element) => describeColumn(element, codecs)),
    metadata: new Map(
      optionalList(fields, 5).map((pair) => [textField(asStruct(pair), 1), optionalText(asStruct(pair), 2)]),
    ),
  };
}

/** The first bytes and the footer of an open file: all that `parseParquetFooter` looks at. */
export function readFooterBytes(descriptor: number): Uint8Array {
  const { size } = fstatSync(descriptor);
  const tail = readRange(descriptor, Math.max(0, size - TAIL_BYTES), size);
  const length = tail.length < TAIL_BYTES ? 0 : new DataView(tail.buffer).getUint32(0, true);
  const head = Math.min(MAGIC_BYTES, size);
  const footer = readRange(descriptor, Math.max(head, size - TAIL_BYTES - length), size);
  const bytes = new Uint8Array(head + footer.length);
  bytes.set(readRange(descriptor, 0, head));
  bytes.set(footer, head);
  return bytes;
}

function footerBytes(file: Uint8Array): Uint8Array {
  if (file.length < MAGIC_BYTES + TAIL_BYTES) throw new Error(`${file.length} bytes are too few for a Parquet file`);
  const tail = file.length - TAIL_BYTES;
  if (decodeText(file.subarray(0, MAGIC_BYTES)) !== MAGIC) throw new Error(`does not begin with '${MAGIC}'`);
  if (decodeText(file.subarray(tail + MAGIC_BYTES)) !== MAGIC)
    throw new Error(`does not end with '${MAGIC}': truncated?`);
  const length = new DataView(file.buffer, file.byteOffset + tail, MAGIC_BYTES).getUint32(0, true);
  if (length > tail - MAGIC_BYTES) throw new Error(`footer of ${length} bytes does not fit into the file`);
  return file.subarray(tail - length, tail);
}

/** The schema is a tree in depth-first order; its first element is the root. */
function topLevelElements(elements: readonly ThriftValue[]): ThriftStruct[] {
  const found: ThriftStruct[] = [];
  let at = 1;
  while (at < elements.length) {
    found.push(asStruct(elements[at]));
    at = skipSubtree(elements, at);
  }
  return found;
}

function skipSubtree(elements: readonly ThriftValue[], at: number): number {
  let open = 1;
  let next = at;
  while (open > 0 && next < elements.length) {
    open += optionalNumber(asStruct(elements[next]), 5, 0) - 1;
    next += 1;
  }
  return next;
}

function describeColumn(element: ThriftStruct, codecs: ReadonlyMap<string, Set<string>>): ParquetColumn {
  const name = textField(element, 4);
  const physical = optionalNumber(element, 1, -1);
  return {
    name,
    physicalType: physical === -1 ? 'GROUP' : (PHYSICAL_TYPES[physical] ?? `type ${physical}`),
    repeated: optionalNumber(element, 3, 0) === REPEATED,
    annotation: describeAnnotation(element),
    timestamp: describeTimestamp(element),
    codecs: [...(codecs.get(name) ?? [])],
  };
}

function describeAnnotation(element: ThriftStruct): string | null {
  const logical = element.get(10);
  if (logical !== undefined) {
    const [kind = 0] = asStruct(logical).keys();
    return LOGICAL_TYPES[kind] ?? `annotation ${kind}`;
  }
  const converted = optionalNumber(element, 6, -1);
  return converted === -1 ? null : (CONVERTED_TYPES[converted] ?? `annotation ${converted}`);
}

function describeTimestamp(element: ThriftStruct): TimestampAnnotation | null {
  const logical = element.get(10);
  if (logical !== undefined) {
    const timestamp = asStruct(logical).get(LOGICAL_TIMESTAMP);
    if (timestamp === undefined) return null;
    const [kind = 0] = asStruct(asStruct(timestamp).get(2)).keys();
    const unit = TIMESTAMP_UNITS[kind] ?? null;
    return unit === null ? null : { isAdjustedToUtc: asStruct(timestamp).get(1) === true, unit };
  }
  // The older annotations are UTC by definition.
  const converted = optionalNumber(element, 6, -1);
  if (converted === CONVERTED_TIMESTAMP_MILLIS) return { isAdjustedToUtc: true, unit: 'ms' };
  if (converted === CONVERTED_TIMESTAMP_MICROS) return { isAdjustedToUtc: true, unit: 'us' };
  return null;
}

function collectCodecs(rowGroups: readonly ThriftValue[]): Map<string, Set<string>> {
  const codecs = new Map<string, Set<string>>();
  for (const group of rowGroups) {
    for (const chunk of listField(asStruct(group), 1)) {
      const column = asStruct(asStruct(chunk).get(3));
      const [root] = listField(column, 3);
      const name = decodeText(asBytes(root));
      const codec = numberField(column, 4);
      const seen = codecs.get(name) ?? new Set();
      codecs.set(name, seen.add(CODECS[codec] ?? `codec ${codec}`));
    }
  }
  return codecs;
}

function asStruct(value: ThriftValue | undefined): ThriftStruct {
  if (value instanceof Map) return value;
  throw new Error('footer does not have the structure of Parquet metadata');
}

function asBytes(value: ThriftValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error('footer does not have the structure of Parquet metadata');
}

function numberField(fields: ThriftStruct, id: number): number {
  const value = fields.get(id);
  if (typeof value === 'number') return value;
  throw new Error('footer does not have the structure of Parquet metadata');
}

function optionalNumber(fields: ThriftStruct, id: number, fallback: number): number {
  return fields.has(id) ? numberField(fields, id) : fallback;
}

function listField(fields: ThriftStruct, id: number): readonly ThriftValue[] {
  const value = fields.get(id);
  if (Array.isArray(value)) return value;
  throw new Error('footer does not have the structure of Parquet metadata');
}

function optionalList(fields: ThriftStruct, id: number): readonly ThriftValue[] {
  return fields.has(id) ? listField(fields, id) : [];
}

function textField(fields: ThriftStruct, id: number): string {
  return decodeText(asBytes(fields.get(id)));
}

function optionalText(fields: ThriftStruct, id: number): string {
  return fields.has(id) ? textField(fields, id) : '';
}

function decodeText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
