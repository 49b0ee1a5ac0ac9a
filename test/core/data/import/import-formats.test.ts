import { describe, expect, it } from 'vitest';
import { parseColumnMap } from '../../../../src/core/data/import/column-map.ts';
import type { ImportRequest } from '../../../../src/core/data/import/import-bars.ts';
import { createWorkbench, readImported, refusalOf } from './import-workbench.ts';

const BARS = ['2024-01-02T10:00 1.1 1.2 1 1.15 7', '2024-01-02T10:05 1.15 1.3 1.1 1.25 8.5'];

/** The same two bars in every layout. */
const LAYOUTS: [what: string, content: string, request?: Partial<ImportRequest>][] = [
  [
    'omega',
    'UTC time,Open,High,Low,Close,Volume\n2024-01-02 10:00:00+00:00,1.1,1.2,1.0,1.15,7\n2024-01-02T10:05Z,1.15,1.3,1.1,1.25,8.5\n',
  ],
  [
    'omega with other columns in another order',
    'Volume,Close,Low,High,Open,UTC time,x\n7,1.15,1,1.2,1.1,2024-01-02 10:00,a\n8.5,1.25,1.1,1.3,1.15,2024-01-02 10:05,b\n',
  ],
  [
    'dukascopy',
    'Gmt time,Open,High,Low,Close,Volume\n02.01.2024 10:00:00.000,1.10000,1.20000,1.00000,1.15000,7.0\n02.01.2024 10:05:00.000,1.15,1.3,1.1,1.25,8.5\n',
  ],
  [
    'dukascopy with zones in the times',
    'Local time,Open,High,Low,Close,Volume\n02.01.2024 10:00:00.000 GMT+0000,1.1,1.2,1,1.15,7\n02.01.2024 10:05:00.000 GMT+0000,1.15,1.3,1.1,1.25,8.5\n',
  ],
  [
    'dukascopy of its platform',
    'Time (UTC),Open,High,Low,Close,Volume \n2024.01.02 10:00:00,1.1,1.2,1,1.15,7\n2024.01.02 10:05:00,1.15,1.3,1.1,1.25,8.5\n',
  ],
  [
    'milliseconds since the epoch',
    'timestamp,open,high,low,close,volume\n1704189600000,1.1,1.2,1,1.15,7\n1704189900000,1.15,1.3,1.1,1.25,8.5\n',
  ],
  [
    'metatrader 5',
    '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n2024.01.02\t10:00:00\t1.1\t1.2\t1.0\t1.15\t7\t0\t3\n2024.01.02\t10:05:00\t1.15\t1.3\t1.1\t1.25\t8.5\t0\t3\n',
    { isUtcStated: true },
  ],
  [
    'metatrader 4',
    '2024.01.02,10:00,1.1,1.2,1.0,1.15,7\n2024.01.02,10:05,1.15,1.3,1.1,1.25,8.5\n',
    { isUtcStated: true },
  ],
  [
    'generic by name',
    'd;o;h;l;c;v\n2024-01-02 10:00;1.1;1.2;1;1.15;7\n2024-01-02 10:05;1.15;1.3;1.1;1.25;8.5\n',
    { isUtcStated: true, columns: parseColumnMap('time=d,open=o,high=h,low=l,close=c,volume=v') },
  ],
  [
    'generic by number',
    '1704189600,7,1.1,1.2,1,1.15\n1704189900,8.5,1.15,1.3,1.1,1.25\n',
    { columns: parseColumnMap('time=1,open=3,high=4,low=5,close=6,volume=2') },
  ],
  [
    'generic by number with a header',
    't,v,o,h,l,c\n1704189600,7,1.1,1.2,1,1.15\n1704189900,8.5,1.15,1.3,1.1,1.25\n',
    { columns: parseColumnMap('time=1,open=3,high=4,low=5,close=6,volume=2') },
  ],
  [
    'quoted fields, carriage returns and no last line break',
    '"UTC time","Open","High","Low","Close","Volume"\r\n"2024-01-02 10:00","1.1","1.2","1","1.15","7"\r\n"2024-01-02 10:05",1.15,1.3,1.1,1.25,8.5',
  ],
];

describe('an import reads', () => {
  it.each(LAYOUTS)('%s', async (_, content, request = {}) => {
    const bench = createWorkbench();
    const report = await bench.run({ files: [bench.write('a.csv', content)], ...request });
    expect(await readImported(bench.root)).toEqual(BARS);
    expect(report.sources[0]?.lines).toBe(2);
    expect(report.files).toMatchObject([{ path: 'EURUSD/EURUSD_M5_BID.parquet', rows: 2, isNew: true }]);
    expect(bench.leftovers().toSorted()).toEqual(['EURUSD', 'EURUSD/EURUSD_M5_BID.parquet']);
  });

  it.each(['utf16le', 'utf8'] as const)('a byte-order mark (%s)', async (encoding) => {
    const bench = createWorkbench();
    const file = bench.write('a.csv', Buffer.from(`\ufeff${LAYOUTS[0]?.[1]}`, encoding));
    await bench.run({ files: [file] });
    expect(await readImported(bench.root)).toEqual(BARS);
  });

  it('both sides from one file', async () => {
    const bench = createWorkbench();
    const content = 'time,bo,bh,bl,bc,ao,ah,al,ac,v\n1704189600,1.1,1.2,1,1.15,1.11,1.21,1.01,1.16,7\n';
    const columns = parseColumnMap(
      'time=time,bid_open=bo,bid_high=bh,bid_low=bl,bid_close=bc,ask_open=ao,ask_high=ah,ask_low=al,ask_close=ac,volume=v',
    );
    await bench.run({ files: [bench.write('a.csv', content)], columns, side: 'both' });
    expect(await readImported(bench.root, 'bid')).toEqual(['2024-01-02T10:00 1.1 1.2 1 1.15 7']);
    expect(await readImported(bench.root, 'ask')).toEqual(['2024-01-02T10:00 1.11 1.21 1.01 1.16 7']);
  });

  it('several files of both sides in the order of their times', async () => {
    const bench = createWorkbench();
    const file = (name: string, minute: number, price: number) =>
      bench.write(
        name,
        `UTC time,Open,High,Low,Close,Volume\n2024-01-02 10:0${minute},${price},${price},${price},${price},1\n`,
      );
    const files = [
      file('late-bid.csv', 5, 2),
      file('EURUSD_ASK_2.csv', 5, 2.1),
      file('Bid.csv', 0, 1),
      file('x ask.csv', 0, 1.1),
    ];
    const report = await bench.run({ files, side: 'both' });
    expect(await readImported(bench.root, 'bid')).toEqual(['2024-01-02T10:00 1 1 1 1 1', '2024-01-02T10:05 2 2 2 2 1']);
    expect(await readImported(bench.root, 'ask')).toHaveLength(2);
    expect(report.files.map(({ path }) => path)).toEqual([
      'EURUSD/EURUSD_M5_BID.parquet',
      'EURUSD/EURUSD_M5_ASK.parquet',
    ]);
  });
});

describe('times that are not known to be UTC are refused', () => {
  const naive = '2024-01-02 10:00,1,1,1,1,1\n';
  const columns = parseColumnMap('time=1,open=2,high=3,low=4,close=5,volume=6');
  it.each([
    ['no zone', naive, { columns }, "the time '2024-01-02 10:00' has no zone", 'a.csv:1 column 1'],
    ['metatrader', LAYOUTS[7]?.[1] ?? '', {}, 'has no zone, expected UTC', 'a.csv:1 column 2'],
    [
      'an offset',
      naive.replace(',', '+02:00,'),
      { columns },
      "has the zone '+02:00', expected UTC",
      'a.csv:1 column 1',
    ],
    [
      'an offset that --timezone cannot change',
      naive.replace(',', ' GMT+0100,'),
      { columns, isUtcStated: true },
      "'GMT+0100'",
      'a.csv:1 column 1',
    ],
    [
      'a zone in the header',
      'Time (EET),Open,High,Low,Close,Volume\n2024.01.02 10:00:00,1,1,1,1,1\n',
      { isUtcStated: true },
      "zone 'EET'",
      'a.csv:1',
    ],
  ])('%s', async (_, content, request, words, where) => {
    const { error, leftovers } = await refusalOf(content, request);
    expect(error.code).toBe('DATA_TIMEZONE');
    expect(error.message).toContain(words);
    expect(error.where).toMatch(new RegExp(`^${where}( \\(|$)`));
    expect(error.hint).toMatch(/UTC/);
    expect(leftovers).toEqual([]);
  });
});

describe('the column map', () => {
  it.each([
    ['open=1', 'lacks high, low, close, volume, time'],
    ['time=1,opne=2', 'did you mean open?'],
    ['time', 'names no column'],
    ['time=1,time=2', 'given twice'],
    ['time=1,bid_open=1,bid_high=1,bid_low=1,bid_close=1,volume=1', 'lacks ask_open'],
  ])('"%s" is refused', (text, words) => {
    expect(() => parseColumnMap(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    try {
      parseColumnMap(text);
    } catch (error) {
      const { message, hint } = error as { message: string; hint?: string };
      expect(`${message} ${hint}`).toContain(words);
    }
  });
});
