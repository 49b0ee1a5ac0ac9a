import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFinestTimeframe, listMarketSeries, sideFilePath } from '../../../src/core/data/data-layout.ts';
import { placeFile } from './parquet-samples.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

describe('data layout', () => {
  const root = createTemporaryFolder();
  for (const name of ['EURUSD_H1_ASK', 'EURUSD_M5_BID', 'EURUSD_M5_ASK', 'EURUSD_W1_BID', 'eurusd_m1_bid']) {
    placeFile(root, `${name}.parquet`, '');
  }
  placeFile(root, 'USDJPY_M1_BID.parquet', '');
  placeFile(root, '../AUDUSD/AUDUSD_D1_BID.parquet', '');
  mkdirSync(path.join(root, 'news'));

  it('builds paths with a slash', () => {
    expect(sideFilePath('EURUSD', 'M15', 'ask')).toBe('EURUSD/EURUSD_M15_ASK.parquet');
    expect(() => sideFilePath('../X', 'M15', 'ask')).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('lists series by symbol and length and passes over everything else', () => {
    expect(listMarketSeries(root)).toEqual([
      { symbol: 'AUDUSD', timeframe: 'D1', sides: ['bid'] },
      { symbol: 'EURUSD', timeframe: 'M5', sides: ['bid', 'ask'] },
      { symbol: 'EURUSD', timeframe: 'H1', sides: ['ask'] },
    ]);
  });

  it('finds the finest timeframe', () => {
    expect(findFinestTimeframe(root, 'EURUSD')).toBe('M5');
    expect(() => findFinestTimeframe(root, 'GBPUSD')).toThrow('symbols present: AUDUSD, EURUSD');
  });
});
