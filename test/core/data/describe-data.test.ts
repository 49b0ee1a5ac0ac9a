import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeData } from '../../../src/core/data/describe-data.ts';
import { validateData } from '../../../src/core/data/validate-data.ts';
import { barColumns, encodeColumns, placeFile, type Row, soundRows } from './parquet-samples.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const folder = createTemporaryFolder();

/** The rows with all prices moved. */
function shifted(rows: readonly Row[], by: number): Row[] {
  return rows.map(([time, open, high, low, close, volume]) => [
    time,
    (open ?? 0) + by,
    high + by,
    low + by,
    close + by,
    volume,
  ]);
}

function makeRoot(name: string, bid: readonly Row[], ask: readonly Row[]): string {
  const root = path.join(folder, name);
  placeFile(root, 'EURUSD_M5_BID.parquet', encodeColumns(barColumns(bid)));
  placeFile(root, 'EURUSD_M5_ASK.parquet', encodeColumns(barColumns(ask)));
  return root;
}

const rows = soundRows(200);
const crossedAsk = shifted(rows, 0.0002).map((row, index): Row => {
  if (index !== 150 && index !== 160) return row;
  return [row[0], row[1], row[2], row[3] - 0.0004, row[4] - 0.0004, row[5]];
});

describe('describeData', () => {
  it('counts bars, gaps and crossed bars of each series', async () => {
    const bid = rows.filter((_, index) => index < 50 || index >= 55);
    const root = makeRoot('info', bid, crossedAsk);
    const [description, ...others] = await describeData(root, path.join(folder, 'cache'));
    expect(others).toEqual([]);
    expect(description).toMatchObject({
      symbol: 'EURUSD',
      timeframe: 'M5',
      bid: { bars: 195, firstTimeMs: Date.UTC(2024, 0, 2, 10), repair: null, duplicatesDropped: 0 },
      ask: { bars: 200, lastTimeMs: Date.UTC(2024, 0, 2, 10, 5 * 199) },
      joined: { bars: 195, crossedBars: 2, gaps: { expectedBars: 200, missingBars: 5, longestGapBars: 5 } },
      errors: [],
    });
    expect(description.bid?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('lists a broken or missing side with its error and goes on', async () => {
    const root = makeRoot('broken', rows, shifted(rows, 0.0002));
    placeFile(root, 'EURUSD_M15_BID.parquet', 'not Parquet');
    placeFile(root, 'EURUSD_H1_ASK.parquet', encodeColumns(barColumns(soundRows(5, 60))));
    writeFileSync(path.join(root, 'README.md'), 'passed over');
    placeFile(root, 'notes.txt', 'passed over');
    const descriptions = await describeData(root, null);
    expect(descriptions.map(({ timeframe, errors }) => [timeframe, errors.map((error) => error.code)])).toEqual([
      ['M5', []],
      ['M15', ['DATA_PARQUET_UNREADABLE', 'DATA_FILE_NOT_FOUND']],
      ['H1', ['DATA_FILE_NOT_FOUND']],
    ]);
    expect(descriptions[2]).toMatchObject({ bid: null, ask: { bars: 5 }, joined: null });
  });

  it('refuses a root that does not exist', async () => {
    await expect(describeData(path.join(folder, 'none'), null)).rejects.toMatchObject({ code: 'DATA_ROOT_NOT_FOUND' });
  });
});

describe('validateData', () => {
  it('has no finding on sound files', async () => {
    const root = makeRoot('sound', rows, shifted(rows, 0.0002));
    expect(await validateData(root, {}, null)).toEqual([{ symbol: 'EURUSD', timeframe: 'M5', findings: [] }]);
  });

  it('reports crossed bars with time, both prices and the way out (row 64)', async () => {
    const [{ findings }] = await validateData(makeRoot('crossed', rows, crossedAsk), {}, null);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      severity: 'error',
      code: 'DATA_SPREAD',
      where: 'EURUSD M5 (2024-01-02T22:30:00Z)',
      details: { field: 'close', crossed_bars: 2, bid: rows[150][4], ask: crossedAsk[150][4] },
    });
    expect(findings[0].hint).toContain('omega data repair EURUSD');
  });

  it('reports the exact row of the first violation', async () => {
    const bad = rows.map((row, index): Row => (index === 7 ? [row[0], row[1], row[3], row[3], row[4], row[5]] : row));
    const [{ findings }] = await validateData(makeRoot('bad-row', rows, bad), { symbol: 'EURUSD' }, null);
    expect(findings).toMatchObject([
      { severity: 'error', code: 'DATA_OHLC', where: 'EURUSD M5 ASK row 7 (2024-01-02T10:35:00Z)' },
    ]);
  });

  it('reports alignment and gaps', async () => {
    const ask = shifted(rows, 0.0002);
    const codes = async (name: string, bid: readonly Row[], other: readonly Row[]) => {
      const [{ findings }] = await validateData(makeRoot(name, bid, other), { timeframe: 'M5' }, null);
      return findings.map(({ severity, code }) => `${severity} ${code}`);
    };
    const later = shifted(soundRows(300).slice(200), 0.0002);
    expect(await codes('apart', rows, later)).toEqual(['error DATA_ALIGN_EMPTY']);
    expect(
      await codes(
        'loss',
        rows,
        ask.filter((_, index) => index % 20 !== 3),
      ),
    ).toEqual(['error DATA_ALIGN_LOSS']);
    expect(
      await codes(
        'small-loss',
        rows,
        ask.filter((_, index) => index !== 3),
      ),
    ).toEqual(['warning WARN_ALIGN_LOSS']);
    const holes = (_: Row, index: number) => index % 10 !== 3;
    expect(await codes('gaps', rows.filter(holes), ask.filter(holes))).toEqual(['warning WARN_GAPS']);
  });

  it('refuses a filter that fits nothing', async () => {
    const root = makeRoot('filter', rows, rows);
    await expect(validateData(root, { timeframe: 'D1' }, null)).rejects.toMatchObject({ code: 'DATA_FILE_NOT_FOUND' });
    await expect(validateData(root, { symbol: 'GBPUSD' }, null)).rejects.toMatchObject({
      code: 'DATA_FILE_NOT_FOUND',
    });
  });
});
