import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAR_COLUMNS } from '../../../src/core/data/bar-columns.ts';
import { readSideFile } from '../../../src/core/data/side-file.ts';
import { SideFileStream } from '../../../src/core/data/side-file-stream.ts';
import type { SideTable } from '../../../src/core/data/side-table.ts';
import { awaitMarketDataError } from './catch-error.ts';
import { barColumns, encodeColumns, placeFile, type Row, soundRows } from './parquet-samples.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const folder = createTemporaryFolder();
const ROW_GROUP_ROWS = 4;
let roots = 0;

/** A data root with the bid file of EURUSD M5. */
function makeRoot(bytes: Uint8Array): string {
  const root = path.join(folder, `root-${roots++}`);
  placeFile(root, 'EURUSD_M5_BID.parquet', bytes);
  return root;
}

function encodeRows(rows: readonly Row[]): Buffer {
  return encodeColumns(barColumns(rows), undefined, ROW_GROUP_ROWS);
}

async function readPieces(root: string): Promise<SideTable[]> {
  const stream = SideFileStream.open({ root, symbol: 'EURUSD', timeframe: 'M5', side: 'bid' });
  try {
    const pieces: SideTable[] = [];
    for await (const piece of stream.pieces()) pieces.push(piece);
    return pieces;
  } finally {
    stream.close();
  }
}

function readWhole(root: string): Promise<SideTable> {
  return readSideFile({ root, symbol: 'EURUSD', timeframe: 'M5', side: 'bid', cacheFolder: null });
}

async function expectSameBars(root: string): Promise<void> {
  const pieces = await readPieces(root);
  const whole = await readWhole(root);
  expect(pieces.flatMap(({ openTimes }) => [...openTimes])).toEqual([...whole.openTimes]);
  for (const column of BAR_COLUMNS) {
    expect(pieces.flatMap(({ bars }) => [...bars[column]])).toEqual([...whole.bars[column]]);
  }
}

describe('a market file in pieces', () => {
  it('has the bars of the whole file, a piece per row group', async () => {
    const root = makeRoot(encodeRows(soundRows(10)));
    expect((await readPieces(root)).map(({ openTimes }) => openTimes.length)).toEqual([4, 4, 2]);
    await expectSameBars(root);
  });

  it('drops repeated rows inside and between row groups', async () => {
    const rows = soundRows(7);
    const repeated = [0, 1, 1, 2, 2, 2, 2, 2, 2, 3, 4, 4, 5, 6].map((index) => rows[index]);
    await expectSameBars(makeRoot(encodeRows(repeated)));
  });

  const broken: readonly (readonly [string, (rows: Row[]) => Row[]])[] = [
    ['a time before that of the row group before', ([a, b, c, d, ...rest]) => [b, c, d, rest[0], a]],
    ['other values at the time of the row group before', ([a, b, c, d]) => [a, b, c, d, [d[0], 1, 1, 1, 1, 1]]],
    ['an overlap with the row group before', (rows) => rows.map((row, at) => (at === 4 ? shifted(row, -60_000) : row))],
    ['a null in the second row group', (rows) => rows.map(([t, o, ...r], at) => [t, at === 5 ? null : o, ...r])],
    ['a low above the open', (rows) => rows.map(([t, o, h, l, c, v], at) => [t, o, h, at === 6 ? h : l, c, v])],
    ['a time inside a millisecond grid but off the minutes', (rows) => rows.map((row, at) => shifted(row, at * 1))],
  ];

  it.each(broken)('is refused for %s as the whole file is', async (_name, change) => {
    const root = makeRoot(encodeRows(change(soundRows(8))));
    const expected = await awaitMarketDataError(readWhole(root));
    const error = await awaitMarketDataError(readPieces(root));
    const { code, message, where, details } = expected;
    expect(error).toMatchObject({ code, message, where, details });
  });

  it.each([
    ['no Parquet file', () => Buffer.from('not a Parquet file at all')],
    ['cut off', () => encodeRows(soundRows(8)).subarray(0, 500)],
    ['empty', () => Buffer.alloc(0)],
    ['a few bytes', () => Buffer.from('PAR1')],
    ['without rows', () => encodeRows([])],
    ['damaged pages', () => encodeRows(soundRows(8)).fill(0xff, 4, 60)],
  ])('is refused where the file is %s as the whole file is', async (_name, bytes) => {
    const root = makeRoot(bytes());
    const { code, where } = await awaitMarketDataError(readWhole(root));
    await expect(readPieces(root)).rejects.toMatchObject({ code, where });
  });
});

function shifted([time, ...values]: Row, byMs: number): Row {
  return [new Date(Date.parse(time) + byMs).toISOString(), ...values];
}
