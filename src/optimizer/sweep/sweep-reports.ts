import type { Locations } from '../../config/locations.ts';
import { OmegaError } from '../../core/types/errors.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { isMissing } from '../statistics/figure.ts';
import { openStore } from '../storage/open-store.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import { countFinished } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { readCandidates } from './candidate-report.ts';
import { readCombinatorialReport } from './combinatorial-report.ts';
import { readGroupReports } from './group-report.ts';
import { readHoldoutStatus } from './holdout-report.ts';
import { storageRemark } from './kept-results.ts';
import { readPareto } from './pareto-trials.ts';
import { bestTrials } from './rank-sweep.ts';
import { readSelection } from './selection-report.ts';
import { readStatistics } from './statistics-file.ts';
import { sweepFolder } from './sweep-files.ts';
import { type SweepPlan, storeFile } from './sweep-plan.ts';
import type { SweepReport } from './sweep-report.ts';
import { readVerdict } from './verdict-file.ts';
import { readWalkForwardReport } from './walk-forward-report.ts';

/** Best trials that a report carries. */
export const TOP_TRIALS = 10;

/** A complete sweep is not run again: its result is what it was. */
export function shownReport(
  store: TrialReader,
  sweep: SweepRecord,
  plan: SweepPlan,
  locations: Locations,
  drift: readonly string[] | null,
): SweepReport {
  const top = bestTrials(store, sweep, TOP_TRIALS);
  const remarks = [versionRemark(sweep), storageRemark(sweep, plan)].filter((remark) => remark !== null);
  const holdout = readHoldoutStatus(store, sweep, plan.defined.definition.validation.holdout);
  return {
    outcome: 'shown',
    exitCode: sweep.exitCode ?? 0,
    sweepId: sweep.sweepId,
    sweep,
    estimate: { ...plan.estimate, finished: sweep.plannedTrials },
    byStatus: store.countByStatus(sweep.sweepId),
    top,
    folder: sweepFolder(locations, sweep.sweepId),
    bestRunFolder: null,
    statistics: readStatistics(sweepFolder(locations, sweep.sweepId)),
    computedStatistics: null,
    pareto: readPareto(store, sweep),
    verdict: readVerdict(sweepFolder(locations, sweep.sweepId), holdout),
    selection: readSelection(store, sweep, plan.defined.definition.selection),
    candidates: readCandidates(store, sweep.sweepId),
    walkForward: readWalkForwardReport(store, sweep.sweepId),
    combinatorial: readCombinatorialReport(store, sweep.sweepId, plan.defined.definition.validation.combinatorial),
    groups: readGroupReports(store, sweep, plan.defined),
    holdout,
    finishedNow: 0,
    elapsedMs: 0,
    times: null,
    remark: remarks.length === 0 ? null : remarks.join('; '),
    drift,
  };
}

function versionRemark({ programVersion }: SweepRecord): string | null {
  return programVersion === PROGRAM_VERSION ? null : `this sweep was made with version ${programVersion}`;
}

/** What a sweep would be, without running or storing anything. */
export function dryRunReport(plan: SweepPlan, locations: Locations, drift: readonly string[] | null): SweepReport {
  const { holdout } = plan.defined.definition.validation;
  const { combinatorial } = plan.estimate;
  return {
    outcome: 'estimated',
    exitCode: 0,
    sweepId: plan.search.stored.sweepId,
    sweep: null,
    estimate: { ...plan.estimate, finished: countStored(locations, plan.search.stored.sweepId) },
    byStatus: { complete: 0, infeasible: 0, pruned: 0, failed: 0, timeout: 0, cancelled: 0 },
    top: [],
    folder: null,
    bestRunFolder: null,
    statistics: null,
    computedStatistics: null,
    pareto: null,
    verdict: null,
    selection: null,
    candidates: [],
    walkForward: null,
    combinatorial: combinatorial !== null && isMissing(combinatorial) ? combinatorial : null,
    groups: [],
    holdout: holdout === null ? null : { ...holdout, trials: [], openings: [] },
    finishedNow: 0,
    elapsedMs: 0,
    times: null,
    remark: null,
    drift,
  };
}

function countStored(locations: Locations, sweepId: string): number {
  try {
    const store = openStore(storeFile(locations), { readonly: true });
    try {
      return countFinished(store.countByStatus(sweepId));
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof OmegaError && error.code === 'USAGE_SWEEP_NOT_FOUND') return 0;
    throw error;
  }
}
