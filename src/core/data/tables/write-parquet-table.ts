import { closeSync, openSync } from 'node:fs';
import { writeWhole } from '../atomic-file.ts';
import { arrowBatch } from './arrow-block.ts';
import type { TableBlock, TableBlocks, TableColumn } from './table.ts';

/** Rows per row group: a table with a hundred columns takes some 25 MB while it is encoded. */
const ROW_GROUP_ROWS = 32_768;

/**
 * Writes a table to a Parquet file that must not exist yet, Snappy, one row group in memory at a time. Equal
 * tables in equal blocks give equal bytes.
 *
 * @returns number of rows
 */
export async function writeParquetTable(
  file: string,
  columns: readonly TableColumn[],
  blocks: TableBlocks,
): Promise<number> {
  let rows = 0;
  async function* filled(): AsyncGenerator<TableBlock> {
    for await (const block of blocks) {
      rows += block.rows;
      if (block.rows > 0) yield block;
    }
  }
  const descriptor = openSync(file, 'wx');
  try {
    for await (const bytes of encode(columns, filled())) writeWhole(descriptor, bytes);
  } finally {
    closeSync(descriptor);
  }
  return rows;
}

/** The library needs a first batch before it answers, so a table without rows goes another way. */
async function* encode(
  columns: readonly TableColumn[],
  blocks: AsyncGenerator<TableBlock>,
): AsyncGenerator<Uint8Array> {
  const { Table, transformParquetStream, writeParquet } = await import('parquet-wasm');
  const first = await blocks.next();
  if (first.done === true) {
    const empty = { rows: 0, cells: columns.map(() => []) };
    yield writeParquet(Table.fromIPCStream(await encodeStream(columns, empty)), await properties());
    return;
  }
  // The library takes a failing stream for one that ends, and would complete a file that lacks rows.
  let failure: { readonly cause: unknown } | null = null;
  async function* batches(): AsyncGenerator<unknown> {
    try {
      yield await libraryBatch(columns, first.value);
      for await (const block of blocks) yield await libraryBatch(columns, block);
    } catch (cause) {
      failure = { cause };
    }
  }
  const encoded: AsyncIterable<Uint8Array> = await transformParquetStream(
    ReadableStream.from(batches()),
    await properties(),
  );
  yield* encoded;
  throwFailure(failure);
}

function throwFailure(failure: { readonly cause: unknown } | null): void {
  if (failure !== null) throw failure.cause;
}

async function properties(): Promise<import('parquet-wasm').WriterProperties> {
  const { Compression, WriterPropertiesBuilder } = await import('parquet-wasm');
  return new WriterPropertiesBuilder().setCompression(Compression.SNAPPY).setMaxRowGroupSize(ROW_GROUP_ROWS).build();
}

async function libraryBatch(columns: readonly TableColumn[], block: TableBlock): Promise<unknown> {
  const { Table } = await import('parquet-wasm');
  const table = Table.fromIPCStream(await encodeStream(columns, block));
  const batch = table.recordBatch(0);
  table.free();
  return batch;
}

async function encodeStream(columns: readonly TableColumn[], block: TableBlock): Promise<Uint8Array> {
  const arrow = await import('apache-arrow');
  return arrow.tableToIPC(new arrow.Table([arrowBatch(arrow, columns, block)]), 'stream');
}
