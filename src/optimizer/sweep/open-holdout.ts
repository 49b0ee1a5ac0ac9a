import { resolveLocations } from '../../config/locations.ts';
import { materialiseTrial } from '../../config/materialise.ts';
import { RuntimeFailure, UsageError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { runSingle } from '../../run/run-single.ts';
import type { HoldoutPeriod } from '../definition/validation-definition.ts';
import { judgeTrial } from '../executor/trial-judge.ts';
import { createTrialScorer } from '../ranking/score-trial.ts';
import type { SelectionSettings } from '../ranking/select-candidate.ts';
import { openStore } from '../storage/open-store.ts';
import { resolveSweep } from '../storage/sweep-lookup.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialStore } from '../storage/trial-store.ts';
import { type HoldoutPlan, planHoldout } from './holdout-plan.ts';
import { type HoldoutStatus, readHoldoutStatus } from './holdout-report.ts';
import { rebuildTrial } from './rebuild-trial.ts';
import { restorePlan } from './restore-plan.ts';
import { readSelection } from './selection-report.ts';
import { requireSweep } from './stored-sweep.ts';
import { sweepFolder } from './sweep-files.ts';
import { type SweepPlan, storeFile } from './sweep-plan.ts';
import type { SweepSurroundings } from './sweep-request.ts';
import { readVerdict, writeVerdict } from './verdict-file.ts';

/** Which holdout is to be opened. */
export interface HoldoutRequest extends SweepSurroundings {
  /** Id, unique prefix or `latest` of a complete sweep with a holdout. */
  readonly sweep: string;
}

/** What a look at a holdout shows. */
export interface HoldoutReport {
  readonly sweep: SweepRecord;
  readonly status: HoldoutStatus;
  /** The final choice of the sweep: on what was searched, and on the holdout. */
  readonly inSample: TrialRecord;
  readonly holdout: TrialRecord;
  /** Looks by the same research family before this one. */
  readonly earlier: number;
  /** False where the same trial had been run on it before: that is no further look. */
  readonly isNew: boolean;
  /** Artifacts of the run; null where it was shown from the store. */
  readonly runFolder: string | null;
}

const NO_TIME_LIMIT_MS = 2 ** 31 - 1;

/**
 * Runs the final choice of a complete sweep on its holdout (`optimizer.md` 13.4): the only way to it. The
 * look is recorded before anything is run; asking again for the same trial shows what is stored.
 */
export async function openHoldout(request: HoldoutRequest): Promise<HoldoutReport> {
  const locations = resolveLocations(request.environment ?? process.env, request.projectRoot ?? process.cwd());
  for (const notice of locations.notices) request.onNotice?.(notice);
  const store = openStore(storeFile(locations), { programVersion: PROGRAM_VERSION });
  try {
    const sweep = requireSweep(store, resolveSweep(store, request.sweep));
    requireEnd(sweep);
    const plan = await restorePlan(store, sweep, locations, request);
    const choice = requireChoice(store, sweep, plan.defined.definition.selection);
    const { holdout } = plan.defined.definition.validation;
    if (holdout === null) throw noHoldout(sweep);
    const before = readHoldoutStatus(store, sweep, holdout)!;
    const known = before.trials.find(({ trialIndex }) => trialIndex === choice.trialIndex);
    const earlier = before.openings.length;
    if (known !== undefined) {
      return { sweep, status: before, inSample: choice, holdout: known, earlier, isNew: false, runFolder: null };
    }
    if (earlier > 0) request.onNotice?.(warnOfEarlier(earlier, holdout));
    const opened = await planHoldout(plan, holdout);
    const now = request.now ?? Date.now;
    store.addHoldoutOpening({
      sweepId: sweep.sweepId,
      familyKey: sweep.familyKey,
      ...holdout,
      trialIndex: choice.trialIndex,
      paramsHash: choice.paramsHash,
      openedAt: now(),
    });
    const trial = await runOnHoldout(store, plan, opened, choice, now);
    const runFolder = await writeRun(trial, opened, plan, request);
    const status = readHoldoutStatus(store, sweep, holdout)!;
    const folder = sweepFolder(locations, sweep.sweepId);
    const verdict = readVerdict(folder, status);
    if (verdict !== null) writeVerdict(folder, verdict);
    return { sweep, status, inSample: choice, holdout: trial, earlier, isNew: true, runFolder };
  } finally {
    store.close();
  }
}

/** Only a sweep that is over has made its choice. */
function requireEnd(sweep: SweepRecord): void {
  if (sweep.part !== 'search' || sweep.state !== 'complete') {
    const found = sweep.part === 'search' ? sweep.state : `a ${sweep.part} part`;
    throw new UsageError('USAGE', `sweep ${sweep.sweepId} is ${found}: its holdout is opened once it is complete`, {
      where: sweep.sweepId,
      hint: 'run or continue the sweep first',
    });
  }
}

/** The selected trial. */
function requireChoice(store: TrialStore, sweep: SweepRecord, settings: SelectionSettings): TrialRecord {
  const choice = readSelection(store, sweep, settings);
  if (choice !== null) return choice.trial;
  throw new RuntimeFailure('SWEEP_NO_ELIGIBLE_TRIAL', `sweep ${sweep.sweepId} has no trial that may be best`, {
    hint: `"omega trials ${sweep.sweepId}" shows how they ended`,
    details: { sweep_id: sweep.sweepId },
  });
}

async function runOnHoldout(
  store: TrialStore,
  plan: SweepPlan,
  { part, executor }: HoldoutPlan,
  choice: TrialRecord,
  now: () => number,
): Promise<TrialRecord> {
  const { objective, gates } = plan.defined.definition;
  const { sweepId } = part.stored;
  const live = { ...rebuildTrial(choice, part), repeatOf: null };
  const end = await executor.execute([live.job], NO_TIME_LIMIT_MS);
  if (end.kind !== 'finished') throw new RuntimeFailure('RUNTIME_INTERNAL', 'the run on the holdout gave no result');
  const judged = judgeTrial(sweepId, live, end.outcomes[0]!, createTrialScorer(objective, gates));
  const entry = { ...judged, trial: { ...judged.trial, finishedAt: now(), completionSeq: 0 } };
  const start = { workerCount: 1, startedAt: now() };
  // A part without its trial is left over from a look that was cut short.
  if (store.loadSweep(sweepId) === null) store.createSweep(part.stored, start);
  else store.resumeSweep(sweepId, start);
  store.writeTrials([entry]);
  const exitCode = entry.trial.resultHash === null ? 1 : 0;
  store.finishSweep(sweepId, { state: 'complete', exitCode, finishedAt: now() });
  return entry.trial;
}

/** Writes the run as `omega run` would; null where it failed. */
async function writeRun(
  trial: TrialRecord,
  { part }: HoldoutPlan,
  plan: SweepPlan,
  request: HoldoutRequest,
): Promise<string | null> {
  if (trial.resultHash === null) return null;
  const { job } = rebuildTrial(trial, part);
  const made = materialiseTrial(part.base, job.changes, job.seed, plan.surroundings);
  if ('problem' in made) throw new RuntimeFailure('RUNTIME_INTERNAL', made.problem.message);
  const run = await runSingle({
    config: { document: made.effective as unknown as JsonObject, source: 'holdout.json' },
    projectRoot: request.projectRoot ?? process.cwd(),
    environment: request.environment ?? process.env,
    useCache: request.useCache ?? true,
    ...(request.now === undefined ? {} : { now: request.now }),
  });
  return run.folder;
}

function warnOfEarlier(earlier: number, { startDate, endDate }: HoldoutPeriod): string {
  const times = earlier === 1 ? 'once' : `${earlier} times`;
  return `warning[HOLDOUT_OPENED] the holdout ${startDate} to ${endDate} was opened ${times} before by this research family; what is chosen by looking at it is no longer out of sample`;
}

function noHoldout({ sweepId }: SweepRecord): UsageError {
  return new UsageError('USAGE', `sweep ${sweepId} has no holdout`, {
    where: sweepId,
    hint: 'set validation.holdout in the sweep file, for example { last_days: 180 }, and run it again',
  });
}
