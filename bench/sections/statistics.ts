import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EffectiveConfig } from '../../src/core/types/config.ts';
import { sweepBodySchema } from '../../src/optimizer/definition/sweep-schema.ts';
import { StatisticsPool } from '../../src/optimizer/executor/statistics-pool.ts';
import { isMissing } from '../../src/optimizer/statistics/figure.ts';
import { gatherStatisticsInput } from '../../src/optimizer/statistics/store-statistics.ts';
import { computeSweepStatistics } from '../../src/optimizer/statistics/sweep-statistics.ts';
import type { SweepStatisticsInput } from '../../src/optimizer/statistics/sweep-statistics-input.ts';
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
  title: 'Statistics against overfitting, 1,500 days, in worker threads',
  needsRealData: false,
  measure: measureStatistics,
};

async function measureStatistics({ isQuick }: BenchContext): Promise<SectionReport> {
  const rows: SizeTimes[] = [];
  for (const trials of isQuick ? QUICK_SIZES : SIZES) rows.push(await measureSize(trials));
  const [largest] = rows.slice(-1);
  return {
    tables: [
      {
        title: `Independent trials of ${DAYS} days, defaults`,
        columns: [
          { title: 'trials' },
          { title: 'read s', digits: 2 },
          { title: 'one worker s', digits: 2 },
          { title: 'two workers s', digits: 2 },
          { title: 'ratio', digits: 2 },
        ],
        rows: rows.map(({ trials, readS, oneS, twoS }) => [trials, readS, oneS, twoS, oneS / twoS]),
      },
    ],
    targets: isQuick
      ? []
      : [
          {
            what: `statistics of ${largest!.trials} trials, two workers`,
            measured: largest!.readS + largest!.twoS,
            unit: 's',
            limit: LIMIT_S,
            mustBe: 'at most',
          },
        ],
  };
}

interface SizeTimes {
  readonly trials: number;
  readonly readS: number;
  readonly oneS: number;
  readonly twoS: number;
}

async function measureSize(trials: number): Promise<SizeTimes> {
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
    const readS = (performance.now() - startedMs) / 1000;
    return { trials, readS, oneS: await timeStatistics(input, 1), twoS: await timeStatistics(input, 2) };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds, the start of the threads included. */
async function timeStatistics(input: SweepStatisticsInput, workers: number): Promise<number> {
  const startedMs = performance.now();
  const pool = new StatisticsPool(workers, () => undefined, null);
  try {
    await computeSweepStatistics(input, pool);
    return (performance.now() - startedMs) / 1000;
  } finally {
    await pool.close();
  }
}
