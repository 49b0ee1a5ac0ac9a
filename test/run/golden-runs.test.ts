import { afterAll, describe, expect, it } from 'vitest';
import { hasSharedFolder } from '../support/shared-folder.ts';
import { compareGoldenRun, goldenRuns } from './golden-run.ts';

const hasReference = hasSharedFolder('the comparison with golden runs of the legacy engine');
const runs = hasReference ? goldenRuns() : [];
const RUN_COUNT = 31;
const TRADE_COUNT = 7760;

describe.skipIf(!hasReference)('golden runs', () => {
  const rows: { readonly run: string; readonly trades: number; readonly mismatches: number }[] = [];

  it.each(runs)('%s', async (run) => {
    const { trades, mismatches } = await compareGoldenRun(run);
    rows.push({ run, trades, mismatches: mismatches.length });
    expect(mismatches).toEqual([]);
  });

  it('are all there', () => {
    expect(runs).toHaveLength(RUN_COUNT);
    expect(rows.reduce((sum, row) => sum + row.trades, 0)).toBe(TRADE_COUNT);
  });

  afterAll(() => console.table(rows));
});
