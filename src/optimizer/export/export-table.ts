import type { Cell, TableBlock, TableBlocks, TableColumn } from '../../core/data/tables/table.ts';

/** A table of a sweep for other programs. */
export interface ExportTable {
  /** Name of its file without the ending. */
  readonly name: 'trials' | 'daily' | 'trades' | 'all_trades';
  readonly columns: readonly TableColumn[];
  /** Rows in the order of the table, read while they are asked for. */
  readonly blocks: () => TableBlocks;
}

/** A column and where its value comes from. */
export interface SourcedColumn<T> extends TableColumn {
  readonly read: (source: T) => Cell;
}

/** One row per source. */
export function blockOf<T>(columns: readonly SourcedColumn<T>[], sources: readonly T[]): TableBlock {
  return { rows: sources.length, cells: columns.map(({ read }) => sources.map(read)) };
}

/** A missing number of the store is NaN. */
export function presentNumber(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
