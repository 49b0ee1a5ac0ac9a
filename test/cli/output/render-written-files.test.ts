import { describe, expect, it } from 'vitest';
import { renderWrittenFiles } from '../../../src/cli/output/render-written-files.ts';
import type { WrittenFile } from '../../../src/core/data/market-files.ts';

describe('the table of written files', () => {
  it.each([true, false])('is one block of 80 columns (new: %s)', (isNew) => {
    const file: WrittenFile = {
      path: 'EURUSD/EURUSD_M15_BID.parquet',
      symbol: 'EURUSD',
      timeframe: 'M15',
      side: 'bid',
      sizeBytes: 1,
      rows: 1_037_128,
      firstTimeMs: 0,
      lastTimeMs: 86_400_000,
      sha256: 'a'.repeat(64),
      isNew,
    };
    const lines = renderWrittenFiles([file], 'data', 80).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(isNew ? / new$/ : / same$/);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});
