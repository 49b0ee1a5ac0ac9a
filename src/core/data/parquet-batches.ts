import { RuntimeFailure } from '../types/errors.ts';
import { type ArrowColumn, readArrowColumns } from './arrow-c-data.ts';
import { type DataPlace, refuseFile } from './data-place.ts';
import { isTrap, runTrapped } from './wasm-trap.ts';

/** Decoded columns of some rows, still in WebAssembly memory. */
export interface ParquetBatch {
  readonly memory: ArrayBufferLike;
  /** Row of the target columns that the batch begins with. */
  readonly firstRow: number;
  readonly columns: ReadonlyMap<string, ArrowColumn>;
}

type ParquetLibrary = typeof import('parquet-wasm');
type ArrowStream = import('parquet-wasm').FFIStream;

/** Far above any row group, so that a batch is a row group and no row is copied into another batch. */
const BATCH_ROWS = 1 << 20;

/** What to decode. */
export interface ParquetSelection {
  readonly names: readonly string[];
  /** Absent: all of them. */
  readonly rowGroup?: number;
  /** Row of the target columns that the first decoded row belongs to. */
  readonly firstRow: number;
  /** Rows that the footer promises. */
  readonly rows: number;
}

/**
 * Decodes columns of a Parquet file and hands the batches to `use`, which must copy what it keeps: the
 * memory is given back afterwards.
 */
export async function useBatches<T>(
  file: Blob,
  selection: ParquetSelection,
  place: DataPlace,
  use: (batches: readonly ParquetBatch[]) => T,
): Promise<T> {
  const library = await loadParquetLibrary();
  const stream = await runTrapped(() => readStream(library, file, selection)).catch((error: unknown) =>
    refuseUnreadable(place, error),
  );
  try {
    const batches = listBatches(stream, library.wasmMemory().buffer as ArrayBufferLike, selection.firstRow);
    const rows = batches.reduce((sum, batch) => sum + countRows(batch), 0);
    if (rows !== selection.rows) {
      refuseUnreadable(place, new Error(`the footer promises ${selection.rows} rows, the pages hold ${rows}`));
    }
    return use(batches);
  } finally {
    stream.free();
  }
}

/** Throws `DATA_PARQUET_UNREADABLE` with the reader's reason. */
export function refuseUnreadable(place: DataPlace, cause: unknown): never {
  const reason = describeReason(cause);
  return refuseFile(place, 'DATA_PARQUET_UNREADABLE', `the file cannot be read as Parquet: ${reason}`, {
    hint: 'the file is damaged, truncated or of another format: export or copy it again',
    details: { reason },
    cause,
  });
}

/** Uses the asynchronous reader: the synchronous one ignores the column list and decodes everything. */
async function readStream(
  library: ParquetLibrary,
  file: Blob,
  { names, rowGroup }: ParquetSelection,
): Promise<ArrowStream> {
  const parquet = await library.ParquetFile.fromFile(file);
  try {
    const rowGroups = rowGroup === undefined ? {} : { rowGroups: [rowGroup] };
    const table = await parquet.read({ columns: [...names], batchSize: BATCH_ROWS, ...rowGroups });
    return table.intoFFI();
  } finally {
    parquet.free();
  }
}

/** Loaded on first use: a run that finds its columns in the cache never pays for it. */
async function loadParquetLibrary(): Promise<ParquetLibrary> {
  try {
    return await import('parquet-wasm');
  } catch (cause) {
    throw new RuntimeFailure('ENV_UNSUPPORTED', "the module 'parquet-wasm' cannot be loaded", {
      hint: "run 'npm ci' in the folder of omega",
      details: { module: 'parquet-wasm' },
      cause,
    });
  }
}

function listBatches(stream: ArrowStream, memory: ArrayBufferLike, from: number): ParquetBatch[] {
  const batches: ParquetBatch[] = [];
  let firstRow = from;
  for (let index = 0; index < stream.numArrays(); index += 1) {
    const columns = readArrowColumns(memory, stream.schemaAddr(), stream.arrayAddr(index));
    const batch = { memory, firstRow, columns: new Map(columns.map((column) => [column.name, column])) };
    const rows = countRows(batch);
    if (rows > 0) batches.push(batch);
    firstRow += rows;
  }
  return batches;
}

function countRows(batch: ParquetBatch): number {
  const [first] = batch.columns.values();
  return first?.length ?? 0;
}

function describeReason(cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return isTrap(cause) ? `a data page is damaged (the decoder stopped: ${reason})` : reason;
}
