export type CellValue = string | number | null;

/** A column of a data table. */
export interface DataColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** What is sorted and filtered by. */
  readonly value: (row: number) => CellValue;
  /** What is shown. */
  readonly text: (row: number) => string;
  readonly tone?: (row: number) => string;
  /** Offers a choice of its values above the table, or a smallest and a largest value. */
  readonly filter?: 'choice' | 'range';
}

export interface SortState {
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

/** Rows by a column; equal ones keep their order, missing values come last either way. */
export function sortedRows(
  rows: readonly number[],
  { value }: DataColumn,
  direction: SortState['direction'],
): readonly number[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  keyed.sort((left, right) => {
    if (left.key === null || right.key === null) return Number(left.key === null) - Number(right.key === null);
    return sign * compare(left.key, right.key) || left.row - right.row;
  });
  return keyed.map(({ row }) => row);
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [String(left), String(right)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
