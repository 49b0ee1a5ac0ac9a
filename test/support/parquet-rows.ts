import { readFileSync } from 'node:fs';
import { type Table, tableFromIPC } from 'apache-arrow';
import { readParquet } from 'parquet-wasm';

/** A Parquet file as a table of Arrow. */
export function readParquetTable(file: string): Table {
  return tableFromIPC(readParquet(readFileSync(file)).intoIPCStream());
}

/** Values of one column. */
export function columnOf(table: Table, name: string): unknown[] {
  const column = table.getChild(name);
  if (column === null) throw new Error(`no column ${name} among ${table.schema.names.join(', ')}`);
  return [...column];
}
