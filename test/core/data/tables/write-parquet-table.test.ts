import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TableBlock, TableColumn } from '../../../../src/core/data/tables/table.ts';
import { writeParquetTable } from '../../../../src/core/data/tables/write-parquet-table.ts';
import { columnOf, readParquetTable } from '../../../support/parquet-rows.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'omega-tables-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COLUMNS: readonly TableColumn[] = [
  { name: 'index', kind: 'int32' },
  { name: 'seed', kind: 'int64' },
  { name: 'value', kind: 'float64' },
  { name: 'holds', kind: 'boolean' },
  { name: 'name', kind: 'text' },
  { name: 'day', kind: 'day' },
  { name: 'at', kind: 'time' },
];
const SMALL: TableBlock = {
  rows: 2,
  cells: [
    [0, null],
    [2 ** 53 - 1, null],
    [0.1 + 0.2, null],
    [false, null],
    ['a, "b"', null],
    new Int32Array([19_000, 19_001]),
    [Date.UTC(2023, 0, 2, 3), null],
  ],
};

describe('a table in a Parquet file', () => {
  it('keeps every kind of cell and what is missing', async () => {
    const file = path.join(folder, 'small.parquet');
    expect(await writeParquetTable(file, COLUMNS, [SMALL])).toBe(2);
    const table = readParquetTable(file);
    expect(table.schema.names).toEqual(COLUMNS.map(({ name }) => name));
    expect(columnOf(table, 'index')).toEqual([0, null]);
    expect(columnOf(table, 'seed')).toEqual([9_007_199_254_740_991n, null]);
    expect(columnOf(table, 'value')).toEqual([0.300_000_000_000_000_04, null]);
    expect(columnOf(table, 'holds')).toEqual([false, null]);
    expect(columnOf(table, 'name')).toEqual(['a, "b"', null]);
    expect(columnOf(table, 'day').map(Number)).toEqual([Date.UTC(2022, 0, 8), Date.UTC(2022, 0, 9)]);
    expect(columnOf(table, 'at')).toEqual([Date.UTC(2023, 0, 2, 3), null]);
  });

  it('has its columns without any row', async () => {
    const file = path.join(folder, 'empty.parquet');
    expect(await writeParquetTable(file, COLUMNS, [])).toBe(0);
    const table = readParquetTable(file);
    expect(table.numRows).toBe(0);
    expect(table.schema.names).toEqual(COLUMNS.map(({ name }) => name));
  });

  it('takes many blocks, also empty ones, in order and with equal bytes', async () => {
    const columns = COLUMNS.slice(0, 1);
    const blocks = Array.from({ length: 90 }, (_, block): TableBlock => {
      const rows = block % 3 === 0 ? 0 : 1000;
      return { rows, cells: [new Int32Array(rows).map((_, row) => block * 1000 + row)] };
    });
    const [one, two] = [path.join(folder, 'one.parquet'), path.join(folder, 'two.parquet')];
    expect(await writeParquetTable(one, columns, blocks)).toBe(60_000);
    await writeParquetTable(two, columns, blocks);
    const expected = blocks.flatMap(({ cells }) => [...(cells[0] as Int32Array)]);
    expect(columnOf(readParquetTable(one), 'index')).toEqual(expected);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });

  it('passes on what goes wrong between two blocks', async () => {
    function* broken() {
      yield SMALL;
      throw new Error('no more rows');
    }
    const writing = writeParquetTable(path.join(folder, 'broken.parquet'), COLUMNS, broken());
    await expect(writing).rejects.toThrow('no more rows');
  });
});
