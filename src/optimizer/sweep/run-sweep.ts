import { rmSync } from 'node:fs';
import path from 'node:path';
import { type Locations, resolveLocations } from '../../config/locations.ts';
import { formatJson } from '../../core/backtest/artifacts/format-json.ts';
import { describeManifest } from '../../core/data/manifest.ts';
import { storeManifest } from '../../core/data/manifest-store.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { RunLog } from '../../run/run-log.ts';
import { readSupportFiles } from '../../run/support.ts';
import { PoolExecutor } from '../executor/pool-executor.ts';
import { createTrialScorer } from '../ranking/score-trial.ts';
import { openStore } from '../storage/open-store.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialStore } from '../storage/trial-store.ts';
import { findDrift } from './baseline.ts';
import { writeBestRun } from './best-run.ts';
import { createSweepSampler } from './create-sweep-sampler.ts';
import { type DefinitionOptions, type LoadedDefinition, loadDefinition, restoreDefinition } from './load-definition.ts';
import { createTrialMaker } from './propose-trial.ts';
import { bestTrials } from './rank-sweep.ts';
import { writeStatistics } from './statistics-file.ts';
import { loadStoredModule } from './stored-module.ts';
import {
  findStored,
  requireSameIdentity,
  requireSameModule,
  requireSameProgram,
  requireSweep,
  requireWhole,
} from './stored-sweep.ts';
import { sweepFolder, writeStrategyModule, writeSweepManifest, writeTrialsCsv } from './sweep-files.ts';
import { planSweep, type SweepPlan, storeFile } from './sweep-plan.ts';
import type { SweepReport } from './sweep-report.ts';
import { dryRunReport, shownReport, TOP_TRIALS } from './sweep-reports.ts';
import type { SweepRequest } from './sweep-request.ts';
import { type ScheduleEnd, TrialScheduler } from './trial-scheduler.ts';

const INTERRUPTED_EXIT_CODE = 130;

/**
 * Runs, continues or shows a sweep: `omega sweep` as a function (`optimizer.md` 5.4). Starting is
 * resuming an empty store, and starting a complete sweep shows it.
 * @throws OmegaError with the codes of `data-and-config.md` 18.4
 */
export async function runSweep(request: SweepRequest): Promise<SweepReport> {
  const locations = resolveLocations(request.environment ?? process.env, request.projectRoot ?? process.cwd());
  for (const notice of locations.notices) request.onNotice?.(notice);
  const support = await readSupportFiles(locations, request.strict ?? false);
  const resumed = 'resume' in request.target ? findStored(locations, request.target.resume) : null;
  const definitionOptions = { strict: request.strict ?? false, symbolSpecs: support.symbolSpecs };
  const { projectRoot } = locations;
  const loaded =
    'file' in request.target
      ? await loadDefinition(request.target.file, { ...definitionOptions, projectRoot, ...seedOption(request.seed) })
      : await restoreSweep(resumed!, definitionOptions, projectRoot);
  for (const warning of [...support.costs.warnings, ...loaded.defined.definition.warnings]) {
    request.onNotice?.(`warning[${warning.code}] ${warning.where}: ${warning.message}`);
  }
  const plan = await planSweep(
    loaded,
    support,
    locations,
    {
      useCache: request.useCache ?? true,
      strictData: request.strictData ?? false,
      ...workersOption(request.workers),
      ...memoryOption(request.memoryBytes),
    },
    resumed,
  );
  for (const warning of plan.estimate.warnings) request.onNotice?.(warning);
  if (resumed !== null) requireSameIdentity(resumed, plan);
  const drift = request.baseline === undefined ? null : await findDrift(request.baseline, plan.stored);
  if (request.dryRun === true) return dryRunReport(plan, locations, drift);
  const store = openStore(storeFile(locations), { programVersion: PROGRAM_VERSION });
  try {
    return await runInStore(store, plan, locations, request, drift);
  } finally {
    store.close();
  }
}

async function restoreSweep(
  stored: SweepRecord,
  options: DefinitionOptions,
  projectRoot: string,
): Promise<LoadedDefinition> {
  const module = await loadStoredModule(stored, projectRoot);
  requireSameModule(stored, module);
  return restoreDefinition(stored, module, options);
}

async function runInStore(
  store: TrialStore,
  plan: SweepPlan,
  locations: Locations,
  request: SweepRequest,
  drift: readonly string[] | null,
): Promise<SweepReport> {
  const { sweepId } = plan.stored;
  const folder = sweepFolder(locations, sweepId);
  if (request.restart === true && store.deleteSweep(sweepId)) rmSync(folder, { recursive: true, force: true });
  const known = store.loadSweep(sweepId);
  const finished = store.finishedIndices(sweepId).reduce((sum, mark) => sum + mark, 0);
  request.onEstimate?.({ ...plan.estimate, finished });
  if (known !== null) requireWhole(store, known, plan);
  if (known?.state === 'complete') return shownReport(store, known, plan, locations, drift);
  if (known !== null) requireSameProgram(known);

  const now = request.now ?? Date.now;
  const start = { workerCount: plan.workers, startedAt: now() };
  if (known === null) store.createSweep(plan.stored, start);
  else store.resumeSweep(sweepId, start);
  storeInputManifest(locations, plan, now());
  const log = new RunLog(
    locations.resultsRoot,
    { idName: 'sweep_id', id: sweepId, config: plan.defined.definition.base },
    now,
  );
  log.info(`${known === null ? 'started' : 'continued'}: ${plan.estimate.trials} trials planned, ${finished} finished`);
  writeSweepManifest(folder, requireSweep(store, sweepId));
  if (plan.module !== null) writeStrategyModule(folder, plan.module);

  const startedMs = performance.now();
  const { end, sampler } = await searchSpace(store, plan, request, now);
  const elapsedMs = performance.now() - startedMs;
  const byStatus = store.countByStatus(sweepId);
  const top = bestTrials(store, plan.stored, TOP_TRIALS);
  const hasFailures = byStatus.failed + byStatus.timeout > 0;
  const exitCode = exitCodeOf(end, hasFailures, top.length > 0);
  // The best run is written before the sweep is called complete, so that a crash in between repeats it.
  const best = end === 'complete' ? top[0] : undefined;
  const bestRun = best === undefined ? null : await writeBestRun(best, plan, folder, request);
  const onNotice = request.onNotice ?? (() => undefined);
  const statistics = bestRun === null ? null : writeStatistics(store, plan, best!, bestRun, folder, onNotice);
  store.finishSweep(sweepId, { state: stateOf(end), exitCode, finishedAt: now() });
  const sweep = requireSweep(store, sweepId);
  writeSweepManifest(folder, sweep);
  if (end === 'complete') writeTrialsCsv(folder, store, sweepId);
  log.info(
    `${sweep.state}: ${byStatus.complete} complete, ${byStatus.infeasible} infeasible, ${byStatus.failed} failed`,
  );
  const finishedTotal = store.finishedIndices(sweepId).reduce((sum, mark) => sum + mark, 0);
  return {
    outcome: sweep.state === 'running' ? 'interrupted' : sweep.state,
    exitCode,
    sweepId,
    sweep,
    estimate: { ...plan.estimate, finished },
    byStatus,
    top,
    folder,
    bestRunFolder: bestRun?.folder ?? null,
    statistics,
    finishedNow: finishedTotal - finished,
    elapsedMs,
    remark: remarkOf(end, top.length > 0, sampler.exhaustion),
    drift,
  };
}

async function searchSpace(store: TrialStore, plan: SweepPlan, request: SweepRequest, now: () => number) {
  const { definition } = plan.defined;
  const sampler = createSweepSampler(plan);
  const executor = new PoolExecutor(plan.setup, plan.workers, plan.memoryBytes);
  const limitMs =
    definition.budget.wallSeconds === null ? Number.POSITIVE_INFINITY : definition.budget.wallSeconds * 1000;
  const startedMs = performance.now();
  const scheduler = new TrialScheduler({
    sweepId: plan.stored.sweepId,
    sampler,
    executor,
    store,
    scorer: createTrialScorer(definition.objective, definition.gates),
    toLiveTrial: createTrialMaker(plan.stored, store),
    reservesSeeds: plan.stored.seeding === 'independent',
    maxChunk: sampler.isAdaptive ? Math.ceil(definition.sampler.batchSize / plan.workers) : Number.POSITIVE_INFINITY,
    planned: plan.estimate.trials,
    maxFailedShare: definition.budget.maxFailedShare,
    trialTimeoutMs: definition.budget.trialTimeoutSeconds * 1000,
    decimals: plan.stored.decimals,
    isStopped: () => request.signal?.aborted === true || performance.now() - startedMs > limitMs,
    onProgress: request.onProgress ?? (() => undefined),
    now,
  });
  const onAbort = () => executor.stop();
  request.signal?.addEventListener('abort', onAbort);
  try {
    scheduler.report();
    const end = await scheduler.run();
    const isOutOfTime = end === 'stopped' && request.signal?.aborted !== true;
    return { end: isOutOfTime ? ('out_of_time' as const) : end, sampler };
  } finally {
    request.signal?.removeEventListener('abort', onAbort);
    await executor.close();
  }
}

type SearchEnd = ScheduleEnd | 'out_of_time';

function stateOf(end: SearchEnd): 'complete' | 'interrupted' | 'failed' {
  if (end === 'stopped') return 'interrupted';
  return end === 'too_many_failures' ? 'failed' : 'complete';
}

function exitCodeOf(end: SearchEnd, hasFailures: boolean, hasBest: boolean): number {
  if (end === 'stopped') return INTERRUPTED_EXIT_CODE;
  return end === 'too_many_failures' || hasFailures || !hasBest ? 1 : 0;
}

function remarkOf(end: SearchEnd, hasBest: boolean, exhaustion: string | null): string | null {
  if (end === 'too_many_failures') {
    return 'SWEEP_TOO_MANY_FAILURES: more trials failed than budget.max_failed_share allows';
  }
  if (end === 'out_of_time') return 'the time limit budget.wall_seconds ended the search';
  if (end === 'complete' && !hasBest) {
    return 'SWEEP_NO_ELIGIBLE_TRIAL: no trial is complete with a score, so there are no best parameters';
  }
  return exhaustion;
}

function storeInputManifest(locations: Locations, plan: SweepPlan, nowMs: number): void {
  const { manifest } = plan.inputs;
  const text = formatJson({ ...describeManifest(manifest, nowMs) }, 'manifest');
  storeManifest(path.join(locations.resultsRoot, 'manifests'), manifest.sha256, text);
}

function seedOption(seed: number | undefined): { readonly seed?: number } {
  return seed === undefined ? {} : { seed };
}

function memoryOption(memoryBytes: number | undefined): { readonly memoryBytes?: number } {
  return memoryBytes === undefined ? {} : { memoryBytes };
}

function workersOption(workers: number | undefined): { readonly workers?: number } {
  return workers === undefined ? {} : { workers };
}
