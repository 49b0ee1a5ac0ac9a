import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EffectiveConfig } from '../../src/core/types/config.ts';
import { sweepBodySchema } from '../../src/optimizer/definition/sweep-schema.ts';
import { isMissing } from '../../src/optimizer/statistics/figure.ts';
import { gatherStatisticsInput } from '../../src/optimizer/statistics/store-statistics.ts';
import { computeSweepStatistics } from '../../src/optimizer/statistics/sweep-statistics.ts';
import { openStore } from '../../src/optimizer/storage/open-store.ts';
import { INVENTED_SWEEP_ID, inventedSpace, inventedTrades, writeInventedTrials } from '../project/invented-trials.ts';
import type { BenchContext, Section, SectionReport } from '../section.ts';

const DAYS = 1500;
const SIZES = [1000, 10_000];
const QUICK_SIZES = [100, 1000];
const LIMIT_S = 60;

/** Everything that is computed against overfitting after a search, from the store to the figures. */
export const statisticsSection: Section = {
  name: 'statistics',
  title: 'Statistics against overfitting, 1,500 days, one thread',
  needsRealData: false,
  measure: measureStatistics,
};

async function measureStatistics({ isQuick }: BenchContext): Promise<SectionReport> {
  const rows = (isQuick ? QUICK_SIZES : SIZES).map(measureSize);
  const [largest] = rows.slice(-1);
  return {
    tables: [
      {
        title: `Independent trials of ${DAYS} days, defaults`,
        columns: [
          { title: 'trials' },
          { title: 'read s', digits: 2 },
          { title: 'compute s', digits: 2 },
          { title: 'together s', digits: 2 },
        ],
        rows: rows.map(({ trials, readS, computeS }) => [trials, readS, computeS, readS + computeS]),
      },
    ],
    targets: isQuick
      ? []
      : [
          {
            what: `statistics of ${largest!.trials} trials`,
            measured: largest!.readS + largest!.computeS,
            unit: 's',
            limit: LIMIT_S,
            mustBe: 'at most',
          },
        ],
  };
}

function measureSize(trials: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'omega-statistics-'));
  const store = openStore(path.join(folder, 'omega.db'), { programVersion: 'bench' });
  try {
    writeInventedTrials(store, trials, DAYS);
    const startedMs = performance.now();
    const input = gatherStatisticsInput(store, INVENTED_SWEEP_ID, {
      definition: {
        statistics: sweepBodySchema.parse({ sweep_version: 1, space: {} }).statistics,
        sampler: { name: 'grid', order: 'file', batchSize: 1, startupTrials: 1, candidates: 1, sigma: 1 },
        // Nothing else of the base is read.
        base: { metrics: { p_values: { n_boot: 2000 } } } as unknown as EffectiveConfig,
      },
      space: inventedSpace(),
      trades: inventedTrades(),
    });
    if (isMissing(input)) throw new Error(input.reason);
    const readMs = performance.now();
    computeSweepStatistics(input);
    return { trials, readS: (readMs - startedMs) / 1000, computeS: (performance.now() - readMs) / 1000 };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
