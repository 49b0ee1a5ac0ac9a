import { runSweep } from '../../../src/optimizer/sweep/run-sweep.ts';
import { type ThreadTimes, threadTimes, timesBetween } from '../../measure/thread-times.ts';
import { forgetResults } from '../../project/run-omega-sweep.ts';

/** What the search of one sweep cost, from the first proposal, or a part of the way, to the last row. */
export interface SearchCosts {
  readonly trials: number;
  readonly wallMs: number;
  /** Share of the time in which the event loop of the coordinator was busy. */
  readonly loopShare: number;
  /** Processor time of all workers, of the thread that coordinates, of the one that writes, and of all others. */
  readonly workersMs: number;
  readonly coordinatorMs: number;
  readonly writerMs: number;
  readonly othersMs: number;
}

interface Reading {
  readonly trials: number;
  readonly ms: number;
  readonly loop: ReturnType<typeof performance.eventLoopUtilization>;
  readonly threads: ThreadTimes;
}

/**
 * Runs a sweep file of a project without earlier results.
 * @param skippedShare of the trials that run before anything is counted, so that starting and compiling are left out
 */
export async function measureSearch(
  project: string,
  file: string,
  workers: number,
  skippedShare: number,
): Promise<SearchCosts> {
  forgetResults(project);
  let first = read(0);
  let start: Reading | null = null;
  let end: Reading | null = null;
  await runSweep({
    target: { file },
    projectRoot: project,
    environment: {},
    workers,
    onEstimate: () => {
      first = read(0);
      if (skippedShare === 0) start = first;
    },
    onProgress: ({ finishedNow, planned }) => {
      // A reading takes longer than the coordinator needs for a chunk.
      if (start === null && finishedNow >= skippedShare * planned) start = read(finishedNow);
      if (end === null && finishedNow >= planned) end = read(finishedNow);
    },
  });
  if (start === null || end === null) throw new Error(`the sweep ${file} has not run all of its trials`);
  return costsBetween(start, end, workers, startedSince(first, end));
}

function read(trials: number): Reading {
  const loop = performance.eventLoopUtilization();
  return { trials, ms: performance.now(), loop, threads: threadTimes() };
}

/** Threads that were started after a reading, in their order: the workers, then the one that writes. */
function startedSince({ threads: before }: Reading, { threads: after }: Reading): readonly number[] {
  return [...after.keys()].filter((thread) => !before.has(thread));
}

function costsBetween(start: Reading, end: Reading, workers: number, started: readonly number[]): SearchCosts {
  const used = timesBetween(start.threads, end.threads);
  const sum = (threads: Iterable<number>) => [...threads].reduce((total, thread) => total + (used.get(thread) ?? 0), 0);
  const workersMs = sum(started.slice(0, workers));
  const coordinatorMs = sum([process.pid]);
  // A short sweep has no such thread: its coordinator writes.
  const writerMs = sum(started.slice(workers, workers + 1));
  return {
    trials: end.trials - start.trials,
    wallMs: end.ms - start.ms,
    loopShare: performance.eventLoopUtilization(end.loop, start.loop).utilization,
    workersMs,
    coordinatorMs,
    writerMs,
    othersMs: sum(used.keys()) - workersMs - coordinatorMs - writerMs,
  };
}
