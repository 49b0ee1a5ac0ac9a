import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type NewsTable, readNewsTable } from '../../../src/core/data/side-file.ts';
import { hasSharedFolder, SHARED_FOLDER } from '../../support/shared-folder.ts';
import { awaitMarketDataError } from './catch-error.ts';
import {
  CATEGORY,
  type Columns,
  column,
  encodeColumns,
  INT_32,
  INT_64,
  nanosecondColumn,
  TEXT,
  timeColumn,
} from './parquet-samples.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const folder = createTemporaryFolder();
const cacheFolder = path.join(folder, 'cache');
const TIMES = ['2024-01-05T13:30:00Z', '2024-01-05T13:30:00Z', '2024-01-02T09:00:00.250Z'];

const sound: Columns = {
  'UTC time': nanosecondColumn(TIMES.map((time) => BigInt(Date.parse(time)) * 1_000_000n)),
  Id: column([3n, -2n, 9_007_199_254_740_993n], INT_64),
  Name: column(['Payrolls', 'Lohn Ø 平均', ''], TEXT),
  Impact: column(['HIGH', ' low', 'Holiday'], TEXT),
  Currency: column(['USD', 'usd', 'EUR'], TEXT),
};

function readColumns(columns: Columns, cache: string | null = null): Promise<NewsTable> {
  const file = path.join(folder, 'news.parquet');
  writeFileSync(file, encodeColumns(columns));
  return readNewsTable(file, cache);
}

describe('readNewsTable', () => {
  it('returns the values as they stand in the file', async () => {
    const table = await readColumns(sound);
    expect([...table.times]).toEqual(TIMES.map((time) => Date.parse(time)));
    expect(table.ids).toEqual(['3', '-2', '9007199254740993']);
    expect(table.names).toEqual(['Payrolls', 'Lohn Ø 平均', '']);
    expect(table.impacts).toEqual(['HIGH', ' low', 'Holiday']);
    expect(table.currencies).toEqual(['USD', 'usd', 'EUR']);
    expect(table).toMatchObject({ rows: 3, path: 'news.parquet', timestampUnit: 'ns' });
    expect(table.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('returns the same from the column cache', async () => {
    const first = await readColumns(sound, cacheFolder);
    const second = await readNewsTable(path.join(folder, 'news.parquet'), cacheFolder);
    expect(second).toEqual(first);
  });

  it('accepts ids as 32-bit integers or text, and texts as categories', async () => {
    expect((await readColumns({ ...sound, Id: column([1, -2, 3], INT_32) })).ids).toEqual(['1', '-2', '3']);
    expect((await readColumns({ ...sound, Id: column(['a', '007', 'b'], TEXT) })).ids).toEqual(['a', '007', 'b']);
    const impacts = ['HIGH', 'LOW', 'HIGH'];
    expect((await readColumns({ ...sound, Impact: column(impacts, CATEGORY) })).impacts).toEqual(impacts);
  });

  it('refuses a missing file, naming the variable (row 77)', async () => {
    const error = await awaitMarketDataError(readNewsTable(path.join(folder, 'none.parquet'), null));
    expect(error.code).toBe('DATA_FILE_NOT_FOUND');
    expect(error.hint).toContain('OMEGA_NEWS_CALENDAR_FILE');
  });

  it('refuses wrong columns, nulls and no rows', async () => {
    const { Impact, ...rest } = sound;
    expect((await awaitMarketDataError(readColumns(rest))).code).toBe('DATA_MISSING_COLUMN');
    const numbers = await awaitMarketDataError(readColumns({ ...sound, Impact: column([1n, 2n, 3n], INT_64) }));
    expect(numbers.code).toBe('DATA_COLUMN_TYPE');
    const naive = await awaitMarketDataError(readColumns({ ...sound, 'UTC time': timeColumn(TIMES, 'ns', null) }));
    expect(naive.code).toBe('DATA_TIMEZONE');
    const unnamed = await awaitMarketDataError(readColumns({ ...sound, Name: column(['a', null, 'b'], TEXT) }));
    expect(unnamed).toMatchObject({ code: 'DATA_NULL_VALUE', where: 'news.parquet row 1 (2024-01-05T13:30:00Z)' });
    const empty = Object.fromEntries(Object.entries(sound).map(([name, vector]) => [name, vector.slice(0, 0)]));
    expect((await awaitMarketDataError(readColumns(empty))).code).toBe('DATA_EMPTY');
    expect(Impact.length).toBe(3);
  });

  it('refuses times finer than a millisecond', async () => {
    const error = await awaitMarketDataError(readColumns({ ...sound, 'UTC time': nanosecondColumn([0n, 1n, 2n]) }));
    expect(error).toMatchObject({ code: 'DATA_NEWS_VALUE', details: { row: 1, value: '1 ns' } });
  });
});

describe.skipIf(!hasSharedFolder('reading the real news calendar'))('readNewsTable on a real calendar', () => {
  it('reads the counts that the data sheet names', async () => {
    const table = await readNewsTable(path.join(SHARED_FOLDER, 'data/real/news/news_calendar.parquet'), null);
    const count = (impact: string) => table.impacts.filter((value) => value === impact).length;
    expect(table.rows).toBe(52_910);
    expect([count('LOW'), count('MEDIUM'), count('HIGH')]).toEqual([26_828, 20_694, 5_388]);
    expect(table.times[0]).toBe(Date.UTC(2008, 0, 1, 10));
    expect(table.times.at(-1)).toBe(Date.UTC(2016, 11, 30, 20, 30));
    expect(new Set(table.ids).size).toBe(52_910);
  });
});
