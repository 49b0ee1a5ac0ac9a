import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aggregateBars } from '../../../src/core/data/aggregate-bars.ts';
import { repairQuotes } from '../../../src/core/data/repair-quotes.ts';
import { repairSides } from '../../../src/core/data/repair-sides.ts';
import { resampleBars } from '../../../src/core/data/resample-bars.ts';
import { readSideFile, type SideFile } from '../../../src/core/data/side-file.ts';
import { findCrossedBars } from '../../../src/core/data/side-order.ts';
import { sha256Hex } from '../../../src/core/math/sha256.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { hasSharedFolder, SHARED_FOLDER } from '../../support/shared-folder.ts';
import { barColumns, encodeColumns, placeFile, type Row, soundRows } from './parquet-samples.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const folder = createTemporaryFolder();
const SPREAD = 0.0002;

/** Ask rows: the bid plus a spread, with some fields of some bars below the bid. */
function askRows(bidRows: readonly Row[], change: (row: number[], index: number) => void): Row[] {
  return bidRows.map(([time, open, high, low, close, volume], index) => {
    const row = [(open ?? 0) + SPREAD, high + SPREAD, low + SPREAD, close + SPREAD];
    change(row, index);
    return [time, row[0], row[1], row[2], row[3], volume + 1];
  });
}

/** Bar 1 crossed at the close, bar 3 at the open, bar 4 with its high below (not crossed), bar 6 bid only. */
function makeRoot(name: string): { root: string; bid: Row[]; ask: Row[] } {
  const root = path.join(folder, name);
  const bid = soundRows(7);
  const ask = askRows(bid, (row, index) => {
    if (index === 1) row[3] -= 3 * SPREAD;
    if (index === 3) row[0] -= 2 * SPREAD;
    if (index === 4) row[1] -= 2 * SPREAD;
  }).slice(0, 6);
  placeFile(root, 'EURUSD_M5_BID.parquet', encodeColumns(barColumns(bid)));
  placeFile(root, 'EURUSD_M5_ASK.parquet', encodeColumns(barColumns(ask)));
  placeFile(root, 'EURUSD_H1_BID.parquet', encodeColumns(barColumns(soundRows(3, 60))));
  return { root, bid, ask };
}

function read(root: string, side: 'bid' | 'ask', timeframe: Timeframe = 'M5'): Promise<SideFile> {
  return readSideFile({ root, symbol: 'EURUSD', timeframe, side, cacheFolder: null });
}

describe('repairQuotes', () => {
  it('mends by raising every ask field to the bid', async () => {
    const { root, bid, ask } = makeRoot('mend');
    const to = path.join(folder, 'mended');
    const report = await repairQuotes(root, 'EURUSD', to, 'mend');
    expect(report).toMatchObject({ timeframe: 'M5', bars: 6, crossedBars: 2, fieldsChanged: 3, barsDropped: 0 });
    const repaired = await read(to, 'ask');
    const expected = ask.map((row, index) =>
      [1, 2, 3, 4].map((field) => Math.max(Number(row[field]), Number(bid[index][field]))),
    );
    for (const [index, [open, high, low, close]] of expected.entries()) {
      expect(repaired.bars.open[index]).toBe(open);
      expect(repaired.bars.high[index]).toBe(high);
      expect(repaired.bars.low[index]).toBe(low);
      expect(repaired.bars.close[index]).toBe(close);
    }
    expect((await read(to, 'bid')).bars).toEqual((await read(root, 'bid')).bars);
    expect([...repaired.bars.volume]).toEqual(ask.map((row) => row[5]));
  });

  it('drops crossed bars on both sides', async () => {
    const { root, bid, ask } = makeRoot('drop');
    const to = path.join(folder, 'dropped');
    const report = await repairQuotes(root, 'EURUSD', to, 'drop');
    expect(report).toMatchObject({ bars: 6, crossedBars: 2, fieldsChanged: 0, barsDropped: 2 });
    const times = (rows: readonly Row[]) =>
      rows.filter((_, index) => index !== 1 && index !== 3).map((row) => Date.parse(row[0]));
    expect([...(await read(to, 'bid')).openTimes]).toEqual(times(bid));
    const repaired = await read(to, 'ask');
    expect([...repaired.openTimes]).toEqual(times(ask));
    expect(repaired.bars.high[2]).toBe(ask[4][2]);
  });

  it('marks the copy and leaves the source untouched', async () => {
    const { root } = makeRoot('marked');
    const files = ['BID', 'ASK'].map((side) => path.join(root, `EURUSD/EURUSD_M5_${side}.parquet`));
    const before = files.map((file) => sha256Hex(readFileSync(file)));
    const to = path.join(folder, 'marked-copy');
    const { record } = await repairQuotes(root, 'EURUSD', to, 'mend');
    expect(files.map((file) => sha256Hex(readFileSync(file)))).toEqual(before);
    expect(record).toEqual({
      policy: 'mend',
      bars: 6,
      crossed_bars: 2,
      fields_changed: 3,
      bars_dropped: 0,
      source_sha256: { bid: before[0], ask: before[1] },
    });
    expect((await read(to, 'bid')).repair).toEqual(record);
    expect((await read(to, 'ask')).repair).toEqual(record);
    const cacheFolder = path.join(folder, 'marked-cache');
    for (let time = 0; time < 2; time += 1) {
      const cached = await readSideFile({ root: to, symbol: 'EURUSD', timeframe: 'M5', side: 'bid', cacheFolder });
      expect(cached.repair).toEqual(record);
    }
  });

  it('refuses the root of the source, by any name', async () => {
    const { root } = makeRoot('same');
    const link = path.join(folder, 'same-link');
    symlinkSync(root, link);
    for (const to of [root, `${root}/`, path.join(root, '../same'), link]) {
      await expect(repairQuotes(root, 'EURUSD', to, 'mend')).rejects.toMatchObject({ code: 'USAGE' });
    }
  });

  it('refuses an unknown symbol, a broken source and other files at the target', async () => {
    const { root } = makeRoot('refuse');
    const to = path.join(folder, 'refused');
    await expect(repairQuotes(root, 'GBPUSD', to, 'mend')).rejects.toMatchObject({ code: 'DATA_FILE_NOT_FOUND' });
    await repairQuotes(root, 'EURUSD', to, 'drop');
    await expect(repairQuotes(root, 'EURUSD', to, 'mend')).rejects.toMatchObject({ code: 'OUT_DIR_CONFLICT' });
    placeFile(root, 'EURUSD_M5_ASK.parquet', 'broken');
    await expect(repairQuotes(root, 'EURUSD', to, 'mend')).rejects.toMatchObject({ code: 'DATA_PARQUET_UNREADABLE' });
  });

  it('does not empty a file', async () => {
    const root = path.join(folder, 'all-crossed');
    const rows = soundRows(3);
    placeFile(root, 'EURUSD_M5_BID.parquet', encodeColumns(barColumns(rows)));
    const crossed = askRows(rows, (row) => {
      for (const field of row.keys()) row[field] -= 2 * SPREAD;
    });
    placeFile(root, 'EURUSD_M5_ASK.parquet', encodeColumns(barColumns(crossed)));
    const to = path.join(folder, 'emptied');
    await expect(repairQuotes(root, 'EURUSD', to, 'drop')).rejects.toMatchObject({ code: 'DATA_EMPTY' });
  });
});

describe('repairSides', () => {
  it('joins the sides by time where either lacks bars', () => {
    const side = (times: readonly number[], prices: readonly number[]) => {
      const column = Float64Array.from(prices);
      const bars = { open: column, high: column, low: column, close: column, volume: new Float64Array(prices.length) };
      return { openTimes: Float64Array.from(times), bars };
    };
    const bid = side([1, 3, 4, 6], [10, 10, 10, 10]);
    const ask = side([0, 2, 3, 5, 6], [9, 9, 9, 9, 11]);
    const { ask: mended, counts } = repairSides(bid, ask, 'mend');
    expect(counts).toEqual({ bars: 2, crossedBars: 1, fieldsChanged: 4, barsDropped: 0 });
    expect([...mended.bars.low]).toEqual([9, 9, 10, 9, 11]);
    const dropped = repairSides(bid, ask, 'drop');
    expect([...dropped.bid.openTimes]).toEqual([1, 4, 6]);
    expect([...dropped.ask.openTimes]).toEqual([0, 2, 5, 6]);
  });
});

describe('resampleBars', () => {
  it('makes higher timeframes of both sides from the finest one and copies the repair record', async () => {
    const { root } = makeRoot('resample');
    const to = path.join(folder, 'resampled');
    const { record } = await repairQuotes(root, 'EURUSD', to, 'mend');
    const report = await resampleBars({ root: to, symbol: 'EURUSD', to, timeframes: ['M15', 'H1'] });
    expect(report.source).toBe('M5');
    expect(report.files.map((file) => file.path.slice('EURUSD/EURUSD_'.length))).toEqual([
      'M15_BID.parquet',
      'H1_BID.parquet',
      'M15_ASK.parquet',
      'H1_ASK.parquet',
    ]);
    const made = await read(to, 'ask', 'M15');
    const expected = aggregateBars(await read(to, 'ask'), 'M15');
    expect(made).toMatchObject({ rows: 2, repair: record });
    expect(made.bars).toEqual(expected.bars);
    expect((await read(to, 'bid', 'H1')).repair).toEqual(record);
  });

  it('refuses timeframes that are not longer than the source', async () => {
    const { root } = makeRoot('too-short');
    for (const timeframe of ['M5', 'M1'] as const) {
      const call = resampleBars({ root, symbol: 'EURUSD', to: root, timeframes: ['H4', timeframe] });
      await expect(call).rejects.toMatchObject({ code: 'USAGE' });
    }
  });
});

describe.skipIf(!hasSharedFolder('repairing the real GBPUSD file'))('repairQuotes on a real feed', () => {
  it('finds the crossed fields that the data sheet counts', async () => {
    const source = path.join(SHARED_FOLDER, 'data/real');
    const read5 = (root: string, side: 'bid' | 'ask') =>
      readSideFile({ root, symbol: 'GBPUSD', timeframe: 'M5', side, cacheFolder: null });
    const root = path.join(folder, 'gbpusd');
    const ask = await read5(source, 'ask');
    const bid = await read5(source, 'bid');
    const below = (field: 'open' | 'high' | 'low' | 'close') =>
      ask.bars[field].reduce((count, price, row) => count + (price < bid.bars[field][row] ? 1 : 0), 0);
    expect([below('close'), below('open'), below('high'), below('low')]).toEqual([1_209, 1_209, 2_483, 1_215]);
    // The finest timeframe of the source is M1: link M5 alone into a root of its own.
    for (const side of ['BID', 'ASK']) {
      const name = `GBPUSD_M5_${side}.parquet`;
      placeSymbolFile(root, name, readFileSync(path.join(source, 'GBPUSD', name)));
    }
    const to = path.join(folder, 'gbpusd-mended');
    const report = await repairQuotes(root, 'GBPUSD', to, 'mend');
    expect(report).toMatchObject({ bars: 74_359, fieldsChanged: 1_209 + 1_209 + 2_483 + 1_215, barsDropped: 0 });
    expect(report.crossedBars).toBe(2_210);
    const mended = await read5(to, 'ask');
    const aligned = { times: mended.openTimes, bidRows: null, askRows: null };
    expect(findCrossedBars(bid.bars, mended.bars, aligned, 0, mended.openTimes.length).count).toBe(0);
    const dropped = await repairQuotes(root, 'GBPUSD', path.join(folder, 'gbpusd-dropped'), 'drop');
    expect(dropped.files.map((file) => file.rows)).toEqual([74_359 - 2_210, 74_359 - 2_210]);
  });
});

function placeSymbolFile(root: string, name: string, bytes: Uint8Array): void {
  placeFile(root, `../GBPUSD/${name}`, bytes);
}
