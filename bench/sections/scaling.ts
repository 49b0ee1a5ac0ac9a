import path from 'node:path';
import type { JsonObject } from '../../src/core/types/json.ts';
import { median } from '../measure/median.ts';
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
import { measureSearch, type SearchCosts } from './scaling/search-costs.ts';

const QUICK_TRIALS = 400;
const SPEED_UP_LIMIT = 1.8;
const CORES_LIMIT = 64;

/** A sweep that is run with one worker and with two in turn. */
interface ScaledSweep {
  readonly name: string;
  readonly document: JsonObject;
  readonly rounds: number;
  /** Counted from the first tenth of the trials on. */
  readonly isWarm: boolean;
}

const SWEEPS: readonly ScaledSweep[] = [
  { name: 'gbpusd-m5', document: gridSweep('gbpusd-m5', GBPUSD_M5, GBPUSD_M5_GRID), rounds: 5, isWarm: false },
  { name: 'gbpusd-m1', document: gridSweep('gbpusd-m1', GBPUSD_M1, GBPUSD_M1_GRID), rounds: 5, isWarm: false },
  {
    // 60,000 trials: stops at distances from 2 to 31.5 instead of 2 to 11.
    name: 'gbpusd-m1-long',
    document: gridSweep('gbpusd-m1-long', GBPUSD_M1, { ...GBPUSD_M1_GRID, stops: { low: 2, step: 0.5, count: 60 } }),
    rounds: 3,
    isWarm: true,
  },
];

/** One worker to two, and what the threads beside the workers cost. */
export const scalingSection: Section = {
  name: 'scaling',
  title: 'One worker to two, and the coordinator',
  needsRealData: true,
  measure: measureScaling,
};

async function measureScaling(context: BenchContext): Promise<SectionReport> {
  const project = requireRealProject(context);
  const rows: (string | number)[][] = [];
  const targets: TargetCheck[] = [];
  for (const { name, document, rounds, isWarm } of SWEEPS) {
    const run = context.isQuick ? sampled(document, QUICK_TRIALS) : document;
    const file = path.join(project, writeSweepFile(project, run));
    const one: SearchCosts[] = [];
    const two: SearchCosts[] = [];
    for (let round = 0; round < (context.isQuick ? 1 : rounds); round++) {
      one.push(await measureSearch(project, file, 1, isWarm));
      two.push(await measureSearch(project, file, 2, isWarm));
    }
    const workerUs = perTrial(one, ({ workersMs }) => workersMs);
    const coordinatorUs = median(two.map((costs) => costs.coordinatorUs));
    const ratio = perTrial(one, ({ wallMs }) => wallMs) / perTrial(two, ({ wallMs }) => wallMs);
    rows.push([
      name,
      two[0].trials,
      1e6 / perTrial(one, ({ wallMs }) => wallMs),
      1e6 / perTrial(two, ({ wallMs }) => wallMs),
      ratio,
      (2 * perTrial(one, ({ workersMs }) => workersMs)) / perTrial(two, totalMs),
      workerUs,
      median(two.map(({ startMs }) => startMs)),
      coordinatorUs,
      perTrial(two, ({ writerMs }) => writerMs),
      perTrial(two, ({ othersMs }) => othersMs),
      100 * median(two.map(({ coordinatorMs, wallMs }) => coordinatorMs / wallMs)),
      100 * median(two.map(({ loopShare }) => loopShare)),
      workerUs / coordinatorUs,
    ]);
    targets.push(
      {
        what: `two workers to one, ${name}`,
        measured: ratio,
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
        title:
          'Search only, medians of five alternating rounds from the first proposal to the last row, the long sweep of three, from its first tenth on',
        columns: [
          { title: 'grid' },
          { title: 'trials' },
          { title: '1 worker trials/s' },
          { title: '2 workers trials/s' },
          { title: 'ratio', digits: 2 },
          { title: 'by processor time', digits: 2 },
          { title: 'worker us/trial', digits: 1 },
          { title: 'coordinator start ms', digits: 1 },
          { title: 'coordinator us/trial', digits: 1 },
          { title: 'writer us/trial', digits: 1 },
          { title: 'others us/trial', digits: 1 },
          { title: 'coordinator % of a core', digits: 1 },
          { title: 'its event loop %', digits: 1 },
          { title: 'cores it can feed' },
        ],
        rows,
      },
    ],
    targets,
    remarks: [
      'Microseconds per trial are processor time, by the kernel: of the worker with one worker, of the other threads with two; of the coordinator from the first tenth of the trials on, until which it has needed the milliseconds of its start. Others are mostly the compiler of V8, which works for every thread at its beginning. Cores it can feed: the time of the worker over that of the coordinator.',
      'Two workers, coordinator, writer and compiler share two cores here. The ratio by processor time is what two idle cores would come to: twice the time of one worker over that of all threads with two.',
    ],
  };
}

/** Processor time of all threads. */
function totalMs({ workersMs, coordinatorMs, writerMs, othersMs }: SearchCosts): number {
  return workersMs + coordinatorMs + writerMs + othersMs;
}

/** Median of a time per trial, microseconds. */
function perTrial(costs: readonly SearchCosts[], of: (costs: SearchCosts) => number): number {
  return median(costs.map((cost) => (of(cost) * 1000) / cost.trials));
}
