import path from 'node:path';
import { resolveLocations } from '../../config/locations.ts';
import { UsageError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { runSingle, type SingleRunReport } from '../../run/run-single.ts';
import { createTrialScorer } from '../ranking/score-trial.ts';
import { openStore } from '../storage/open-store.ts';
import { requireTrial } from '../storage/sweep-lookup.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { bestTrials, noEligibleTrial } from './rank-sweep.ts';
import { replayOne, requireReplayable } from './replay-one.ts';
import { requirePart, restorePlan } from './restore-plan.ts';
import { requireSweep } from './stored-sweep.ts';
import { type SweepPart, stageOf } from './sweep-part.ts';
import { type SweepPlan, storeFile } from './sweep-plan.ts';
import type { ReplayDifference } from './sweep-report.ts';
import type { SweepSurroundings } from './sweep-request.ts';
import { trialConfig } from './trial-config.ts';

/** A stored trial by its sweep and its index; `best` is the one with the best score. */
export interface TrialName {
  readonly sweepId: string;
  readonly trial: number | 'best';
}

/** A stored trial as it runs now. */
export interface RepeatedTrial {
  readonly trialIndex: number;
  /** The trial as the run that `omega run` makes of its configuration; nothing of it is written. */
  readonly run: SingleRunReport;
  /** Stored values that are others now; empty where the trial is what the store says. */
  readonly differences: readonly ReplayDifference[];
}

/**
 * Repeats a trial of the store as a replay does, and as a recorded run: what the store does not keep of a trial
 * (trades, equity) is in the run.
 * @throws OmegaError `REPLAY_MISMATCH` before anything runs where data or program are not those of the sweep
 */
export async function repeatTrial({ sweepId, trial }: TrialName, request: SweepSurroundings): Promise<RepeatedTrial> {
  const locations = resolveLocations(request.environment ?? process.env, request.projectRoot ?? process.cwd());
  const store = openStore(storeFile(locations), { readonly: true });
  try {
    const named = requireSweep(store, sweepId);
    const record = trial === 'best' ? requireBest(store, named) : requireTrial(store, sweepId, trial);
    requireRun(record);
    const plan = await restorePlan(store, named, locations, request);
    const part = requirePart(plan, named);
    requireOwnRun(record, part, plan);
    const { objective, gates } = plan.defined.definition;
    const { differences } = await replayOne(store, record, part, plan, createTrialScorer(objective, gates));
    const run = await runTrial(record, part, plan, request);
    return {
      trialIndex: record.trialIndex,
      run,
      differences: [...differences, ...hashDifference(record, run, differences)],
    };
  } finally {
    store.close();
  }
}

function requireBest(store: TrialReader, sweep: SweepRecord): TrialRecord {
  const [best] = bestTrials(store, sweep, 1);
  if (best === undefined) throw noEligibleTrial(sweep.sweepId);
  return best;
}

/** A failed trial can be repeated, but its failure has neither trades nor equity. */
function requireRun(record: TrialRecord): void {
  requireReplayable(record);
  if (record.resultHash !== null) return;
  throw new UsageError('USAGE', `trial ${record.trialIndex} is ${record.status} and has no result`, {
    hint: 'choose a trial that ran to its end',
    details: { trial_index: record.trialIndex, status: record.status },
  });
}

/** The figures of a slice are days of a longer run; as a run of its own it would be another one. */
function requireOwnRun({ trialIndex }: TrialRecord, part: SweepPart, { search }: SweepPlan): void {
  if (part.slice === null) return;
  const { sweepId } = search.stored;
  throw new UsageError('USAGE', `trial ${trialIndex} of ${stageOf(part)} is cut out of a longer run, and is none`, {
    where: part.stored.sweepId,
    hint: `name the trial that it is cut out of: ${sweepId}:${trialIndex}`,
    details: { sweep_id: sweepId, trial_index: trialIndex },
  });
}

async function runTrial(
  record: TrialRecord,
  part: SweepPart,
  plan: SweepPlan,
  { projectRoot = process.cwd(), environment = process.env, useCache = true }: SweepSurroundings,
): Promise<SingleRunReport> {
  const root = path.resolve(projectRoot);
  const config = trialConfig(record, part, plan);
  return runSingle({
    config: { document: config as unknown as JsonObject, source: `trial ${record.trialIndex}` },
    projectRoot: root,
    environment,
    useCache,
    write: false,
  });
}

/** The run of a trial has the hash of the trial, as in an export. */
function hashDifference(
  { resultHash }: TrialRecord,
  run: SingleRunReport,
  known: readonly ReplayDifference[],
): readonly ReplayDifference[] {
  const field = 'result_hash';
  if (run.resultHash === resultHash || known.some((difference) => difference.field === field)) return [];
  return [{ field, stored: String(resultHash), replayed: run.resultHash }];
}
