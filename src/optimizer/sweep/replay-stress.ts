import type { Executor } from '../executor/executor.ts';
import type { SubrunRecord } from '../storage/subrun-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { compareResults } from './compare-results.ts';
import { examineCandidates } from './examine-candidates.ts';
import { executeSubruns, recordSkipped } from './execute-subruns.ts';
import { listCandidates } from './run-stress.ts';
import { planAllSubruns } from './run-subruns.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { ReplayDifference } from './sweep-report.ts';

/**
 * Plans and runs the stress tests of a complete sweep again, and compares them and what was made of them with
 * the store. Runs that ended their worker or ran out of time have no outcome to repeat.
 */
export async function replayStress(
  store: TrialReader,
  plan: SweepPlan,
  executor: Executor,
): Promise<readonly ReplayDifference[]> {
  const { sweepId } = plan.search.stored;
  if (store.loadSweep(sweepId)?.state !== 'complete') return [];
  const candidates = listCandidates(store, plan);
  const stored = store.readSubruns(sweepId);
  const lost = new Set(stored.filter(isLost).map(nameOf));
  const planned = planAllSubruns(candidates, plan).filter((run) => !lost.has(nameOf(run)));
  const fresh = planned.filter(({ place }) => typeof place !== 'number').map(recordSkipped);
  const waiting = planned.filter(({ place }) => typeof place === 'number');
  await executeSubruns(waiting, { plan, executor, isStopped: () => false }, (records) => fresh.push(...records));
  const kept = stored.filter((run) => !isLost(run));
  const differences = compareResults('subrun', byName(kept), byName(fresh));
  if (differences.length > 0) return differences;
  const examined = examineCandidates(candidates, store, plan).map(({ record }) => record);
  return compareResults('candidate', store.readCandidates(sweepId), examined);
}

function isLost({ status, durationUs }: SubrunRecord): boolean {
  return status === 'failed' && durationUs === null;
}

/** Everything about the runs that must be the same again. */
function byName(runs: readonly SubrunRecord[]): Readonly<Record<string, Omit<SubrunRecord, 'durationUs'>>> {
  return Object.fromEntries(runs.map(({ durationUs: _, ...run }) => [nameOf(run), run]));
}

function nameOf({ trialIndex, kind, subrunIndex }: Pick<SubrunRecord, 'trialIndex' | 'kind' | 'subrunIndex'>): string {
  return `${trialIndex}.${kind}.${subrunIndex}`;
}
