/** What the cells of a column are: days since the epoch for `day`, milliseconds since the epoch (UTC) for `time`. */
export type CellKind = 'int32' | 'int64' | 'float64' | 'boolean' | 'text' | 'day' | 'time';

/** One cell; null where there is no value. */
export type Cell = number | string | boolean | null;

export interface TableColumn {
  readonly name: string;
  readonly kind: CellKind;
}

/** Rows of a table, column by column in the order of its columns; typed arrays have no missing value. */
export interface TableBlock {
  readonly rows: number;
  readonly cells: readonly (readonly Cell[] | Int32Array | Float64Array)[];
}

/** Rows of a table in pieces that fit into memory. */
export type TableBlocks = Iterable<TableBlock> | AsyncIterable<TableBlock>;
