import path from 'node:path';
import { resolveLocations } from '../../config/locations.ts';
import { materialiseTrial } from '../../config/materialise.ts';
import { canonicalJson } from '../../core/math/canonical-json.ts';
import { RuntimeFailure, UsageError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { runSingle } from '../../run/run-single.ts';
import { readSupportFiles } from '../../run/support.ts';
import type { Executor } from '../executor/executor.ts';
import { InlineExecutor } from '../executor/inline-executor.ts';
import { PoolExecutor } from '../executor/pool-executor.ts';
import { createTrialScorer } from '../ranking/score-trial.ts';
import { paramsHash } from '../space/params-hash.ts';
import { openStore } from '../storage/open-store.ts';
import { requireTrial, resolveSweep } from '../storage/sweep-lookup.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { auditProposals, findAlteredFields } from './audit-sweep.ts';
import { compareTrial } from './compare-trial.ts';
import type { LiveTrial } from './live-trial.ts';
import { restoreDefinition } from './load-definition.ts';
import { changedModule, loadStoredModule } from './stored-module.ts';
import { requireSweep } from './stored-sweep.ts';
import { writeTrialConfig } from './sweep-files.ts';
import { planSweep, type SweepPlan, storeFile } from './sweep-plan.ts';
import type { ReplayedTrial, ReplayReport } from './sweep-report.ts';
import type { ReplayRequest } from './sweep-request.ts';
import { judgeTrial, type TrialScorer } from './trial-judge.ts';

/** Trials per chunk of a complete replay. */
const CHUNK_SIZE = 32;
/** Replays have no time limit of their own: what ran once runs again. */
const NO_TIME_LIMIT_MS = 2 ** 31 - 1;

/**
 * Repeats trials from the store with their recorded seeds and compares every stored value:
 * `omega replay` as a function (`optimizer.md` 3). The store is only read.
 * @throws OmegaError `REPLAY_MISMATCH` before anything runs if data or program are not the recorded ones
 */
export async function replaySweep(request: ReplayRequest): Promise<ReplayReport> {
  const startedMs = performance.now();
  const locations = resolveLocations(request.environment ?? process.env, request.projectRoot ?? process.cwd());
  for (const notice of locations.notices) request.onNotice?.(notice);
  const store = openStore(storeFile(locations), { readonly: true });
  try {
    const sweep = requireSweep(store, resolveSweep(store, request.sweep));
    const single = request.trials === 'all' ? null : requireTrial(store, sweep.sweepId, request.trials.index);
    if (single !== null) requireReplayable(single);
    requireSameProgram(sweep);
    const support = await readSupportFiles(locations, false);
    const module = await loadStoredModule(sweep, locations.projectRoot);
    if (module.change !== null) throw changedModule(sweep, module.change);
    const loaded = restoreDefinition(sweep, module, { strict: false, symbolSpecs: support.symbolSpecs });
    const { defined } = loaded;
    const options = { useCache: request.useCache ?? true, strictData: false };
    const plan = await planSweep(loaded, support, locations, withWorkers(options, request.workers), sweep);
    requireSameData(sweep, plan);
    const scorer = createTrialScorer(defined.definition.objective, defined.definition.gates);
    const [altered] = findAlteredFields(sweep, plan.stored);
    if (altered !== undefined) {
      throw mismatch(sweep, altered.field, altered.stored, altered.replayed, 'the stored sweep was altered');
    }
    const replay = new Replay(store, sweep, plan, scorer);
    if (single === null) {
      const audited = auditProposals(store, sweep, plan, scorer);
      return await replayAll(replay, store, sweep, plan, request, startedMs, audited);
    }
    const executor = new InlineExecutor(plan.setup, plan.strategy);
    const [trial] = await replay.run([single], executor);
    if (trial === undefined) throw new RuntimeFailure('RUNTIME_INTERNAL', 'the replay gave no result');
    const exported =
      request.exportFile === undefined ? null : await exportTrial(single, plan, request, request.exportFile);
    return {
      sweepId: sweep.sweepId,
      replayed: 1,
      skipped: 0,
      mismatches: trial.differences.length > 0 ? [trial] : [],
      trial,
      exported,
      elapsedMs: performance.now() - startedMs,
    };
  } finally {
    store.close();
  }
}

async function replayAll(
  replay: Replay,
  store: TrialReader,
  sweep: SweepRecord,
  plan: SweepPlan,
  request: ReplayRequest,
  startedMs: number,
  audited: readonly ReplayedTrial[],
): Promise<ReplayReport> {
  const executor = new PoolExecutor(plan.setup, plan.workers);
  const mismatches: ReplayedTrial[] = [];
  let replayed = 0;
  let skipped = 0;
  try {
    const inFlight = new Set<Promise<void>>();
    for (const chunk of replayableChunks(store, sweep.sweepId, (count) => (skipped += count))) {
      if (request.signal?.aborted === true) break;
      const work: Promise<void> = replay
        .run(chunk, executor)
        .then((trials) => {
          replayed += trials.length;
          mismatches.push(...trials.filter((trial) => trial.differences.length > 0));
        })
        .finally(() => inFlight.delete(work));
      inFlight.add(work);
      if (inFlight.size >= 2 * executor.width) await Promise.race(inFlight);
    }
    await Promise.all(inFlight);
  } finally {
    await executor.close();
  }
  const mismatched = mergeByTrial([...audited, ...mismatches]);
  const elapsedMs = performance.now() - startedMs;
  return { sweepId: sweep.sweepId, replayed, skipped, mismatches: mismatched, trial: null, exported: null, elapsedMs };
}

/** One entry per trial, by index, without naming a field twice. */
function mergeByTrial(found: readonly ReplayedTrial[]): readonly ReplayedTrial[] {
  const byIndex = new Map<number, ReplayedTrial>();
  for (const trial of found) {
    const known = byIndex.get(trial.trialIndex);
    const fresh = trial.differences.filter(
      ({ field }) => known?.differences.some((other) => other.field === field) !== true,
    );
    byIndex.set(trial.trialIndex, { ...trial, differences: [...(known?.differences ?? []), ...fresh] });
  }
  return [...byIndex.values()].sort((left, right) => left.trialIndex - right.trialIndex);
}

function* replayableChunks(
  store: TrialReader,
  sweepId: string,
  onSkipped: (count: number) => void,
): Generator<readonly TrialRecord[]> {
  const extent = store.trialExtent(sweepId);
  if (extent === null) return;
  for (let from = extent.first; from <= extent.last; from += CHUNK_SIZE) {
    const trials = store.readTrials(sweepId, { from, to: from + CHUNK_SIZE });
    const replayable = trials.filter(isReplayable);
    onSkipped(trials.length - replayable.length);
    if (replayable.length > 0) yield replayable;
  }
}

/** Runs stored trials again and compares; the way of a trial is the same as in the sweep. */
class Replay {
  private readonly store: TrialReader;
  private readonly sweep: SweepRecord;
  private readonly plan: SweepPlan;
  private readonly scorer: TrialScorer;

  constructor(store: TrialReader, sweep: SweepRecord, plan: SweepPlan, scorer: TrialScorer) {
    this.store = store;
    this.sweep = sweep;
    this.plan = plan;
    this.scorer = scorer;
  }

  async run(stored: readonly TrialRecord[], executor: Executor): Promise<readonly ReplayedTrial[]> {
    const live = stored.map(rebuildTrial);
    const end = await executor.execute(
      live.map((trial) => trial.job),
      NO_TIME_LIMIT_MS,
    );
    if (end.kind !== 'finished') {
      const reason = end.kind === 'crashed' ? end.message : 'time limit';
      throw new RuntimeFailure('RUNTIME_INTERNAL', `a worker ended while trials were replayed: ${reason}`);
    }
    return end.outcomes.map((outcome, row): ReplayedTrial => {
      const kept = stored[row]!;
      const completion = { worker: null, finishedAt: 0, completionSeq: 0 };
      const fresh = judgeTrial(this.sweep.sweepId, live[row]!, outcome, this.scorer, completion);
      const { keepsDaily } = this.plan.setup;
      const daily = keepsDaily ? this.store.readDaily(this.sweep.sweepId, kept.trialIndex) : null;
      const differences = [...compareTrial({ trial: kept, daily }, fresh)];
      if (keepsDaily && daily === null && kept.resultHash !== null) {
        differences.push({
          field: 'trial_daily',
          stored: 'missing',
          replayed: `${this.plan.calendar.days.length} days`,
        });
      }
      return { trialIndex: kept.trialIndex, status: kept.status, differences };
    });
  }
}

/** The job of a stored trial: nothing but what the store says, so that a wrong row is found out. */
function rebuildTrial(record: TrialRecord): LiveTrial {
  const changes = Object.entries(parseStored(record, 'changed_paths', record.changedPathsJson));
  const params = parseStored(record, 'parameters', record.parametersJson);
  return {
    job: { index: record.trialIndex, seed: record.seed, changes },
    point: {
      params,
      changes,
      paramsJson: canonicalJson(params),
      changesJson: canonicalJson(Object.fromEntries(changes)),
    },
    paramsHash: paramsHash(params),
    repeatOf: record.repeatOf,
  };
}

function parseStored({ trialIndex }: TrialRecord, column: string, text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    throw new RuntimeFailure('STORE_CORRUPT', `column ${column} of trial ${trialIndex} is no JSON`, {
      hint: 'the store was altered; restore a copy, or run the sweep file with --restart',
      details: { trial_index: trialIndex, column },
    });
  }
}

/** `failed` trials whose worker died and those that ran out of time have no outcome to repeat. */
function isReplayable(trial: TrialRecord): boolean {
  return trial.status === 'complete' || trial.status === 'infeasible' || (trial.status === 'failed' && !isCrash(trial));
}

function isCrash(trial: TrialRecord): boolean {
  return trial.errorCode === 'RUNTIME_INTERNAL' && trial.durationUs === null;
}

function requireReplayable(trial: TrialRecord): void {
  if (isReplayable(trial)) return;
  throw new UsageError('USAGE', `trial ${trial.trialIndex} is ${trial.status}: there is no finished run to repeat`, {
    hint: 'choose a complete, infeasible or failed trial, or use --all',
    details: { trial_index: trial.trialIndex, status: trial.status },
  });
}

function requireSameProgram(sweep: SweepRecord): void {
  if (sweep.programVersion === PROGRAM_VERSION) return;
  throw mismatch(sweep, 'program_version', sweep.programVersion, PROGRAM_VERSION, 'install that version to replay it');
}

function requireSameData(sweep: SweepRecord, plan: SweepPlan): void {
  const { manifestSha256, definitionHash } = plan.stored;
  if (sweep.manifestSha256 !== manifestSha256) {
    const hint =
      'an input file has changed since the sweep; restore it, or point the OMEGA_* variables at the old files';
    throw mismatch(sweep, 'manifest_sha256', sweep.manifestSha256, manifestSha256, hint);
  }
  if (sweep.definitionHash !== definitionHash) {
    const hint = 'the stored sweep file or base configuration was altered';
    throw mismatch(sweep, 'sweep_definition_hash', sweep.definitionHash, definitionHash, hint);
  }
}

function mismatch(sweep: SweepRecord, field: string, stored: string, found: string, hint: string): RuntimeFailure {
  return new RuntimeFailure('REPLAY_MISMATCH', `${field} is ${found}, the sweep was made with ${stored}`, {
    where: sweep.sweepId,
    hint,
    details: { sweep_id: sweep.sweepId, field, stored, found },
  });
}

/** Writes a trial as a single-run configuration and as the run that `omega run` makes of it. */
async function exportTrial(
  record: TrialRecord,
  plan: SweepPlan,
  request: ReplayRequest,
  file: string,
): Promise<{ readonly configFile: string; readonly runFolder: string }> {
  const { job } = rebuildTrial(record);
  const trial = materialiseTrial(plan.setup.baseConfig, job.changes, job.seed, {
    strategy: plan.strategy,
    symbolSpecs: plan.setup.symbolSpecs,
  });
  if ('problem' in trial) {
    throw new UsageError(
      'USAGE',
      `trial ${record.trialIndex} has no valid configuration to export: ${trial.problem.message}`,
    );
  }
  const projectRoot = path.resolve(request.projectRoot ?? process.cwd());
  const configFile = path.resolve(projectRoot, file);
  const moduleFile = plan.module === null ? null : path.resolve(projectRoot, plan.module.path);
  writeTrialConfig(configFile, trial.effective, moduleFile);
  const run = await runSingle({
    config: configFile,
    projectRoot,
    environment: request.environment ?? process.env,
    useCache: request.useCache ?? true,
    ...(request.now === undefined ? {} : { now: request.now }),
  });
  if (run.folder === null || run.resultHash !== record.resultHash) {
    throw mismatchOfExport(record, run.resultHash);
  }
  return { configFile, runFolder: run.folder };
}

function mismatchOfExport(record: TrialRecord, resultHash: string): RuntimeFailure {
  return new RuntimeFailure('REPLAY_MISMATCH', `result_hash is ${resultHash}, the store has ${record.resultHash}`, {
    details: { trial_index: record.trialIndex, field: 'result_hash' },
  });
}

function withWorkers<T extends object>(options: T, workers: number | undefined): T & { readonly workers?: number } {
  return workers === undefined ? options : { ...options, workers };
}
