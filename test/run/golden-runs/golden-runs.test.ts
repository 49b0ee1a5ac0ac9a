import { describe, expect, it } from 'vitest';
import { hasSharedFolder } from '../../support/shared-folder.ts';
import { compareGoldenRun } from './compare-golden-run.ts';
import { goldenRuns } from './golden-reference.ts';
import { CONFIG_ORIGINS } from './repeat-golden-run.ts';

const hasReference = hasSharedFolder('the comparison with golden runs of the legacy engine');
const runs = hasReference ? goldenRuns() : [];
const RUN_COUNT = 31;
const TRADE_COUNT = 7760;

describe.skipIf(!hasReference)('golden runs', () => {
  describe.each(CONFIG_ORIGINS)('with the %s configuration', (origin) => {
    let total = 0;

    it.each(runs)('%s', async (run) => {
      const { trades, mismatches } = await compareGoldenRun(run, origin);
      total += trades;
      expect(mismatches).toEqual([]);
    });

    it('are all there', () => {
      expect(runs).toHaveLength(RUN_COUNT);
      expect(total).toBe(TRADE_COUNT);
    });
  });
});
