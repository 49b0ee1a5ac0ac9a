import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCacheEntry } from '../../../src/core/data/column-cache.ts';
import { readSideFile, type SideFile } from '../../../src/core/data/side-file.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { barColumns, encodeColumns, placeFile, soundRows } from './parquet-samples.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const root = createTemporaryFolder();
const rows = soundRows(20);
const bytes = encodeColumns(barColumns([rows[0], rows[0], ...rows.slice(1)]));
let cacheFolder = '';
let folders = 0;

beforeEach(() => {
  cacheFolder = path.join(root, `cache-${folders++}`);
  placeFile(root, 'EURUSD_M5_BID.parquet', bytes);
});

function read(cache: string | null = cacheFolder, timeframe: Timeframe = 'M5'): Promise<SideFile> {
  return readSideFile({ root, symbol: 'EURUSD', timeframe, side: 'bid', cacheFolder: cache });
}

function entryFile(): string {
  const [name, ...others] = readdirSync(cacheFolder);
  expect(others).toEqual([]);
  return path.join(cacheFolder, name);
}

describe('column cache', () => {
  it('gives the same file as the source, duplicates already dropped', async () => {
    const decoded = await read(null);
    expect(await read()).toEqual(decoded);
    expect(path.basename(entryFile())).toBe(`${decoded.sha256}.columns`);
    const cached = await read();
    expect(cached).toEqual(decoded);
    expect(cached.duplicatesDropped).toBe(1);
    expect(cached.openTimes.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('is really read: a changed value in the entry comes through', async () => {
    await read();
    const entry = readFileSync(entryFile());
    entry.writeDoubleLE(1.5, entry.length - 2 - 8);
    writeFileSync(entryFile(), entry);
    expect((await read()).bars.volume.at(-1)).toBe(1.5);
  });

  it('holds plain little-endian columns', async () => {
    const file = await read();
    const entry = readFileSync(entryFile());
    const columnsStart = 16 + entry.readUInt32LE(12);
    expect(columnsStart % 8).toBe(0);
    expect(entry.readDoubleLE(columnsStart)).toBe(file.openTimes[0]);
    expect(entry.readDoubleLE(columnsStart + 20 * 8)).toBe(file.bars.open[0]);
  });

  it.each([
    ['cut off', (entry: string) => truncateSync(entry, 100)],
    ['too long', (entry: string) => writeFileSync(entry, 'x', { flag: 'a' })],
    ['emptied', (entry: string) => truncateSync(entry, 0)],
    ['of another kind', (entry: string) => writeFileSync(entry, 'garbage'.repeat(100))],
    ['damaged in its header', (entry: string) => writeFileSync(entry, readFileSync(entry).fill(0x7b, 16, 40))],
    ['of another layout', (entry: string) => writeFileSync(entry, readFileSync(entry).fill(9, 8, 12))],
  ])('treats an entry that is %s as missing, and replaces it', async (_, damage) => {
    const decoded = await read();
    const entry = readFileSync(entryFile());
    damage(entryFile());
    expect(await read()).toEqual(decoded);
    expect(readFileSync(entryFile())).toEqual(entry);
  });

  it('never serves the entry of other content', async () => {
    await read();
    placeFile(root, 'EURUSD_M5_BID.parquet', encodeColumns(barColumns(soundRows(7))));
    expect((await read()).rows).toBe(7);
    expect(readdirSync(cacheFolder)).toHaveLength(2);
  });

  it('does not carry the checks of one timeframe over to another', async () => {
    await read();
    placeFile(root, 'EURUSD_H1_BID.parquet', bytes);
    await expect(read(cacheFolder, 'H1')).rejects.toMatchObject({ code: 'DATA_OFF_GRID' });
  });

  it('never stores a file that a check refuses', async () => {
    placeFile(root, 'EURUSD_M5_BID.parquet', encodeColumns(barColumns(soundRows(7, 1))));
    await expect(read()).rejects.toMatchObject({ code: 'DATA_OFF_GRID' });
    mkdirSync(cacheFolder, { recursive: true });
    expect(readdirSync(cacheFolder)).toEqual([]);
  });

  it('does without a folder that cannot be written', async () => {
    writeFileSync(cacheFolder, 'a file where the folder should be');
    expect((await read()).rows).toBe(21);
  });

  it('knows no entry of an unknown hash', () => {
    expect(readCacheEntry(cacheFolder, '0'.repeat(64), 'M5')).toBeNull();
  });
});
