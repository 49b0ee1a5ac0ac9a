import type { SweepEnd } from '../storage/sweep-record.ts';
import type { TrialStore } from '../storage/trial-store.ts';
import { ListedSampler } from './listed-sampler.ts';
import { executorOf } from './part-executor.ts';
import { chooseRetested } from './retested-trials.ts';
import { runSearch, type SearchSurroundings } from './run-search.ts';
import { type SweepPart, stageOf, type WindowParts } from './sweep-part.ts';
import type { ScheduleEnd } from './trial-scheduler.ts';

const INTERRUPTED_EXIT_CODE = 130;

/**
 * Runs the walk-forward of a sweep, window by window: the search on the training window, then its best
 * trials on the test window (`optimizer.md` 13.2). What the store has is passed over.
 */
export async function runWindows(surroundings: SearchSurroundings): Promise<ScheduleEnd> {
  const { plan } = surroundings;
  for (const parts of plan.windows) {
    // Windows are counted from 0 everywhere; "window 11 of 12" would not look like the last one.
    const place = `of 0 to ${plan.windows.length - 1}`;
    const executor = executorOf(parts.train, surroundings.executor, surroundings.store, plan);
    const trained = await runPart(parts.train, `${stageOf(parts.train)} ${place}`, { ...surroundings, executor });
    if (trained !== 'complete') return trained;
    const tested = await runTest(parts, `${stageOf(parts.test)} ${place}`, surroundings);
    if (tested !== 'complete') return tested;
  }
  return 'complete';
}

/** The best trials of a training window, with their seeds, on the test window behind it. */
function runTest(parts: WindowParts, stage: string, surroundings: SearchSurroundings): Promise<ScheduleEnd> {
  const live = new Map(
    chooseRetested(surroundings.store, surroundings.plan, parts).map((trial) => [trial.trialIndex, trial]),
  );
  const proposals = [...live.values()].map(({ trialIndex, point, paramsHash, repeatOf }) => ({
    trialIndex,
    point,
    paramsHash,
    repeatOf,
  }));
  return runPart(parts.test, stage, surroundings, {
    sampler: new ListedSampler(proposals),
    toLiveTrial: ({ trialIndex }) => live.get(trialIndex)!,
  });
}

async function runPart(
  part: SweepPart,
  stage: string,
  surroundings: SearchSurroundings,
  listed?: Parameters<typeof runSearch>[3],
): Promise<ScheduleEnd> {
  const { store, plan, meter, now } = surroundings;
  const { sweepId } = part.stored;
  const known = store.loadSweep(sweepId);
  if (known?.state === 'complete') {
    meter.end(part, store.countByStatus(sweepId), { finishedNow: 0, durationMs: 0 });
    return 'complete';
  }
  const start = { workerCount: plan.workers, startedAt: now() };
  if (known === null) store.createSweep(part.stored, start);
  else store.resumeSweep(sweepId, start);
  const { end } = await runSearch(part, stage, surroundings, listed);
  store.finishSweep(sweepId, endOf(store, sweepId, end, now()));
  return end;
}

function endOf(store: TrialStore, sweepId: string, end: ScheduleEnd, finishedAt: number): SweepEnd {
  if (end === 'stopped') return { state: 'interrupted', exitCode: INTERRUPTED_EXIT_CODE, finishedAt };
  const { failed, timeout } = store.countByStatus(sweepId);
  const hasFailed = end === 'too_many_failures' || failed + timeout > 0;
  return { state: end === 'complete' ? 'complete' : 'failed', exitCode: hasFailed ? 1 : 0, finishedAt };
}
