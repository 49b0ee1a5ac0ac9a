import { readFile } from 'node:fs/promises';
import { tableFromIPC } from 'apache-arrow';
import { ParquetFile } from 'parquet-wasm';

/** Equity curve of a golden run: open times in milliseconds and equity, one element per trading bar. */
export async function readEquityParquet(file: string): Promise<{ times: number[]; equity: number[] }> {
  const parquet = await ParquetFile.fromFile(new Blob([await readFile(file)]));
  const table = tableFromIPC((await parquet.read({ batchSize: 1 << 20 })).intoIPCStream());
  const times = Array.from(table.getChild('timestamp_ns')!.toArray() as BigInt64Array, (ns) => Number(ns / 1_000_000n));
  return { times, equity: Array.from(table.getChild('equity')!.toArray() as Float64Array) };
}
