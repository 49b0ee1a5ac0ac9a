import { canonicalJson } from '../math/canonical-json.ts';
import type { JsonObject } from '../types/json.ts';
import { BAR_FILE_COLUMNS } from './check-columns.ts';
import { toNanoseconds } from './dates.ts';
import { REPAIR_METADATA_KEY } from './repair-record.ts';
import type { SideTable } from './side-table.ts';

/** Rows per row group, as in common market data files: a reader decodes one group at a time. */
export const ROW_GROUP_ROWS = 131_072;

/**
 * One market file in the layout of `data-and-config.md` 10.1: nanosecond times in UTC, 64-bit floats,
 * no nulls, Snappy (half the decoding time of Zstandard, and every program reads it). Equal input gives
 * equal bytes.
 */
export async function encodeBars(table: SideTable, repair: JsonObject | null): Promise<Uint8Array> {
  const stream = await encodeArrowStream(table);
  const { Table, writeParquet } = await import('parquet-wasm');
  return writeParquet(Table.fromIPCStream(stream), await barFileProperties(repair));
}

/** How market files are written. */
export async function barFileProperties(repair: JsonObject | null): Promise<import('parquet-wasm').WriterProperties> {
  const { Compression, WriterPropertiesBuilder } = await import('parquet-wasm');
  const metadata = new Map(repair === null ? [] : [[REPAIR_METADATA_KEY, canonicalJson(repair)]]);
  // Every call consumes the builder.
  return new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setMaxRowGroupSize(ROW_GROUP_ROWS)
    .setKeyValueMetadata(metadata)
    .build();
}

/** Bars in the stream format of Arrow, which the Parquet library reads. */
export async function encodeArrowStream(table: SideTable): Promise<Uint8Array> {
  const { Field, Float64, makeData, RecordBatch, Schema, Struct, Table, TimestampNanosecond, tableToIPC } =
    await import('apache-arrow');
  const { open, high, low, close, volume } = table.bars;
  const time = new TimestampNanosecond('UTC');
  const price = new Float64();
  const fields = BAR_FILE_COLUMNS.map(({ name, kind }) => new Field(name, kind === 'time' ? time : price, false));
  const length = table.openTimes.length;
  const nanoseconds = BigInt64Array.from(table.openTimes, (timeMs) => toNanoseconds(timeMs));
  const children = [
    makeData({ type: time, length, nullCount: 0, data: nanoseconds }),
    ...[open, high, low, close, volume].map((data) => makeData({ type: price, length, nullCount: 0, data })),
  ];
  const schema = new Schema(fields);
  const batch = new RecordBatch(schema, makeData({ type: new Struct(fields), length, nullCount: 0, children }));
  return tableToIPC(new Table(schema, [batch]), 'stream');
}
