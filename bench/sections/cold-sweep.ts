import { median } from '../measure/median.ts';
import { profileOmega } from '../measure/profile-program.ts';
import { forgetResults, runOmegaSweep, type SweepRunFigures, sweepWords } from '../project/run-omega-sweep.ts';
import { GBPUSD_M5, GBPUSD_M5_GRID, gridSweep, sampled, writeSweepFile } from '../project/sweep-documents.ts';
import { threadTable } from '../report/part-table.ts';
import { type BenchContext, requireRealProject, type Section, type SectionReport } from '../section.ts';

const WORKERS = 2;
const PEAK_LIMIT_MB = 300;
const QUICK_TRIALS = 400;

/** The whole program on a grid, from the command to the last row in the store. */
export const coldSweepSection: Section = {
  name: 'cold-sweep',
  title: 'Whole sweep, cold: omega sweep, 10,000 trials on GBPUSD M5, to the last row in SQLite',
  needsRealData: true,
  measure: measureColdSweep,
};

async function measureColdSweep(context: BenchContext): Promise<SectionReport> {
  const project = requireRealProject(context);
  const grid = gridSweep('gbpusd-m5', GBPUSD_M5, GBPUSD_M5_GRID);
  const file = writeSweepFile(project, context.isQuick ? sampled(grid, QUICK_TRIALS) : grid);
  const runs: SweepRunFigures[] = [];
  for (let round = 0; round < (context.isQuick ? 1 : 5); round++) {
    runs.push(await runOmegaSweep(project, file, WORKERS));
  }
  forgetResults(project);
  const profile = await profileOmega(sweepWords(file, WORKERS), project);
  const { bars, trials, storeMb } = runs[0];
  const wallMs = median(runs.map((run) => run.wallMs));
  const searchMs = median(runs.map((run) => run.searchMs));
  const peakMb = Math.max(...runs.map((run) => run.peakMb));
  return {
    tables: [
      {
        title: `Medians of ${runs.length} runs with ${WORKERS} workers`,
        columns: [
          { title: 'trials' },
          { title: 'bars' },
          { title: 'wall s', digits: 2 },
          { title: 'search and statistics s', digits: 2 },
          { title: 'trials/s' },
          { title: 'M bar-steps/s' },
          { title: 'peak MB' },
          { title: 'store MB', digits: 1 },
        ],
        rows: [
          [
            trials,
            bars,
            wallMs / 1000,
            searchMs / 1000,
            trials / (wallMs / 1000),
            (trials * bars) / (wallMs * 1000),
            peakMb,
            storeMb,
          ],
        ],
      },
      threadTable('Where the time of all threads went, by V8 profile', profile, trials),
    ],
    targets: [{ what: 'peak memory', measured: peakMb, unit: 'MB', limit: PEAK_LIMIT_MB, mustBe: 'at most' }],
    remarks: [
      'Rates are over wall time: start, reading Parquet, indicators, search, statistics and the files of the best run included.',
    ],
  };
}
