import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImportRequest } from '../../../../src/core/data/import/import-bars.ts';
import { writeMarketFiles } from '../../../../src/core/data/market-files.ts';
import { synthesizeSample } from '../../../../src/core/data/synthesize-bars.ts';
import { createWorkbench, readImported, refusalOf } from './import-workbench.ts';

const HEADER = 'UTC time,Open,High,Low,Close,Volume\n';
const line = (time: string, values = '1.1,1.2,1.0,1.15,7') => `2024-01-02 ${time},${values}\n`;
const GOOD = HEADER + line('10:00') + line('10:05');

describe('prices', () => {
  it.each([
    ['1.08213', 1.08213],
    ['0.1000000000000000055511151231257827021181583404541015625', 0.1],
    ['0.100000000000000012490009027033011079765856266021728515625', 0.1],
    ['0.1000000000000000124900090270330110797658562660217285156251', 0.10000000000000002],
    ['9007199254740993.0', 9007199254740992],
    ['9007199254740993.00000000000000000001', 9007199254740994],
    ['1e-3', 0.001],
    ['.5', 0.5],
    [' 2. ', 2],
  ])('%s is the nearest double', async (text, expected) => {
    const bench = createWorkbench();
    await bench.run({ files: [bench.write('a.csv', HEADER + line('10:00', `${text},${text},${text},${text},0`))] });
    expect(await readImported(bench.root)).toEqual([
      `2024-01-02T10:00 ${expected} ${expected} ${expected} ${expected} 0`,
    ]);
  });

  it('of a whole series give the bytes of the original file', async () => {
    const bench = createWorkbench();
    const original = synthesizeSample().find(({ timeframe, side }) => timeframe === 'M15' && side === 'ask');
    if (original === undefined) throw new Error('the sample has no M15');
    const { openTimes, bars } = original.table;
    let text = HEADER;
    for (const [row, time] of openTimes.entries()) {
      const values = [bars.open, bars.high, bars.low, bars.close, bars.volume].map((column) => column[row]);
      text += `${new Date(time).toISOString()},${values.join(',')}\n`;
    }
    const [expected] = await writeMarketFiles(`${bench.root}-original`, [original], { overwrite: false });
    const { files } = await bench.run({ files: [bench.write('a.csv', text)], timeframe: 'M15', side: 'ask' });
    expect(files).toEqual([expected]);
  });
});

describe('a line that breaks a rule', () => {
  it.each<[string, string, string, string, string, Partial<ImportRequest>?]>([
    [
      'a text for a price',
      line('10:05', '1.1,abc,1,1.1,7'),
      'DATA_COLUMN_TYPE',
      'a.csv:3 column 3 (High)',
      "High is 'abc', expected a decimal number",
    ],
    [
      'a decimal comma',
      line('10:05', '"1,1",1.2,1,1.1,7'),
      'DATA_COLUMN_TYPE',
      'a.csv:3 column 2 (Open)',
      "Open is '1,1', expected a decimal number",
    ],
    ['a hexadecimal number', line('10:05', '0x1,1.2,1,1.1,7'), 'DATA_COLUMN_TYPE', 'a.csv:3 column 2 (Open)', "'0x1'"],
    ['an empty price', line('10:05', '1.1,,1,1.1,7'), 'DATA_NULL_VALUE', 'a.csv:3 column 3 (High)', 'High is empty'],
    ['NaN', line('10:05', '1.1,nan,1,1.1,7'), 'DATA_NON_FINITE', 'a.csv:3 column 3 (High)', "High is 'nan'"],
    [
      'too few fields',
      '2024-01-02 10:05,1.1\n',
      'DATA_MISSING_COLUMN',
      'a.csv:3',
      'has 2 fields, expected 6 as in the header',
    ],
    [
      'a text for a time',
      'noon,1,1,1,1,1\n',
      'DATA_COLUMN_TYPE',
      'a.csv:3 column 1 (UTC time)',
      "the time is 'noon', expected a time like",
    ],
    [
      'a day that does not exist',
      '2024-02-30 10:05,1,1,1,1,1\n',
      'DATA_COLUMN_TYPE',
      'a.csv:3 column 1 (UTC time)',
      "'2024-02-30 10:05'",
    ],
    [
      'a month before the day',
      '02/01/2024 10:05,1,1,1,1,1\n',
      'DATA_COLUMN_TYPE',
      'a.csv:3 column 1 (UTC time)',
      "'02/01/2024 10:05'",
    ],
    ['no time', ',1,1,1,1,1\n', 'DATA_NULL_VALUE', 'a.csv:3 column 1 (UTC time)', "the time is ''"],
    [
      'a negative price',
      line('10:05', '-1,1.2,-2,1.1,7'),
      'DATA_NON_POSITIVE_PRICE',
      'a.csv:3 column 2 (Open)',
      'Open is -1, expected more than 0',
    ],
    ['a high below the close', line('10:05', '1.1,1.1,1,1.15,7'), 'DATA_OHLC', 'a.csv:3', 'High 1.1'],
    [
      'a negative volume',
      line('10:05', '1.1,1.2,1,1.15,-7'),
      'DATA_NEGATIVE_VOLUME',
      'a.csv:3 column 6 (Volume)',
      'Volume is -7',
    ],
    [
      'a time before the last one',
      line('09:55'),
      'DATA_OUT_OF_ORDER',
      'a.csv:3',
      '2024-01-02T09:55:00Z is earlier than 2024-01-02T10:00:00Z',
    ],
    [
      'the same time with other values',
      line('10:00', '1.1,1.2,1.0,1.16,7'),
      'DATA_DUPLICATE_DIVERGENT',
      'a.csv:3',
      'repeats the time of line 2 with other values',
    ],
    ['a time off the grid', line('10:03'), 'DATA_OFF_GRID', 'a.csv:3', 'not a multiple of M5'],
    ['a time finer than a millisecond', line('10:05:00.0001'), 'DATA_OFF_GRID', 'a.csv:3', '2024-01-02 10:05:00.0001'],
    ['a shorter timeframe', line('10:01') + line('10:02'), 'DATA_OFF_GRID', 'a.csv:3', 'file content looks like M1'],
  ])('%s is refused with its place', async (_, bad, code, where, words) => {
    const { error, leftovers } = await refusalOf(HEADER + line('10:00') + bad);
    expect({ code: error.code, where: error.where }).toEqual({ code, where });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('rows count');
    expect(error.details).toMatchObject({ file: 'a.csv', line: 3 });
    expect(leftovers).toEqual([]);
  });

  it('is reported before a later one that cannot even be read', async () => {
    const { error } = await refusalOf(HEADER + line('10:00', '-1,1,-1,1,1') + line('10:05', 'x,1,1,1,1'));
    expect(error).toMatchObject({ code: 'DATA_NON_POSITIVE_PRICE', where: 'a.csv:2 column 2 (Open)' });
  });
});

describe('a file that cannot be imported', () => {
  it.each<[string, string, string, string, Partial<ImportRequest>?]>([
    ['is empty', '', 'DATA_EMPTY', 'a.csv'],
    ['has a header only', HEADER, 'DATA_EMPTY', 'EURUSD/EURUSD_M5_BID.parquet'],
    ['has an unknown layout', 'a,b,c\n1,2,3\n', 'DATA_MISSING_COLUMN', 'a.csv:1'],
    ['is of another format than stated', GOOD, 'DATA_MISSING_COLUMN', 'a.csv:1', { format: 'metatrader' }],
    ['lacks a mapped column', GOOD, 'DATA_MISSING_COLUMN', 'a.csv:1', { columns: new Map([['time', 'Zeit']]) }],
  ])('%s', async (_, content, code, where, request = {}) => {
    const { error, leftovers } = await refusalOf(content, request);
    expect(error).toMatchObject({ code, where });
    expect(leftovers).toEqual([]);
  });

  it('is missing, or a folder', async () => {
    const bench = createWorkbench();
    bench.write('folder/x', '');
    const missing = bench.run({ files: [`${bench.root}/../nope.csv`] });
    await expect(missing).rejects.toMatchObject({ code: 'DATA_FILE_NOT_FOUND' });
    await expect(bench.run({ files: [`${bench.root}/../folder`] })).rejects.toMatchObject({
      code: 'DATA_FILE_NOT_FOUND',
    });
  });

  it('does not say which side it is', async () => {
    const bench = createWorkbench();
    const run = (name: string) => bench.run({ files: [bench.write(name, GOOD)], side: 'both' });
    await expect(run('bidder.csv')).rejects.toMatchObject({ code: 'USAGE' });
    await expect(run('bid_ask.csv')).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('files that are there already', () => {
  it('stay if they are the same, and are never replaced by others', async () => {
    const bench = createWorkbench();
    await bench.run({ files: [bench.write('a.csv', GOOD)] });
    const file = `${bench.root}/EURUSD/EURUSD_M5_BID.parquet`;
    const before = readFileSync(file);
    expect((await bench.run({ files: [bench.write('b.csv', GOOD)] })).files).toMatchObject([{ isNew: false }]);
    await expect(bench.run({ files: [bench.write('c.csv', GOOD + line('10:10'))] })).rejects.toMatchObject({
      code: 'OUT_DIR_CONFLICT',
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(bench.leftovers().toSorted()).toEqual(['EURUSD', 'EURUSD/EURUSD_M5_BID.parquet']);
  });

  it('block the other side, too: all files or none', async () => {
    const bench = createWorkbench();
    await bench.run({ files: [bench.write('a.csv', GOOD)], side: 'ask' });
    const files = [bench.write('new_bid.csv', GOOD), bench.write('new_ask.csv', GOOD + line('10:10'))];
    await expect(bench.run({ files, side: 'both' })).rejects.toMatchObject({ code: 'OUT_DIR_CONFLICT' });
    expect(bench.leftovers().toSorted()).toEqual(['EURUSD', 'EURUSD/EURUSD_M5_ASK.parquet']);
  });
});

describe('a long file', () => {
  /** One more than the rows that are checked together. */
  const PIECE = 131_073;
  const longFile = (rows: number) => {
    const parts = [HEADER];
    for (let row = 0; row < rows; row += 1) {
      parts.push(`${new Date(row * 300_000).toISOString()},1.1,1.2,1.0,1.15,${row % 9}\n`);
    }
    return parts;
  };

  it('is checked across the ends of its pieces, and repeated lines are dropped there', async () => {
    const bench = createWorkbench();
    const parts = longFile(PIECE + 5);
    // The last bar of the first piece comes three times.
    parts.splice(PIECE + 1, 0, parts[PIECE], parts[PIECE]);
    const report = await bench.run({ files: [bench.write('a.csv', parts.join(''))] });
    expect(report.files).toMatchObject([{ rows: PIECE + 5 }]);
    expect(report.duplicatesDropped).toEqual({ bid: 2 });
  });

  it('names the line of a divergent repetition at the end of a piece', async () => {
    const parts = longFile(PIECE + 5);
    parts.splice(PIECE + 1, 0, parts[PIECE], parts[PIECE].replace('1.15', '1.16'));
    const { error } = await refusalOf(parts.join(''));
    expect(error).toMatchObject({ code: 'DATA_DUPLICATE_DIVERGENT', where: `a.csv:${PIECE + 3}` });
    expect(error.message).toContain(`repeats the time of line ${PIECE + 2} `);
  });

  it('can be stopped between two pieces and leaves nothing behind', async () => {
    const bench = createWorkbench();
    const file = bench.write('a.csv', longFile(PIECE + 5).join(''));
    const run = bench.run({ files: [file], signal: AbortSignal.abort() });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(bench.leftovers()).toEqual([]);
  });

  it('ends for a signal that comes while the last lines are read', async () => {
    const bench = createWorkbench();
    const file = bench.write('a.csv', GOOD);
    const abort = new AbortController();
    const run = bench.run({ files: [file], signal: abort.signal });
    setImmediate(() => abort.abort());
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(bench.leftovers()).toEqual([]);
  });
});
