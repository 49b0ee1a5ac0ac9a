import { createRuleFinder } from '../robustness/number-rules.ts';
import type { SubrunRecord } from '../storage/subrun-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { Candidate } from './candidate.ts';
import { executeSubruns, recordSkipped } from './execute-subruns.ts';
import { type PlannedSubrun, planSubruns } from './plan-subruns.ts';
import type { SearchSurroundings } from './run-search.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { ScheduleEnd } from './trial-scheduler.ts';

const STAGE = 'stress tests';

/** The sub-runs of all candidates, those that run on the same setups one after the other. */
export function planAllSubruns(candidates: readonly Candidate[], plan: SweepPlan): readonly PlannedSubrun[] {
  const ruleOf = createRuleFinder(plan.strategy.parameterDescriptors);
  const period = ({ place }: PlannedSubrun) => (typeof place === 'number' ? plan.setups[place]!.period : -1);
  return candidates
    .flatMap((candidate) => planSubruns(candidate, plan, ruleOf))
    .map((run, order) => ({ run, order, period: period(run) }))
    .sort((a, b) => a.period - b.period || a.order - b.order)
    .map(({ run }) => run);
}

/**
 * Runs the sub-runs that the store does not have, in the pool of the trials. What they are was fixed before, so
 * that neither the number of workers nor an interruption changes anything.
 */
export async function runSubruns(
  candidates: readonly Candidate[],
  { plan, store, executor, meter, isStopped }: SearchSurroundings,
): Promise<ScheduleEnd> {
  const { sweepId } = plan.search.stored;
  const all = planAllSubruns(candidates, plan);
  if (all.length === 0) return 'complete';
  const open = missingSubruns(store, sweepId, all);
  const waiting = open.filter(({ place }) => typeof place === 'number');
  store.writeSubruns(sweepId, open.filter(({ place }) => typeof place !== 'number').map(recordSkipped));
  const progress = meter.listenerOfRuns(STAGE, all.length, all.length - waiting.length);
  let finished = 0;
  progress(finished);
  await executeSubruns(waiting, { plan, executor, isStopped }, (records) => {
    store.writeSubruns(sweepId, records);
    finished += records.length;
    progress(finished);
  });
  meter.endRuns(STAGE, all.length, finished);
  return finished === waiting.length ? 'complete' : 'stopped';
}

/** Sub-runs that the store does not have. */
function missingSubruns(store: TrialReader, sweepId: string, runs: readonly PlannedSubrun[]): readonly PlannedSubrun[] {
  const known = new Set(store.readSubruns(sweepId).map(nameOf));
  return runs.filter((run) => !known.has(nameOf(run)));
}

function nameOf({ trialIndex, kind, subrunIndex }: Pick<SubrunRecord, 'trialIndex' | 'kind' | 'subrunIndex'>): string {
  return `${trialIndex} ${kind} ${subrunIndex}`;
}
