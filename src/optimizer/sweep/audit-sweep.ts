import type { SweepDefinition, SweepRecord } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { BatchBarrier } from './batch-barrier.ts';
import { createSweepSampler } from './create-sweep-sampler.ts';
import { createTrialMaker } from './propose-trial.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { ReplayDifference, ReplayedTrial } from './sweep-report.ts';
import type { TrialScorer } from './trial-judge.ts';

/** Proposals that are asked for at once; has no influence on them. */
const PROPOSALS_AT_ONCE = 256;

/** The identity of an execution rather than of its results, or known by construction. */
const INFORMATIVE_FIELDS: readonly (keyof SweepDefinition)[] = ['seedOrigin'];

/** Names of the recorded facts about a sweep that its file, base configuration and data do not give again. */
export function findAlteredFields(recorded: SweepRecord, rebuilt: SweepDefinition): readonly ReplayDifference[] {
  const fields = (Object.keys(rebuilt) as (keyof SweepDefinition)[]).filter((key) => !INFORMATIVE_FIELDS.includes(key));
  return fields
    .map((key) => ({ field: toColumn(key), stored: String(recorded[key]), replayed: String(rebuilt[key]) }))
    .filter(({ stored, replayed }) => stored !== replayed);
}

/**
 * Repeats the search itself: asks a new sampler for every proposal and compares it with the stored trial.
 * Finds what running trials again cannot: missing and superfluous rows, other seeds, and rows whose
 * status hides a finished run.
 */
export function auditProposals(
  store: TrialReader,
  sweep: SweepRecord,
  plan: SweepPlan,
  scorer: TrialScorer,
): readonly ReplayedTrial[] {
  const sampler = createSweepSampler(plan);
  const barrier = new BatchBarrier(sampler, scorer);
  const toLiveTrial = createTrialMaker(sweep, store);
  const found: ReplayedTrial[] = [];
  const extent = store.trialExtent(sweep.sweepId);
  let known = 0;
  // Past the last stored trial an interrupted search has nothing more to compare.
  while (sweep.state === 'complete' || known < (extent?.count ?? 0)) {
    const proposals = sampler.ask(PROPOSALS_AT_ONCE);
    if (proposals.length === 0) break;
    for (const { trialIndex } of proposals) barrier.expect(trialIndex);
    for (const proposal of proposals) {
      const trial = store.readTrial(sweep.sweepId, proposal.trialIndex);
      if (trial === null) {
        if (sweep.state === 'complete') found.push(missing(proposal.trialIndex));
        continue;
      }
      known++;
      const expected = toLiveTrial(proposal);
      const differences = [
        ...difference('params_hash', trial.paramsHash, expected.paramsHash),
        ...difference('seed', trial.seed, expected.job.seed),
        ...difference('repeat_of', trial.repeatOf, expected.repeatOf),
        ...(trial.resultHash !== null && hasNoRun(trial.status)
          ? difference('status', trial.status, 'complete or infeasible')
          : []),
      ];
      if (differences.length > 0) found.push({ trialIndex: trial.trialIndex, status: trial.status, differences });
      barrier.deliver(trial);
    }
    barrier.flush();
  }
  const surplus = (extent?.count ?? 0) - known;
  if (surplus > 0 && sweep.state === 'complete') {
    found.push({
      trialIndex: extent!.last,
      status: 'complete',
      differences: difference('trials', extent!.count, known),
    });
  }
  return found;
}

/** Name of a fact in the store and in the manifest of a sweep. */
function toColumn(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function missing(trialIndex: number): ReplayedTrial {
  return { trialIndex, status: 'cancelled', differences: difference('trial', 'missing', 'proposed') };
}

function hasNoRun(status: ReplayedTrial['status']): boolean {
  return status === 'timeout' || status === 'pruned' || status === 'cancelled';
}

function difference(field: string, stored: unknown, replayed: unknown): readonly ReplayDifference[] {
  return stored === replayed ? [] : [{ field, stored: String(stored), replayed: String(replayed) }];
}
