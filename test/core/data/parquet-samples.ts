import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type DataType,
  Dictionary,
  Float32,
  Float64,
  Int32,
  Int64,
  makeData,
  makeVector,
  Table,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { Compression, Table as ParquetTable, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm';

/** Columns of a Parquet file to be made, by name. */
export type Columns = Record<string, Vector>;

/** One bar: ISO open time, open, high, low, close, volume. */
export type Row = readonly [string, number | null, number, number, number, number];

export const FLOAT_32 = new Float32();
export const INT_32 = new Int32();
export const INT_64 = new Int64();
export const TEXT = new Utf8();
export const CATEGORY = new Dictionary(new Utf8(), new Int32());

const TIMESTAMPS = { ns: TimestampNanosecond, us: TimestampMicrosecond, ms: TimestampMillisecond } as const;

/** Consecutive sound M5 bars from 2024-01-02 10:00. */
export function soundRows(count: number, stepMinutes = 5): Row[] {
  const start = Date.UTC(2024, 0, 2, 10);
  return Array.from({ length: count }, (_, index) => {
    const price = 1.1 + index / 10_000;
    return [
      new Date(start + index * stepMinutes * 60_000).toISOString(),
      price,
      price + 0.001,
      price - 0.001,
      price,
      7,
    ];
  });
}

/** The six columns of a market file in the form the contract asks for. */
export function barColumns(rows: readonly Row[]): Columns {
  const prices = (field: 1 | 2 | 3 | 4 | 5) =>
    vectorFromArray(
      rows.map((row) => row[field]),
      new Float64(),
    );
  return {
    'UTC time': timeColumn(rows.map((row) => row[0])),
    Open: prices(1),
    High: prices(2),
    Low: prices(3),
    Close: prices(4),
    Volume: prices(5),
  };
}

/** Timestamps of ISO instants; a null zone makes them naive, a null time is a null. */
export function timeColumn(
  times: readonly (string | null)[],
  unit: keyof typeof TIMESTAMPS = 'ns',
  zone: string | null = 'UTC',
): Vector {
  return vectorFromArray(
    times.map((time) => (time === null ? null : Date.parse(time))),
    new TIMESTAMPS[unit](zone),
  );
}

/** Nanosecond timestamps given exactly. */
export function nanosecondColumn(nanoseconds: readonly bigint[]): Vector {
  const data = BigInt64Array.from(nanoseconds);
  return makeVector(makeData({ type: new TimestampNanosecond('UTC'), length: data.length, nullCount: 0, data }));
}

export function column(values: readonly unknown[], type: DataType): Vector {
  return vectorFromArray(values, type);
}

export function encodeColumns(columns: Columns, compression = Compression.SNAPPY, rowGroupRows = 1_000_000): Buffer {
  const table = ParquetTable.fromIPCStream(tableToIPC(new Table(columns), 'stream'));
  const properties = new WriterPropertiesBuilder().setCompression(compression).setMaxRowGroupSize(rowGroupRows);
  return Buffer.from(writeParquet(table, properties.build()));
}

/** Writes a market file of symbol EURUSD below a root. */
export function placeFile(root: string, name: string, bytes: Uint8Array | string): void {
  const file = path.join(root, 'EURUSD', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** Replaces the only occurrence of some bytes (hexadecimal) by others of the same length. */
export function patchBytes(file: Buffer, from: string, to: string): Buffer {
  const at = file.indexOf(Buffer.from(from, 'hex'));
  if (at === -1) throw new Error(`the bytes ${from} do not occur`);
  const patched = Buffer.from(file);
  patched.write(to, at, 'hex');
  return patched;
}
