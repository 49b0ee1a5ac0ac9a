import { median } from '../measure/median.ts';
import { profileOmega } from '../measure/profile-program.ts';
import { forgetResults, runOmegaSweep, type SweepRunFigures, sweepWords } from '../project/run-omega-sweep.ts';
import { GBPUSD_M5, randomSweep, writeSweepFile } from '../project/sweep-documents.ts';
import { threadTable } from '../report/part-table.ts';
import { type BenchContext, requireRealProject, type Section, type SectionReport } from '../section.ts';

const WORKERS = 2;
const TRIALS = 2000;
const QUICK_TRIALS = 100;

/** The worst case: every trial draws all parameters anew, so that no two share a series. */
export const randomSamplerSection: Section = {
  name: 'random',
  title: 'Random sampler on GBPUSD M5, no shared parameters',
  needsRealData: true,
  measure: measureRandomSampler,
};

async function measureRandomSampler(context: BenchContext): Promise<SectionReport> {
  const project = requireRealProject(context);
  const file = writeSweepFile(project, randomSweep('random', GBPUSD_M5, context.isQuick ? QUICK_TRIALS : TRIALS));
  const runs: SweepRunFigures[] = [];
  for (let round = 0; round < (context.isQuick ? 1 : 5); round++) {
    runs.push(await runOmegaSweep(project, file, WORKERS));
  }
  forgetResults(project);
  const profile = await profileOmega(sweepWords(file, WORKERS), project);
  const { trials, bars } = runs[0];
  const wallMs = median(runs.map((run) => run.wallMs));
  const searchMs = median(runs.map((run) => run.searchMs));
  return {
    tables: [
      {
        title: `Medians of ${runs.length} cold runs with ${WORKERS} workers`,
        columns: [
          { title: 'trials' },
          { title: 'bars' },
          { title: 'wall s', digits: 2 },
          { title: 'trials/s' },
          { title: 'trials/s without start' },
          { title: 'us per trial and worker' },
          { title: 'peak MB' },
        ],
        rows: [
          [
            trials,
            bars,
            wallMs / 1000,
            trials / (wallMs / 1000),
            trials / (searchMs / 1000),
            (searchMs * 1000 * WORKERS) / trials,
            Math.max(...runs.map((run) => run.peakMb)),
          ],
        ],
      },
      threadTable('Where the time of all threads went, by V8 profile', profile, trials),
    ],
    targets: [],
  };
}
