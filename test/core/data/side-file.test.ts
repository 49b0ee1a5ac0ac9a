import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { Float64, vectorFromArray } from 'apache-arrow';
import { Compression } from 'parquet-wasm';
import { describe, expect, it } from 'vitest';
import { readSideFile, type SideFile } from '../../../src/core/data/side-file.ts';
import { sha256Hex } from '../../../src/core/math/sha256.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { hasSharedFolder, SHARED_FOLDER } from '../../support/shared-folder.ts';
import { awaitMarketDataError } from './catch-error.ts';
import {
  barColumns,
  type Columns,
  column,
  encodeColumns,
  FLOAT_32,
  INT_32,
  INT_64,
  nanosecondColumn,
  patchBytes,
  placeFile,
  type Row,
  soundRows,
  TEXT,
  timeColumn,
} from './parquet-samples.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const folder = createTemporaryFolder();
let roots = 0;

/** Reads bytes as the bid file of EURUSD. */
function readBytes(bytes: Uint8Array | string, timeframe: Timeframe = 'M5'): Promise<SideFile> {
  const root = path.join(folder, `root-${roots++}`);
  placeFile(root, `EURUSD_${timeframe}_BID.parquet`, bytes);
  return readSideFile({ root, symbol: 'EURUSD', timeframe, side: 'bid', cacheFolder: null });
}

function readColumns(columns: Columns, timeframe: Timeframe = 'M5'): Promise<SideFile> {
  return readBytes(encodeColumns(columns), timeframe);
}

function readRows(rows: readonly Row[], timeframe: Timeframe = 'M5'): Promise<SideFile> {
  return readColumns(barColumns(rows), timeframe);
}

/** Sound rows with one of them changed. */
function rowsWith(index: number, change: (row: Row) => Row): Row[] {
  return soundRows(6).map((row, position) => (position === index ? change(row) : row));
}

describe('readSideFile', () => {
  it('returns columns in shared memory with the identity of the file', async () => {
    const bytes = encodeColumns(barColumns(soundRows(3)));
    const file = await readBytes(bytes);
    expect(file).toMatchObject({
      rows: 3,
      sha256: sha256Hex(bytes),
      sizeBytes: bytes.length,
      path: 'EURUSD/EURUSD_M5_BID.parquet',
      timestampUnit: 'ns',
      repair: null,
      duplicatesDropped: 0,
    });
    expect([...file.openTimes]).toEqual([0, 1, 2].map((index) => Date.UTC(2024, 0, 2, 10, 5 * index)));
    expect([...file.bars.high]).toEqual(soundRows(3).map((row) => row[2]));
    for (const values of [file.openTimes, ...Object.values(file.bars)]) {
      expect(values.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(values.buffer).toHaveProperty('growable', false);
    }
  });

  it.each(['us', 'ms'] as const)('widens times in %s and reports the unit', async (unit) => {
    const rows = soundRows(3);
    const times = timeColumn(
      rows.map((row) => row[0]),
      unit,
    );
    const file = await readColumns({ ...barColumns(rows), 'UTC time': times });
    expect(file.timestampUnit).toBe(unit);
    expect([...file.openTimes]).toEqual(rows.map((row) => Date.parse(row[0])));
  });

  it.each(['UTC', 'Etc/UTC', '+00:00'])('accepts the zone %s', async (zone) => {
    const rows = soundRows(2);
    const times = timeColumn(
      rows.map((row) => row[0]),
      'ns',
      zone,
    );
    expect((await readColumns({ ...barColumns(rows), 'UTC time': times })).rows).toBe(2);
  });

  it('reads volumes stored as integers', async () => {
    const rows = soundRows(2);
    const long = await readColumns({ ...barColumns(rows), Volume: column([5n, 9_007_199_254_740_991n], INT_64) });
    expect([...long.bars.volume]).toEqual([5, 9_007_199_254_740_991]);
    const short = await readColumns({ ...barColumns(rows), Volume: column([5, 8], INT_32) });
    expect([...short.bars.volume]).toEqual([5, 8]);
  });

  it('passes over other columns and the order of the columns', async () => {
    const { 'UTC time': time, ...prices } = barColumns(soundRows(2));
    const file = await readColumns({ Comment: column(['a', 'b'], TEXT), ...prices, 'UTC time': time });
    expect([...file.bars.open]).toEqual(soundRows(2).map((row) => row[1]));
  });

  it.each([Compression.UNCOMPRESSED, Compression.GZIP, Compression.ZSTD, Compression.BROTLI, Compression.LZ4_RAW])(
    'decodes codec %i',
    async (compression) => {
      const file = await readBytes(encodeColumns(barColumns(soundRows(50)), compression));
      expect([...file.bars.low]).toEqual(soundRows(50).map((row) => row[3]));
    },
  );

  it('joins row groups and counts rows over all of them', async () => {
    const rows = soundRows(100);
    const file = await readBytes(encodeColumns(barColumns(rows), Compression.SNAPPY, 7));
    expect([...file.bars.close]).toEqual(rows.map((row) => row[4]));
    expect([...file.openTimes]).toEqual(rows.map((row) => Date.parse(row[0])));
    const holed = rows.map(([time, open, ...rest], index): Row => [time, index === 75 ? null : open, ...rest]);
    const error = await awaitMarketDataError(readBytes(encodeColumns(barColumns(holed), Compression.SNAPPY, 7)));
    expect(error).toMatchObject({ code: 'DATA_NULL_VALUE', details: { row: 75 } });
  });

  it('keeps the first of repeated identical rows and counts the others (row 60)', async () => {
    const [a, b, c] = soundRows(3);
    const file = await readRows([a, a, b, b, b, c]);
    expect(file).toMatchObject({ rows: 6, duplicatesDropped: 3 });
    expect([...file.openTimes]).toEqual([a, b, c].map((row) => Date.parse(row[0])));
    expect([...file.bars.close]).toEqual([a[4], b[4], c[4]]);
  });

  it('lets H4 and D1 bars shift with daylight saving', async () => {
    const days = ['2024-03-08T22:00:00Z', '2024-03-10T21:00:00Z', '2024-03-11T20:00:00Z'];
    const rows = soundRows(3).map((row, index): Row => [days[index], row[1], row[2], row[3], row[4], row[5]]);
    expect((await readRows(rows, 'D1')).rows).toBe(3);
  });
});

describe('readSideFile refuses', () => {
  it('a data root that does not exist (row 46)', async () => {
    const root = path.join(folder, 'nowhere');
    const error = await awaitMarketDataError(
      readSideFile({ root, symbol: 'EURUSD', timeframe: 'M5', side: 'bid', cacheFolder: null }),
    );
    expect(error.code).toBe('DATA_ROOT_NOT_FOUND');
    expect(error.message).toContain(root);
    expect(error.hint).toContain('OMEGA_DATA_PARQUET_ROOT');
  });

  it('a missing side, naming the file and what is there (row 47)', async () => {
    const root = path.join(folder, 'one-side');
    placeFile(root, 'EURUSD_M5_BID.parquet', encodeColumns(barColumns(soundRows(2))));
    placeFile(root, 'EURUSD_H1_ASK.parquet', encodeColumns(barColumns(soundRows(2, 60))));
    const request = { root, symbol: 'EURUSD', timeframe: 'M5', side: 'ask', cacheFolder: null } as const;
    const error = await awaitMarketDataError(readSideFile(request));
    expect(error).toMatchObject({ code: 'DATA_FILE_NOT_FOUND', where: 'EURUSD M5 ASK' });
    expect(error.message).toContain('EURUSD/EURUSD_M5_ASK.parquet');
    expect(error.message).toContain('M5 BID, H1 ASK');
    const other = await awaitMarketDataError(readSideFile({ ...request, symbol: 'USDJPY' }));
    expect(other.message).toContain('symbols present: EURUSD');
  });

  it('a symbol that would lead out of the root', async () => {
    const request = { root: folder, symbol: '../EURUSD', timeframe: 'M5', side: 'bid', cacheFolder: null } as const;
    await expect(readSideFile(request)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('text, truncated and damaged files (row 48)', async () => {
    const bytes = encodeColumns(barColumns(soundRows(500)));
    const footerLength = bytes.readUInt32LE(bytes.length - 8);
    const damaged = Buffer.from(bytes);
    damaged.fill(0xff, 40, bytes.length - footerLength - 8);
    const cases = {
      empty: '',
      text: 'UTC time,Open,High,Low,Close,Volume\n'.repeat(3),
      truncated: bytes.subarray(0, bytes.length - 100),
      'without its beginning': bytes.subarray(1000),
      'damaged footer': patchBytes(bytes, bytes.subarray(bytes.length - footerLength - 8).toString('hex', 0, 8), 'ff'),
      'damaged pages': damaged,
    };
    for (const [name, content] of Object.entries(cases)) {
      const error = await awaitMarketDataError(readBytes(content));
      expect(error.code, name).toBe('DATA_PARQUET_UNREADABLE');
      expect(error.where, name).toBe('EURUSD M5 BID');
      expect(error.details.reason, name).not.toBe('');
    }
  });

  it('a codec that nothing reads (row 49)', async () => {
    const bytes = encodeColumns(barColumns(soundRows(2)));
    const path = Buffer.from('Close').toString('hex');
    const lzo = patchBytes(bytes, `19180${5}${path}1502`, `19180${5}${path}1506`);
    const error = await awaitMarketDataError(readBytes(lzo));
    expect(error.code).toBe('DATA_CODEC_UNSUPPORTED');
    expect(error.message).toContain("'Close' is compressed with LZO");
    expect(error.message).toContain('SNAPPY');
  });

  it('a misspelt column, listing the missing and the present names (row 50)', async () => {
    const { Close, ...rest } = barColumns(soundRows(2));
    const error = await awaitMarketDataError(readColumns({ ...rest, close: Close }));
    expect(error.code).toBe('DATA_MISSING_COLUMN');
    expect(error.details).toMatchObject({
      missing: ['Close'],
      present: ['UTC time', 'Open', 'High', 'Low', 'Volume', 'close'],
    });
  });

  it('prices as text or 32-bit float, and INT96 times (row 51)', async () => {
    const columns = barColumns(soundRows(2));
    const float = await awaitMarketDataError(readColumns({ ...columns, Low: column([1, 1], FLOAT_32) }));
    expect(float.code).toBe('DATA_COLUMN_TYPE');
    expect(float.message).toContain("'Low' has the type FLOAT, expected DOUBLE");
    const text = await awaitMarketDataError(readColumns({ ...columns, Open: column(['1', '1'], TEXT) }));
    expect(text.code).toBe('DATA_COLUMN_TYPE');
    const plain = await awaitMarketDataError(readColumns({ ...columns, 'UTC time': column([1n, 2n], INT_64) }));
    expect(plain.code).toBe('DATA_COLUMN_TYPE');
    const volume = await awaitMarketDataError(readColumns({ ...columns, Volume: columns['UTC time'] }));
    expect(volume.message).toContain('INT64 (TIMESTAMP), expected DOUBLE, INT64 or INT32');
    // INT96 cannot be written any more: turn the schema element of an INT64 time into one.
    const bytes = encodeColumns(columns);
    const name = `18085554${Buffer.from('C time').toString('hex')}`;
    const int96 = await awaitMarketDataError(readBytes(patchBytes(bytes, `15042502${name}`, `15062502${name}`)));
    expect(int96.code).toBe('DATA_COLUMN_TYPE');
    expect(int96.message).toContain('INT96');
    expect(int96.hint).toContain('use_deprecated_int96_timestamps=False');
  });

  it('naive times and times of another zone (row 52)', async () => {
    const rows = soundRows(2);
    const times = rows.map((row) => row[0]);
    for (const [zone, words] of [
      [null, 'none (local time)'],
      ['Europe/Berlin', 'Europe/Berlin'],
    ] as const) {
      const error = await awaitMarketDataError(
        readColumns({ ...barColumns(rows), 'UTC time': timeColumn(times, 'ns', zone) }),
      );
      expect(error.code).toBe('DATA_TIMEZONE');
      expect(error.message).toContain(`'${words}', expected UTC`);
      expect(error.hint).toContain('tz_convert');
    }
  });

  it('a file without rows (row 53)', async () => {
    expect((await awaitMarketDataError(readRows([]))).code).toBe('DATA_EMPTY');
  });

  it('a null price or time (row 54)', async () => {
    const error = await awaitMarketDataError(readRows(rowsWith(4, ([time, , ...rest]) => [time, null, ...rest])));
    expect(error).toMatchObject({ code: 'DATA_NULL_VALUE', where: 'EURUSD M5 BID row 4 (2024-01-02T10:20:00Z)' });
    expect(error.message).toBe("column 'Open' is null, expected a value (data rows count from 0)");
    expect(error.details).toMatchObject({ column: 'Open', row: 4, side: 'BID', timeframe: 'M5', symbol: 'EURUSD' });
    const rows = soundRows(3);
    const times = timeColumn([rows[0][0], null, rows[2][0]]);
    const time = await awaitMarketDataError(readColumns({ ...barColumns(rows), 'UTC time': times }));
    expect(time).toMatchObject({ code: 'DATA_NULL_VALUE', where: 'EURUSD M5 BID row 1 (no time)' });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('the number %d (row 55)', async (value) => {
    const error = await awaitMarketDataError(readRows(rowsWith(2, ([t, o, h, l, , v]) => [t, o, h, l, value, v])));
    expect(error).toMatchObject({ code: 'DATA_NON_FINITE', where: 'EURUSD M5 BID row 2 (2024-01-02T10:10:00Z)' });
    expect(error.details).toMatchObject({ column: 'Close', value: String(value) });
  });

  it.each([0, -1.1])('the price %d (row 56)', async (value) => {
    const error = await awaitMarketDataError(readRows(rowsWith(0, ([t, o, h, , c, v]) => [t, o, h, value, c, v])));
    expect(error.code).toBe('DATA_NON_POSITIVE_PRICE');
    expect(error.details).toMatchObject({ column: 'Low', row: 0, value });
  });

  it('a high below the close (row 57)', async () => {
    const error = await awaitMarketDataError(readRows(rowsWith(5, ([t, , , , , v]) => [t, 1.1, 1.2, 1.1, 1.3, v])));
    expect(error).toMatchObject({ code: 'DATA_OHLC', where: 'EURUSD M5 BID row 5 (2024-01-02T10:25:00Z)' });
    expect(error.details).toMatchObject({ open: 1.1, high: 1.2, low: 1.1, close: 1.3 });
  });

  it('a negative volume (row 58)', async () => {
    const error = await awaitMarketDataError(readRows(rowsWith(1, ([t, o, h, l, c]) => [t, o, h, l, c, -1])));
    expect(error.code).toBe('DATA_NEGATIVE_VOLUME');
    expect(error.details).toMatchObject({ row: 1, value: -1 });
  });

  it('rows out of order (row 59)', async () => {
    const [a, b, c] = soundRows(3);
    const error = await awaitMarketDataError(readRows([a, c, b]));
    expect(error).toMatchObject({ code: 'DATA_OUT_OF_ORDER', where: 'EURUSD M5 BID row 2 (2024-01-02T10:05:00Z)' });
    expect(error.message).toContain('2024-01-02T10:10:00Z');
  });

  it('one time with two sets of values (row 61)', async () => {
    const [a, b, c] = soundRows(3);
    const error = await awaitMarketDataError(readRows([a, b, b, [b[0], b[1], b[2] + 1, b[3], b[4], b[5]], c]));
    expect(error).toMatchObject({ code: 'DATA_DUPLICATE_DIVERGENT' });
    expect(error.details).toMatchObject({ row: 3, previous_row: 2 });
    const zero: Row = [b[0], b[1], b[2], b[3], b[4], 0];
    const negativeZero: Row = [b[0], b[1], b[2], b[3], b[4], -0];
    expect((await awaitMarketDataError(readRows([zero, negativeZero]))).code).toBe('DATA_DUPLICATE_DIVERGENT');
  });

  it('a bar off the grid (row 62)', async () => {
    const rows = rowsWith(3, ([, ...rest]) => ['2024-01-02T10:13:00Z', ...rest]);
    const error = await awaitMarketDataError(readRows(rows));
    expect(error).toMatchObject({ code: 'DATA_OFF_GRID', where: 'EURUSD M5 BID row 3 (2024-01-02T10:13:00Z)' });
    expect(error.message).not.toContain('looks like');
  });

  it('bars of a shorter timeframe (row 63)', async () => {
    const minutes = await awaitMarketDataError(readRows(soundRows(30, 1)));
    expect(minutes.code).toBe('DATA_OFF_GRID');
    expect(minutes.message).toContain('file content looks like M1');
    const hours = await awaitMarketDataError(readRows(soundRows(30, 60), 'D1'));
    expect(hours).toMatchObject({ code: 'DATA_BAR_OVERLAP', details: { looks_like: 'H1' } });
    expect(hours.message).toContain('file content looks like H1');
  });

  it('times that are not whole milliseconds', async () => {
    const base = BigInt(Date.UTC(2024, 0, 2, 10)) * 1_000_000n;
    const times = nanosecondColumn([base, base + 300_000_000_001n]);
    const error = await awaitMarketDataError(readColumns({ ...barColumns(soundRows(2)), 'UTC time': times }));
    expect(error.code).toBe('DATA_OFF_GRID');
    expect(error.message).toContain('1704189900000000001 ns');
  });

  it('the first bad row of the file, and the first broken rule of that row', async () => {
    const rows = soundRows(6).map((row, index): Row => {
      if (index === 2) return [row[0], row[1], row[2], row[3], row[4], -1];
      return index === 1 ? [row[0], Number.NaN, row[2], -1, row[4], -1] : row;
    });
    expect(await awaitMarketDataError(readRows(rows))).toMatchObject({ code: 'DATA_NON_FINITE', details: { row: 1 } });
  });
});

describe('readSideFile on links', () => {
  it('says that a link to itself cannot be read', async () => {
    const root = path.join(folder, `root-${roots++}`);
    placeFile(root, 'other', '');
    const link = path.join(root, 'EURUSD', 'EURUSD_M5_BID.parquet');
    symlinkSync(link, link);
    const call = readSideFile({ root, symbol: 'EURUSD', timeframe: 'M5', side: 'bid', cacheFolder: null });
    const error = await awaitMarketDataError(call);
    expect(error).toMatchObject({ code: 'DATA_PARQUET_UNREADABLE', where: 'EURUSD M5 BID' });
    expect(error.message).toContain('ELOOP');
  });
});

describe('readSideFile on damaged bytes', () => {
  it('always ends with a value or a market data error, and can read again afterwards', async () => {
    const sound = encodeColumns({
      ...barColumns(soundRows(400)),
      Volume: vectorFromArray(
        soundRows(400).map((_, index) => (index * 7919) % 1000),
        new Float64(),
      ),
    });
    const codes = new Map<string, number>();
    for (let attempt = 0; attempt < 120; attempt += 1) {
      const damaged = Buffer.from(sound);
      for (let change = 0; change < 4; change += 1) {
        damaged[4 + ((attempt * 7919 + change * 104_729) % (sound.length - 12))] ^= 1 << (attempt % 8);
      }
      const outcome = await readBytes(damaged).then(
        () => 'read',
        (error: { code?: string }) => error.code ?? String(error),
      );
      codes.set(outcome, (codes.get(outcome) ?? 0) + 1);
    }
    for (const code of codes.keys()) expect(code).toMatch(/^(read|DATA_[A-Z_]+)$/);
    expect(codes.get('DATA_PARQUET_UNREADABLE')).toBeGreaterThan(10);
    expect((await readBytes(sound)).rows).toBe(400);
  });
});

describe.skipIf(!hasSharedFolder('reading the real market files'))('readSideFile on real files', () => {
  it('reads the rows and times that the data sheet names', async () => {
    const root = path.join(SHARED_FOLDER, 'data/real');
    const request = { root, symbol: 'GBPUSD', timeframe: 'M1', side: 'ask', cacheFolder: null } as const;
    const file = await readSideFile(request);
    expect(file.rows).toBe(368_621);
    expect(file.openTimes[0]).toBe(Date.UTC(2012, 0, 2, 3, 9));
    expect(file.openTimes.at(-1)).toBe(Date.UTC(2012, 11, 28, 21, 57));
  });
});
