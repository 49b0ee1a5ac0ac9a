import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aggregateBars } from '../../../src/core/data/aggregate-bars.ts';
import { BAR_COLUMNS } from '../../../src/core/data/bar-columns.ts';
import type { MarketFile } from '../../../src/core/data/market-files.ts';
import { readSideFile } from '../../../src/core/data/side-file.ts';
import { synthesizeSample } from '../../../src/core/data/synthesize-bars.ts';
import { validateData } from '../../../src/core/data/validate-data.ts';
import { writeSample } from '../../../src/core/data/write-sample.ts';
import { sha256Hex } from '../../../src/core/math/sha256.ts';
import type { PriceSide } from '../../../src/core/types/bars.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

/** SHA-256 over all columns of all files: independent of the Parquet library. */
function hashColumns(files: readonly MarketFile[]): string {
  const hash = createHash('sha256');
  for (const { table } of files) {
    for (const values of [table.openTimes, ...BAR_COLUMNS.map((column) => table.bars[column])]) {
      hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
  }
  return hash.digest('hex');
}

const sample = synthesizeSample();

function tableOf(timeframe: Timeframe, side: PriceSide) {
  const file = sample.find((candidate) => candidate.timeframe === timeframe && candidate.side === side);
  if (file === undefined) throw new Error(`no ${timeframe} ${side}`);
  return file.table;
}

describe('synthesizeSample', () => {
  it('gives the same numbers every time and everywhere', () => {
    expect(hashColumns(sample)).toBe('a48a9060df1c4d82bbaaeba72d7ea4591ac44005478b3aef702bf19ef6fd02d6');
    expect(hashColumns(synthesizeSample({ seed: 42, symbol: 'EURUSD' }))).toBe(hashColumns(sample));
  });

  it('depends on seed and symbol', () => {
    const others = [synthesizeSample({ seed: 43 }), synthesizeSample({ symbol: 'GBPUSD' })];
    expect(new Set([sample, ...others].map(hashColumns)).size).toBe(3);
  });

  it('covers six months of M5 and two and a half years of H1 and D1, all ending together', () => {
    const end = Date.UTC(2024, 5, 28);
    const lastHour = end + 20 * 3_600_000;
    expect(tableOf('M5', 'bid').openTimes[0]).toBe(Date.UTC(2023, 11, 31, 22));
    expect(tableOf('M5', 'bid').openTimes.at(-1)).toBe(lastHour + 55 * 60_000);
    expect(tableOf('H1', 'ask').openTimes[0]).toBe(Date.UTC(2021, 11, 26, 22));
    expect(tableOf('H1', 'ask').openTimes.at(-1)).toBe(lastHour);
    expect(tableOf('D1', 'ask').openTimes.at(-1)).toBe(end);
    expect(sample.map(({ timeframe, side }) => `${timeframe} ${side}`)).toHaveLength(12);
  });

  it.each(['M15', 'M30', 'H1', 'H4', 'D1'] as const)('has %s bars that are aggregates of M5', (timeframe) => {
    for (const side of ['bid', 'ask'] as const) {
      const made = aggregateBars(tableOf('M5', side), timeframe);
      const count = made.openTimes.length;
      const present = tableOf(timeframe, side);
      expect(present.openTimes.slice(-count)).toEqual(made.openTimes);
      for (const column of BAR_COLUMNS) expect(present.bars[column].slice(-count)).toEqual(made.bars[column]);
    }
  });

  it('keeps the ask 0.2 to 2 pips above the bid and prices on five decimals', () => {
    const bid = tableOf('M5', 'bid').bars;
    const ask = tableOf('M5', 'ask').bars;
    let smallest = Number.POSITIVE_INFINITY;
    let largest = 0;
    for (let row = 0; row < bid.close.length; row += 1) {
      for (const field of ['open', 'close'] as const) {
        const points = Math.round((ask[field][row] - bid[field][row]) * 100_000);
        smallest = Math.min(smallest, points);
        largest = Math.max(largest, points);
        expect(Number(bid[field][row].toFixed(5))).toBe(bid[field][row]);
      }
      expect(ask.high[row]).toBeGreaterThan(bid.high[row]);
      expect(ask.low[row]).toBeGreaterThan(bid.low[row]);
    }
    expect([smallest, largest]).toEqual([2, 20]);
  });

  it('moves about three pips in five minutes, more in London and New York than in Asia', () => {
    const { openTimes, bars } = tableOf('M5', 'bid');
    const ranges = (from: number, to: number) => {
      const hours = [...openTimes.keys()].filter((row) => {
        const hour = (openTimes[row] / 3_600_000) % 24;
        return hour >= from && hour < to;
      });
      return hours.reduce((sum, row) => sum + (bars.high[row] - bars.low[row]) * 10_000, 0) / hours.length;
    };
    expect(ranges(0, 24)).toBeGreaterThan(2);
    expect(ranges(0, 24)).toBeLessThan(6);
    expect(ranges(13, 17)).toBeGreaterThan(2 * ranges(0, 5));
  });

  it('uses three decimals for yen pairs', () => {
    const [file] = synthesizeSample({ symbol: 'USDJPY' });
    expect(file.table.bars.close.every((price) => price > 50 && Number(price.toFixed(3)) === price)).toBe(true);
  });

  it('refuses a seed that is no integer', () => {
    expect(() => synthesizeSample({ seed: 1.5 })).toThrow('seed 1.5');
    expect(() => synthesizeSample({ seed: -1 })).toThrow('seed -1');
    expect(() => synthesizeSample({ symbol: 'EUR/USD' })).toThrow('EUR/USD');
  });
});

describe('writeSample', () => {
  it('writes files of the same bytes that pass every check', async () => {
    const roots = [createFolder('a'), createFolder('b')];
    const [first, second] = [await writeSample(roots[0], {}, OPTIONS), await writeSample(roots[1], {}, OPTIONS)];
    expect(second).toEqual(first);
    const digest = sha256Hex(first.map((file) => `${file.path} ${file.rows} ${file.sha256}\n`).join(''));
    // Changes with a new version of parquet-wasm, which is no fault as long as the columns above stay.
    expect(digest).toBe('abb864fbad17bc9edbef6a329e0dc5b54c7e28bdd13262bb18124392aa3b4012');
    for (const file of first) expect(sha256Hex(readFileSync(path.join(roots[0], file.path)))).toBe(file.sha256);
    const read = await readSideFile({
      root: roots[0],
      symbol: 'EURUSD',
      timeframe: 'M5',
      side: 'ask',
      cacheFolder: null,
    });
    expect(read.bars).toEqual(tableOf('M5', 'ask').bars);
    const validations = await validateData(roots[0], {}, null);
    expect(validations).toHaveLength(6);
    expect(validations.flatMap((validation) => validation.findings)).toEqual([]);
  });

  it('leaves other files of the same name alone', async () => {
    const root = createFolder('c');
    await writeSample(root, { seed: 1 }, OPTIONS);
    const again = await writeSample(root, { seed: 1 }, OPTIONS);
    expect(again.every((file) => !file.isNew)).toBe(true);
    await expect(writeSample(root, { seed: 2 }, OPTIONS)).rejects.toMatchObject({ code: 'OUT_DIR_CONFLICT' });
    const replaced = await writeSample(root, { seed: 2 }, { overwrite: true });
    expect(replaced.every((file) => file.isNew)).toBe(true);
  });
});

const OPTIONS = { overwrite: false };
const folder = createTemporaryFolder();

function createFolder(name: string): string {
  return path.join(folder, name);
}
