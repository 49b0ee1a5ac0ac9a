import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aggregateBars, BarAggregator } from '../../../src/core/data/aggregate-bars.ts';
import { BAR_COLUMNS } from '../../../src/core/data/bar-columns.ts';
import { readSideFile } from '../../../src/core/data/side-file.ts';
import { type SideTable, viewRows } from '../../../src/core/data/side-table.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { hasSharedFolder, SHARED_FOLDER } from '../../support/shared-folder.ts';

function table(rows: readonly (readonly [number, number, number, number, number, number])[]): SideTable {
  const pick = (field: number) => Float64Array.from(rows, (row) => row[field]);
  return {
    openTimes: pick(0),
    bars: { open: pick(1), high: pick(2), low: pick(3), close: pick(4), volume: pick(5) },
  };
}

const MINUTE = 60_000;

describe('aggregateBars', () => {
  it('takes first open, highest high, lowest low, last close and the sum of volumes', () => {
    const source = table([
      [10 * MINUTE, 1, 2, 0.5, 1.5, 10],
      [15 * MINUTE, 3, 4, 2, 2.5, 1],
      [20 * MINUTE, 2, 6, 1.5, 5, 2],
      [25 * MINUTE, 5, 5.5, 0.25, 4, 3],
      [60 * MINUTE, 7, 7, 7, 7, 0],
    ]);
    expect(aggregateBars(source, 'M15')).toEqual(
      table([
        [0, 1, 2, 0.5, 1.5, 10],
        [15 * MINUTE, 3, 6, 0.25, 4, 6],
        [60 * MINUTE, 7, 7, 7, 7, 0],
      ]),
    );
  });

  it('floors times before the epoch too', () => {
    const aggregated = aggregateBars(table([[-5 * MINUTE, 1, 1, 1, 1, 1]]), 'H1');
    expect([...aggregated.openTimes]).toEqual([-60 * MINUTE]);
  });
});

describe('BarAggregator', () => {
  it.each([1, 2, 7])('makes the same bars from pieces of %d bars', (step) => {
    const count = 23;
    const minute = (row: number) => (row + Math.floor(row / 9) * 17) * MINUTE;
    const source = table(
      Array.from({ length: count }, (_, row) => [minute(row), 1 + row, 3 + (row % 5), 1 / (1 + row), 2 + row, row]),
    );
    const aggregator = new BarAggregator('M5');
    const pieces: SideTable[] = [];
    for (let from = 0; from < count; from += step) {
      pieces.push(aggregator.add(viewRows(source, from, Math.min(count, from + step))));
    }
    pieces.push(aggregator.end());
    const whole = aggregateBars(source, 'M5');
    expect(pieces.flatMap(({ openTimes }) => [...openTimes])).toEqual([...whole.openTimes]);
    for (const column of BAR_COLUMNS) {
      expect(pieces.flatMap(({ bars }) => [...bars[column]])).toEqual([...whole.bars[column]]);
    }
  });

  it('has nothing to give when nothing came', () => {
    expect(new BarAggregator('M5').end().openTimes.length).toBe(0);
  });
});

describe.skipIf(!hasSharedFolder('aggregating the synthetic files'))('aggregateBars on the synthetic files', () => {
  const root = path.join(SHARED_FOLDER, 'data/synthetic');
  const read = (timeframe: Timeframe, side: 'bid' | 'ask') =>
    readSideFile({ root, symbol: 'EURUSD', timeframe, side, cacheFolder: null });

  it.each(['M15', 'M30'] as const)('makes the %s files from M5', async (timeframe) => {
    for (const side of ['bid', 'ask'] as const) {
      const expected = await read(timeframe, side);
      const made = aggregateBars(await read('M5', side), timeframe);
      expect(made.openTimes).toEqual(expected.openTimes);
      expect(made.bars).toEqual(expected.bars);
    }
  });

  it.each(['H4', 'D1'] as const)('makes the %s file from H1', async (timeframe) => {
    const expected = await read(timeframe, 'bid');
    const made = aggregateBars(await read('H1', 'bid'), timeframe);
    expect(made.openTimes).toEqual(expected.openTimes);
    expect(made.bars).toEqual(expected.bars);
  });
});
