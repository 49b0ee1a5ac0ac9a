import type { Executor } from '../executor/executor.ts';
import { packRules, type SearchRules } from '../executor/search-rules.ts';
import type { TrialScorer } from '../executor/trial-judge.ts';
import { createPruner } from '../pruners/built-pruners.ts';
import type { Sampler } from '../samplers/sampler.ts';
import { PointCoordinates } from '../space/point-coordinates.ts';
import { countFinished } from '../storage/trial-record.ts';
import type { TrialStore } from '../storage/trial-store.ts';
import type { TrialWriter } from '../storage/trial-writer.ts';
import { createSweepSampler } from './create-sweep-sampler.ts';
import type { ProgressMeter } from './progress-meter.ts';
import { createTrialMaker, type TrialMaker } from './propose-trial.ts';
import type { Screening } from './screened-queue.ts';
import { SegmentRuns } from './segment-runs.ts';
import { seriesParametersOf } from './series-parameters.ts';
import type { SweepPart } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';
import { createTrialConfigHash } from './trial-config-hash.ts';
import { type ScheduleEnd, TrialScheduler } from './trial-scheduler.ts';

/** What all searches of one sweep share. */
export interface SearchSurroundings {
  readonly plan: SweepPlan;
  readonly store: TrialStore;
  /** Opens the way of a search's trials into the store; it is closed before anybody else writes. */
  readonly openWriter: (trials: number) => TrialWriter;
  readonly executor: Executor;
  readonly scorer: TrialScorer;
  readonly meter: ProgressMeter;
  readonly isStopped: () => boolean;
  /** Milliseconds since the epoch; informational. */
  readonly now: () => number;
}

/** How a search ended. */
export interface SearchEnd {
  readonly end: ScheduleEnd;
  /** In words, where the sampler gave up before its budget. */
  readonly exhaustion: string | null;
}

/** Trials of a part that come from elsewhere than its sampler. */
interface ListedTrials {
  readonly sampler: Sampler;
  readonly toLiveTrial: TrialMaker;
}

/**
 * Runs the search of one part, or what is left of it; its row in the store is in state running. Never
 * depends on what other parts do.
 */
export async function runSearch(
  part: SweepPart,
  stage: string,
  { plan, store, openWriter, executor, scorer, meter, isStopped, now }: SearchSurroundings,
  listed?: ListedTrials,
): Promise<SearchEnd> {
  const { stored } = part;
  const { budget, sampler: settings } = plan.defined.definition;
  const sampler = listed?.sampler ?? createSweepSampler(plan.defined, part);
  const points = new PointCoordinates(plan.defined.space);
  const before = countStored(store, stored.sweepId);
  const writer = openWriter(stored.plannedTrials);
  const scheduler = new TrialScheduler({
    sweepId: stored.sweepId,
    rules: packRules(rulesOf(part, plan)),
    sampler,
    points,
    executor,
    store,
    writer,
    scorer,
    toLiveTrial: listed?.toLiveTrial ?? createTrialMaker(part, store),
    seriesPlaces: sampler.isAdaptive ? [] : points.placesOf(seriesParametersOf(plan, part)),
    screening: listed === undefined ? createScreening(part, plan, scorer, sampler.isAdaptive) : null,
    reservesSeeds: stored.seeding === 'independent',
    maxChunk: sampler.isAdaptive ? Math.ceil(settings.batchSize / plan.workers) : Number.POSITIVE_INFINITY,
    planned: stored.plannedTrials,
    maxFailedShare: budget.maxFailedShare,
    trialTimeoutMs: budget.trialTimeoutSeconds * 1000,
    decimals: stored.decimals,
    isStopped,
    onProgress: meter.listenerOf(part, stage),
    now,
  });
  const startedMs = performance.now();
  let end: ScheduleEnd;
  try {
    scheduler.report();
    end = await scheduler.run();
  } finally {
    await writer.close();
  }
  const byStatus = store.countByStatus(stored.sweepId);
  const finishedNow = countFinished(byStatus) - before;
  meter.end(part, byStatus, { finishedNow, durationMs: performance.now() - startedMs });
  return { end, exhaustion: sampler.exhaustion };
}

/** What a pruner needs for the trials of a part; null without one. */
export function createScreening(
  part: SweepPart,
  { defined, setups, surroundings }: SweepPlan,
  scorer: TrialScorer,
  isAdaptive: boolean,
): Screening | null {
  const { pruner, sampler } = defined.definition;
  if (pruner === null || part.segments === null) return null;
  const { decimals } = part.stored;
  return {
    pruner: createPruner(pruner, part.segments.dates.length, { batchSize: sampler.batchSize, isAdaptive, decimals }),
    runs: new SegmentRuns(setups, part, part.segments, scorer),
    configHashOf: createTrialConfigHash(setups, surroundings),
  };
}

/** What a worker makes the trials of a part by. */
export function rulesOf({ stored, setupChoice: setups }: SweepPart, { defined }: SweepPlan): SearchRules {
  const { sweepId, rootSeed, seedPolicy } = stored;
  const { parameters, constraints, objective, gates } = defined.definition;
  return { sweepId, rootSeed, seedPolicy, setups, parameters, constraints, objective, gates };
}

/** Trials of a search that are final. */
export function countStored(store: TrialStore, sweepId: string): number {
  return countFinished(store.countByStatus(sweepId));
}
