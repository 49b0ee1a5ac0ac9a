import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Locations } from '../../config/locations.ts';
import { formatJson } from '../../core/backtest/artifacts/format-json.ts';
import { removeUnfinishedFiles } from '../../core/data/atomic-file.ts';
import { describeManifest } from '../../core/data/manifest.ts';
import { storeManifest } from '../../core/data/manifest-store.ts';
import { collectGarbage } from '../../run/heap.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { RunLog } from '../../run/run-log.ts';
import { TimedExecutor } from '../executor/timed-executor.ts';
import { createTrialScorer } from '../ranking/score-trial.ts';
import { openTrialWriter } from '../storage/open-trial-writer.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialStore } from '../storage/trial-store.ts';
import type { TrialWriter } from '../storage/trial-writer.ts';
import type { WalkForwardRecord } from '../storage/walk-forward-record.ts';
import { writeBestRun } from './best-run.ts';
import { readCandidates } from './candidate-report.ts';
import { type Conclusion, concludeSweep, type SearchOutcome } from './conclude-sweep.ts';
import { createPool } from './create-executor.ts';
import { readGroupReports } from './group-report.ts';
import { readHoldoutStatus } from './holdout-report.ts';
import { readPareto } from './pareto-trials.ts';
import { ProgressMeter } from './progress-meter.ts';
import { bestTrials } from './rank-sweep.ts';
import { countStored, runSearch, type SearchSurroundings } from './run-search.ts';
import { runStress } from './run-stress.ts';
import { runWindows } from './run-windows.ts';
import { readSelection } from './selection-report.ts';
import { requireSameProgram, requireSameStorage, requireSweep, requireWhole } from './stored-sweep.ts';
import { exitCodeOf, remarkOf, type SweepEnd, stateOf } from './sweep-end.ts';
import {
  BEST_FILE,
  sweepFolder,
  writeParetoCsv,
  writeStrategyModule,
  writeSweepManifest,
  writeTrialsCsv,
  writeWindowsCsv,
} from './sweep-files.ts';
import { partsOf, type SweepPlan, storeFile } from './sweep-plan.ts';
import type { SweepReport } from './sweep-report.ts';
import { shownReport, TOP_TRIALS } from './sweep-reports.ts';
import type { SweepRequest } from './sweep-request.ts';
import { SweepTimer } from './sweep-times.ts';
import { readWalkForwardReport } from './walk-forward-report.ts';
import { summariseWalkForward } from './walk-forward-result.ts';

/** Runs a planned sweep, continues it, or shows it where it is complete. */
export async function executeSweep(
  store: TrialStore,
  plan: SweepPlan,
  locations: Locations,
  request: SweepRequest,
  drift: readonly string[] | null,
): Promise<SweepReport> {
  const { stored } = plan.search;
  const { sweepId } = stored;
  const folder = sweepFolder(locations, sweepId);
  if (request.restart === true && store.deleteSweep(sweepId)) rmSync(folder, { recursive: true, force: true });
  const known = store.loadSweep(sweepId);
  if (known !== null) removeUnfinishedFiles(folder);
  const finished = countStored(store, sweepId);
  request.onEstimate?.({ ...plan.estimate, finished });
  if (known !== null) requireWhole(store, known, plan);
  if (known?.state === 'complete') return shownReport(store, known, plan, locations, drift);
  if (known !== null) {
    requireSameProgram(known);
    requireSameStorage(known, plan);
  }

  const now = request.now ?? Date.now;
  const start = { workerCount: plan.workers, startedAt: now() };
  if (known === null) store.createSweep(stored, start);
  else store.resumeSweep(sweepId, start);
  storeInputManifest(locations, plan, now());
  const { inSample } = plan.defined.definition;
  const log = new RunLog(locations.resultsRoot, { idName: 'sweep_id', id: sweepId, config: inSample }, now);
  log.info(`${known === null ? 'started' : 'continued'}: ${plan.estimate.trials} trials planned, ${finished} finished`);
  writeSweepManifest(folder, requireSweep(store, sweepId));
  if (plan.module !== null) writeStrategyModule(folder, plan.module);

  const finishedBefore = countAll(store, plan);
  const meter = new ProgressMeter(partsOf(plan), store, request.onProgress ?? (() => undefined), now);
  const timer = new SweepTimer(plan.workers);
  const work = await runStages(store, plan, locations, request, { meter, timer, now });
  const byStatus = store.countByStatus(sweepId);
  const exitCode = exitCodeOf(work.end, hasFailures(store, plan), work.top.length > 0);
  const ending = { state: stateOf(work.end), exitCode, finishedAt: now() };
  const sweep = { ...requireSweep(store, sweepId), ...ending };
  // All files are there before the sweep is called complete: a complete sweep is only shown, a killed one goes on.
  if (sweep.state === 'complete') {
    writeTrialsCsv(folder, store, sweepId);
    writeParetoCsv(folder, store, sweep);
  }
  writeSweepManifest(folder, sweep);
  store.finishSweep(sweepId, ending);
  log.info(
    `${sweep.state}: ${byStatus.complete} complete, ${byStatus.infeasible} infeasible, ${byStatus.failed} failed`,
  );
  return {
    outcome: sweep.state,
    exitCode,
    sweepId,
    sweep,
    estimate: { ...plan.estimate, finished },
    byStatus,
    top: work.top,
    folder,
    bestRunFolder: work.bestRunFolder,
    statistics: work.conclusion?.figures ?? null,
    computedStatistics: work.conclusion?.statistics ?? null,
    pareto: readPareto(store, sweep),
    verdict: work.conclusion?.verdict ?? null,
    selection: sweep.state === 'complete' ? readSelection(store, stored, plan.defined.definition.selection) : null,
    candidates: readCandidates(store, sweepId),
    walkForward: readWalkForwardReport(store, sweepId),
    combinatorial: work.conclusion?.combinatorial ?? null,
    groups: readGroupReports(store, stored, plan.defined),
    holdout: readHoldoutStatus(store, stored, plan.defined.definition.validation.holdout),
    finishedNow: countAll(store, plan) - finishedBefore,
    elapsedMs: meter.searchMs,
    remark: remarkOf(work.end, work.top.length > 0, work.exhaustion),
    drift,
    times: timer.read(),
  };
}

/** What a running sweep is watched with; no result depends on it. */
interface Instruments {
  readonly meter: ProgressMeter;
  readonly timer: SweepTimer;
  readonly now: () => number;
}

/** From here on it pays to collect garbage between the stages: tens of milliseconds. */
const LARGE_SWEEP_TRIALS = 1000;

/** What the stages of a sweep came to. */
interface StageResults {
  readonly end: SweepEnd;
  readonly exhaustion: string | null;
  readonly top: readonly TrialRecord[];
  readonly bestRunFolder: string | null;
  /** Null where the sweep did not come to one. */
  readonly conclusion: Conclusion | null;
}

/** What running trials came to. */
interface SearchedStages extends Omit<StageResults, 'bestRunFolder' | 'conclusion'> {
  readonly best: TrialRecord | null;
  readonly outcome: Pick<SearchOutcome, 'candidates' | 'walkForward'> | null;
}

/** Search, stress tests, walk-forward, best run, statistics (`optimizer.md` 14); the first stage that is cut short is the last. */
async function runStages(
  store: TrialStore,
  plan: SweepPlan,
  locations: Locations,
  request: SweepRequest,
  instruments: Instruments,
): Promise<StageResults> {
  const folder = sweepFolder(locations, plan.search.stored.sweepId);
  const { best, outcome, ...searched } = await runSearches(store, plan, locations, request, instruments);
  // The threads of the search are gone; what they shared is garbage here.
  freeMemory(plan);
  const none = { bestRunFolder: null, conclusion: null };
  if (best === null) return { ...searched, ...none };
  // The best run is written before the sweep is called complete, so that a crash in between repeats it.
  const bestRun = await writeBestRun(best, BEST_FILE, plan, folder, request);
  const bestRunFolder = bestRun.folder;
  // Its bars, its equity and the texts of its files are garbage too.
  freeMemory(plan);
  if (outcome === null) return { ...searched, ...none, bestRunFolder };
  const conclusion = await concludeSweep(
    store,
    plan,
    folder,
    request,
    { best, bestRun, ...outcome },
    instruments.timer,
  );
  // And the daily returns of all trials.
  freeMemory(plan);
  if (conclusion === null) return { ...searched, end: 'stopped', bestRunFolder, conclusion };
  return { ...searched, bestRunFolder, conclusion };
}

/** For whatever comes next. */
function freeMemory({ estimate }: SweepPlan): void {
  if (estimate.trials >= LARGE_SWEEP_TRIALS) collectGarbage();
}

/** Everything that runs trials: the best one, if it is known, and what the other stages came to unless they were cut short. */
async function runSearches(
  store: TrialStore,
  plan: SweepPlan,
  locations: Locations,
  request: SweepRequest,
  { meter, timer, now }: Instruments,
): Promise<SearchedStages> {
  const folder = sweepFolder(locations, plan.search.stored.sweepId);
  const { definition } = plan.defined;
  const executor = new TimedExecutor(createPool(plan));
  const writers: TrialWriter[] = [];
  const limitMs = (definition.budget.wallSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  const startedMs = performance.now();
  const surroundings: SearchSurroundings = {
    plan,
    store,
    openWriter: (trials) => {
      const writer = openTrialWriter(store, { file: storeFile(locations), programVersion: PROGRAM_VERSION, trials });
      writers.push(writer);
      return writer;
    },
    executor,
    scorer: createTrialScorer(definition.objective, definition.gates),
    meter,
    isStopped: () => request.signal?.aborted === true || performance.now() - startedMs > limitMs,
    now,
  };
  const onAbort = () => executor.stop();
  request.signal?.addEventListener('abort', onAbort);
  // A search that was not aborted and yet stopped has used up its time.
  const named = (end: SweepEnd): SweepEnd =>
    end === 'stopped' && request.signal?.aborted !== true ? 'out_of_time' : end;
  try {
    const searched = await runSearch(plan.search, '', surroundings);
    const end = named(searched.end);
    const top = bestTrials(store, plan.search.stored, TOP_TRIALS);
    const { exhaustion } = searched;
    const best = end === 'complete' || end === 'out_of_time' ? top[0] : undefined;
    if (best === undefined) return { end, exhaustion, top, best: null, outcome: null };
    const cutShort = (stage: SweepEnd) => ({ end: stage, exhaustion, top, best, outcome: null });
    if (end !== 'complete') return cutShort(end);
    const stress = await runStress(surroundings, folder);
    if (stress.end !== 'complete') return cutShort(named(stress.end));
    const validated = named(await runWindows(surroundings));
    if (validated !== 'complete') return cutShort(validated);
    const walkForward = await keepWalkForward(store, plan, folder);
    return { ...cutShort(end), outcome: { candidates: stress.candidates, walkForward } };
  } finally {
    request.signal?.removeEventListener('abort', onAbort);
    await executor.close();
    timer.endSearch(executor.times, writers);
  }
}

/** Writes the result of the walk-forward to the store and to its file; null without one. */
async function keepWalkForward(store: TrialStore, plan: SweepPlan, folder: string): Promise<WalkForwardRecord | null> {
  const { sweepId } = plan.search.stored;
  const record = await summariseWalkForward(store, plan);
  if (record !== null) store.writeWalkForward(sweepId, record);
  const report = readWalkForwardReport(store, sweepId);
  if (report !== null) writeWindowsCsv(folder, report);
  return record;
}

/** Final trials of all parts. */
function countAll(store: TrialStore, plan: SweepPlan): number {
  return partsOf(plan).reduce((sum, { stored }) => sum + countStored(store, stored.sweepId), 0);
}

function hasFailures(store: TrialStore, plan: SweepPlan): boolean {
  return partsOf(plan).some(({ stored }) => {
    const { failed, timeout } = store.countByStatus(stored.sweepId);
    return failed + timeout > 0;
  });
}

function storeInputManifest(locations: Locations, { manifest }: SweepPlan, nowMs: number): void {
  const text = formatJson({ ...describeManifest(manifest, nowMs) }, 'manifest');
  storeManifest(path.join(locations.resultsRoot, 'manifests'), manifest.sha256, text);
}
