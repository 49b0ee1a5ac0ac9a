import { describe, expect, it } from 'vitest';
import { compareEquity } from '../../../src/run/comparison/compare-equity.ts';
import { readEquityCurve } from '../../../src/run/comparison/equity-curve.ts';
import { goldenArtifacts } from './golden-artifacts.ts';

const curve = (...rows: readonly (readonly [time: number, equity: number])[]) => ({
  times: Float64Array.from(rows, ([time]) => time),
  equity: Float64Array.from(rows, ([, equity]) => equity),
});

describe('the equity of a run', () => {
  it('is read from equity.csv', () => {
    const read = readEquityCurve(goldenArtifacts('g2-market-entry-to-stop').get('equity.csv') ?? '');
    expect(read?.times).toHaveLength(12);
    expect(read?.times[1]).toBe(Date.UTC(2024, 2, 5, 9, 35));
    expect([...(read?.equity.slice(0, 3) ?? [])]).toEqual([10000, 9973.74, 9927.84]);
  });

  it('may have days, milliseconds and no rows at all', () => {
    const csv = 'timestamp,equity\n2024-03-05T23:59:59.500Z,1\n2024-03-06T00:00:00Z,-2.5\n';
    expect(readEquityCurve(csv)).toEqual(
      curve([Date.UTC(2024, 2, 5, 23, 59, 59, 500), 1], [Date.UTC(2024, 2, 6), -2.5]),
    );
    expect(readEquityCurve('timestamp,equity\n')).toEqual(curve());
  });

  it.each([
    ['no head', '2024-03-05T09:30:00Z,1\n'],
    ['no equity', 'timestamp,balance\n2024-03-05T09:30:00Z,1\n'],
    ['an empty figure', 'timestamp,equity\n2024-03-05T09:30:00Z,\n'],
    ['a word for a figure', 'timestamp,equity\n2024-03-05T09:30:00Z,much\n'],
    ['a missing cell', 'timestamp,equity\n2024-03-05T09:30:00Z\n'],
    ['a local time', 'timestamp,equity\n2024-03-05T09:30:00,1\n'],
    ['no such time', 'timestamp,equity\n2024-03-05T29:30:00Z,1\n'],
    ['no such date', 'timestamp,equity\n2024-13-05T09:30:00Z,1\n'],
    ['an end in the middle', 'timestamp,equity\n2024-03-05T09:30:00Z,1'],
    ['nothing', ''],
  ])('is not read from a file with %s', (_, csv) => {
    expect(readEquityCurve(csv)).toBeNull();
  });
});

describe('two curves', () => {
  it('differ first and most at bars that both have', () => {
    const first = curve([1, 10], [2, 11], [3, 12], [5, 13], [6, 14]);
    const other = curve([2, 11], [3, 13], [4, 0], [5, 8], [6, 19]);
    expect(compareEquity(first, other)).toEqual({
      commonBars: 4,
      otherBars: 2,
      firstDifference: { time: 3, first: 12, other: 13 },
      largestDifference: { time: 5, first: 13, other: 8 },
    });
  });

  it('without a common bar do not differ at one', () => {
    expect(compareEquity(curve([1, 1]), curve([2, 2], [3, 3]))).toEqual({
      commonBars: 0,
      otherBars: 3,
      firstDifference: null,
      largestDifference: null,
    });
  });
});
