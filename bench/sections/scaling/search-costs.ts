import { runSweep } from '../../../src/optimizer/sweep/run-sweep.ts';
import { type ThreadTimes, threadTimes, timesBetween } from '../../measure/thread-times.ts';
import { forgetResults } from '../../project/run-omega-sweep.ts';

/** Part of the trials after which programs are compiled and threads started. */
const STARTING_SHARE = 0.1;

/** What the search of one sweep cost. */
export interface SearchCosts {
  /** Counted trials: from the first proposal or from the first tenth on, to the last row. */
  readonly trials: number;
  readonly wallMs: number;
  /** Share of the time in which the event loop of the coordinator was busy. */
  readonly loopShare: number;
  /** Processor time of all workers, of the thread that coordinates, of the one that writes, and of all others. */
  readonly workersMs: number;
  readonly coordinatorMs: number;
  readonly writerMs: number;
  readonly othersMs: number;
  /** Of the coordinator until the first tenth of the trials, and per trial from then on. */
  readonly startMs: number;
  readonly coordinatorUs: number;
}

interface Reading {
  readonly trials: number;
  readonly ms: number;
  readonly loop: ReturnType<typeof performance.eventLoopUtilization>;
  readonly threads: ThreadTimes;
}

/**
 * Runs a sweep file of a project without earlier results.
 * @param isWarm count from the first tenth of the trials on, so that starting and compiling are left out
 */
export async function measureSearch(
  project: string,
  file: string,
  workers: number,
  isWarm: boolean,
): Promise<SearchCosts> {
  forgetResults(project);
  let first = read(0);
  let tenth: Reading | null = null;
  let last: Reading | null = null;
  await runSweep({
    target: { file },
    projectRoot: project,
    environment: {},
    workers,
    onEstimate: () => {
      first = read(0);
    },
    onProgress: ({ finishedNow, planned }) => {
      // Read twice only: it takes longer than the coordinator needs for a chunk.
      if (tenth === null && finishedNow >= STARTING_SHARE * planned) tenth = read(finishedNow);
      if (last === null && finishedNow >= planned) last = read(finishedNow);
    },
  });
  if (tenth === null || last === null) throw new Error(`the sweep ${file} has not run all of its trials`);
  const starting = coordinatorMs(first, tenth);
  return {
    ...costsBetween(isWarm ? tenth : first, last, workers, startedSince(first, last)),
    startMs: starting,
    coordinatorUs: perTrial(coordinatorMs(tenth, last), tenth, last),
  };
}

function coordinatorMs(from: Reading, to: Reading): number {
  return timesBetween(from.threads, to.threads).get(process.pid) ?? Number.NaN;
}

function perTrial(ms: number, from: Reading, to: Reading): number {
  return (ms * 1000) / (to.trials - from.trials);
}

function read(trials: number): Reading {
  const loop = performance.eventLoopUtilization();
  return { trials, ms: performance.now(), loop, threads: threadTimes() };
}

/** Threads that were started after a reading, in their order: the workers, then the one that writes. */
function startedSince({ threads: before }: Reading, { threads: after }: Reading): readonly number[] {
  return [...after.keys()].filter((thread) => !before.has(thread));
}

function costsBetween(
  start: Reading,
  end: Reading,
  workers: number,
  started: readonly number[],
): Omit<SearchCosts, 'startMs' | 'coordinatorUs'> {
  const used = timesBetween(start.threads, end.threads);
  const sum = (threads: Iterable<number>) => [...threads].reduce((total, thread) => total + (used.get(thread) ?? 0), 0);
  const workersMs = sum(started.slice(0, workers));
  const coordinating = sum([process.pid]);
  // A short sweep has no such thread: its coordinator writes.
  const writerMs = sum(started.slice(workers, workers + 1));
  return {
    trials: end.trials - start.trials,
    wallMs: end.ms - start.ms,
    loopShare: performance.eventLoopUtilization(end.loop, start.loop).utilization,
    workersMs,
    coordinatorMs: coordinating,
    writerMs,
    othersMs: sum(used.keys()) - workersMs - coordinating - writerMs,
  };
}
