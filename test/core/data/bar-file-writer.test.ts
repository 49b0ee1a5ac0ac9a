import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BarFileWriter } from '../../../src/core/data/bar-file-writer.ts';
import { encodeBars } from '../../../src/core/data/parquet-writer.ts';
import { type SideTable, viewRows } from '../../../src/core/data/side-table.ts';
import { sha256Hex } from '../../../src/core/math/sha256.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const folder = createTemporaryFolder();

/** Bars that compress like prices; more than one row group of 131,072 rows. */
function barsOf(rows: number): SideTable {
  const column = (offset: number) =>
    Float64Array.from({ length: rows }, (_, row) => 1 + ((row * 7919) % 10_007) / 1e5 + offset);
  return {
    openTimes: Float64Array.from({ length: rows }, (_, row) => row * 60_000),
    bars: { open: column(0), high: column(1), low: column(-0.5), close: column(0.1), volume: column(3) },
  };
}

describe('a file written in pieces', () => {
  it.each([
    [1000, 1000],
    [1000, 7],
    [300_000, 131_072],
    [300_000, 70_001],
  ])('of %d bars by %d has the bytes of one written at once', async (rows, step) => {
    const table = barsOf(rows);
    const file = path.join(folder, `${rows}-${step}.parquet`);
    const writer = await BarFileWriter.open(file, null);
    for (let from = 0; from < rows; from += step)
      await writer.write(viewRows(table, from, Math.min(from + step, rows)));
    const finished = await writer.finish();
    const bytes = readFileSync(file);
    expect(finished).toEqual({ sha256: sha256Hex(bytes), sizeBytes: bytes.length });
    expect(sha256Hex(bytes)).toBe(sha256Hex(await encodeBars(table, null)));
  });

  it('carries a repair record as one written at once does', async () => {
    const record = { mode: 'mend', note: 'ä' };
    const file = path.join(folder, 'repaired.parquet');
    const writer = await BarFileWriter.open(file, record);
    await writer.write(barsOf(10));
    await writer.finish();
    expect(sha256Hex(readFileSync(file))).toBe(sha256Hex(await encodeBars(barsOf(10), record)));
  });

  it('can be given up', async () => {
    const writer = await BarFileWriter.open(path.join(folder, 'abandoned.parquet'), null);
    await writer.write(barsOf(10));
    await expect(writer.abandon()).resolves.toBeUndefined();
  });

  it('never replaces a file', async () => {
    const file = path.join(folder, '1000-7.parquet');
    await expect(BarFileWriter.open(file, null)).rejects.toMatchObject({ code: 'EEXIST' });
  });
});
