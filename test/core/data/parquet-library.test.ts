import { ParquetFile } from 'parquet-wasm';
import { describe, expect, it } from 'vitest';
import { parseParquetFooter } from '../../../src/core/data/parquet-footer.ts';
import { runTrapped } from '../../../src/core/data/wasm-trap.ts';
import { barColumns, encodeColumns, soundRows } from './parquet-samples.ts';

/** What the reader relies on in parquet-wasm; a new version that changes it shows up here. */
describe('parquet-wasm', () => {
  const bytes = encodeColumns(barColumns(soundRows(100)));

  it('decodes only the columns asked for, in file order', async () => {
    const file = await ParquetFile.fromFile(new Blob([bytes]));
    const table = await file.read({ columns: ['Close', 'Open'] });
    const [batch] = table.recordBatches();
    expect(batch.numColumns).toBe(2);
    expect(batch.schema.indexOf('Open')).toBe(0);
  });

  it('refuses an unknown column', async () => {
    const file = await ParquetFile.fromFile(new Blob([bytes]));
    await expect(file.read({ columns: ['Open', 'nope'] })).rejects.toThrow('Column nope not found in table');
  });

  it('stops inside a damaged page in a way that runTrapped turns into a rejection', async () => {
    const damaged = Buffer.from(bytes);
    damaged.fill(0xff, 40, 400);
    const file = await ParquetFile.fromFile(new Blob([damaged]));
    await expect(runTrapped(() => file.read({ columns: ['UTC time', 'Open'] }))).rejects.toThrow();
  });
});

describe('runTrapped', () => {
  it('passes results and errors through and restores queueMicrotask', async () => {
    const original = globalThis.queueMicrotask;
    await expect(runTrapped(async () => 7)).resolves.toBe(7);
    await expect(runTrapped(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(globalThis.queueMicrotask).toBe(original);
  });

  it('rejects on a trap in a microtask, and runs one call at a time', async () => {
    const trap = Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
    const trapped = runTrapped(() => {
      queueMicrotask(() => {
        throw trap;
      });
      return new Promise<never>(() => {});
    });
    const order: string[] = [];
    const settled = trapped.catch(() => order.push('trapped'));
    const later = runTrapped(async () => order.push('later'));
    await expect(trapped).rejects.toBe(trap);
    await Promise.all([settled, later]);
    expect(order).toEqual(['trapped', 'later']);
  });
});

describe('parseParquetFooter', () => {
  it('agrees with the library', async () => {
    const bytes = encodeColumns(barColumns(soundRows(100)));
    const footer = parseParquetFooter(bytes);
    const metadata = (await ParquetFile.fromFile(new Blob([bytes]))).metadata();
    expect(footer.rows).toBe(metadata.fileMetadata().numRows());
    expect(footer.columns.map((column) => column.name)).toEqual(Object.keys(barColumns([])));
    expect(footer.columns[0]).toEqual({
      name: 'UTC time',
      physicalType: 'INT64',
      repeated: false,
      annotation: 'TIMESTAMP',
      timestamp: { isAdjustedToUtc: true, unit: 'ns' },
      codecs: ['SNAPPY'],
    });
    expect(footer.metadata.has('ARROW:schema')).toBe(true);
  });
});
