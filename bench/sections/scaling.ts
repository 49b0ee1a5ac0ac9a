import path from 'node:path';
import { runSweep } from '../../src/optimizer/sweep/run-sweep.ts';
import { mainThreadMs } from '../measure/main-thread-time.ts';
import { median } from '../measure/median.ts';
import { forgetResults } from '../project/run-omega-sweep.ts';
import {
  GBPUSD_M1,
  GBPUSD_M1_GRID,
  GBPUSD_M5,
  GBPUSD_M5_GRID,
  gridSweep,
  sampled,
  writeSweepFile,
} from '../project/sweep-documents.ts';
import {
  type BenchContext,
  requireRealProject,
  type Section,
  type SectionReport,
  type TargetCheck,
} from '../section.ts';

const GRIDS = [
  { name: 'gbpusd-m5', market: GBPUSD_M5, grid: GBPUSD_M5_GRID },
  { name: 'gbpusd-m1', market: GBPUSD_M1, grid: GBPUSD_M1_GRID },
] as const;
const QUICK_TRIALS = 400;
const SPEED_UP_LIMIT = 1.8;
const CORES_LIMIT = 64;

/** One worker to two, and what the thread that feeds them costs. */
export const scalingSection: Section = {
  name: 'scaling',
  title: 'One worker to two, and the coordinator',
  needsRealData: true,
  measure: measureScaling,
};

/** The search of one sweep: from the first proposal to the last stored row. */
interface SearchFigures {
  readonly wallMs: number;
  /** Processor time of the coordinating thread. */
  readonly coordinatorMs: number;
  /** Share of the time in which its event loop was busy. */
  readonly loopShare: number;
  readonly trials: number;
}

async function measureScaling(context: BenchContext): Promise<SectionReport> {
  const project = requireRealProject(context);
  const rounds = context.isQuick ? 1 : 5;
  const rows: (string | number)[][] = [];
  const targets: TargetCheck[] = [];
  for (const { name, market, grid } of GRIDS) {
    const document = gridSweep(name, market, grid);
    const file = path.join(
      project,
      writeSweepFile(project, context.isQuick ? sampled(document, QUICK_TRIALS) : document),
    );
    const one: SearchFigures[] = [];
    const two: SearchFigures[] = [];
    for (let round = 0; round < rounds; round++) {
      one.push(await search(project, file, 1));
      two.push(await search(project, file, 2));
    }
    const { trials } = two[0];
    const rateOfOne = trials / (median(one.map(({ wallMs }) => wallMs)) / 1000);
    const rateOfTwo = trials / (median(two.map(({ wallMs }) => wallMs)) / 1000);
    const coordinatorUs = (median(two.map(({ coordinatorMs }) => coordinatorMs)) / trials) * 1000;
    const workerUs = 1e6 / rateOfOne;
    rows.push([
      name,
      trials,
      rateOfOne,
      rateOfTwo,
      rateOfTwo / rateOfOne,
      workerUs,
      coordinatorUs,
      100 * median(two.map(({ coordinatorMs, wallMs }) => coordinatorMs / wallMs)),
      100 * median(two.map(({ loopShare }) => loopShare)),
      workerUs / coordinatorUs,
    ]);
    targets.push(
      {
        what: `two workers to one, ${name}`,
        measured: rateOfTwo / rateOfOne,
        unit: 'times',
        limit: SPEED_UP_LIMIT,
        mustBe: 'at least',
      },
      {
        what: `cores fed, ${name}`,
        measured: workerUs / coordinatorUs,
        unit: 'cores',
        limit: CORES_LIMIT,
        mustBe: 'at least',
      },
    );
  }
  return {
    tables: [
      {
        title: `Search only (first proposal to last row), medians of ${rounds} alternating rounds`,
        columns: [
          { title: 'grid' },
          { title: 'trials' },
          { title: '1 worker trials/s' },
          { title: '2 workers trials/s' },
          { title: 'ratio', digits: 2 },
          { title: 'worker us/trial', digits: 1 },
          { title: 'coordinator us/trial', digits: 1 },
          { title: 'coordinator % of a core', digits: 1 },
          { title: 'its event loop %', digits: 1 },
          { title: 'cores it can feed' },
        ],
        rows,
      },
    ],
    targets,
    remarks: [
      'Coordinator: processor time of its thread while two workers run, by the kernel. Cores it can feed: a worker’s time per trial over that. The coordinator has no core of its own here: two workers and it share two.',
    ],
  };
}

async function search(project: string, file: string, workers: number): Promise<SearchFigures> {
  forgetResults(project);
  const start = { ms: 0, cpuMs: 0, loop: performance.eventLoopUtilization() };
  let end = { ms: 0, cpuMs: 0, loopShare: 0, trials: 0 };
  await runSweep({
    target: { file },
    projectRoot: project,
    environment: {},
    workers,
    onEstimate: () => {
      start.ms = performance.now();
      start.cpuMs = mainThreadMs();
      start.loop = performance.eventLoopUtilization();
    },
    onProgress: ({ finishedNow }) => {
      const loopShare = performance.eventLoopUtilization(start.loop).utilization;
      end = { ms: performance.now(), cpuMs: mainThreadMs(), loopShare, trials: finishedNow };
    },
  });
  return {
    wallMs: end.ms - start.ms,
    coordinatorMs: end.cpuMs - start.cpuMs,
    loopShare: end.loopShare,
    trials: end.trials,
  };
}
