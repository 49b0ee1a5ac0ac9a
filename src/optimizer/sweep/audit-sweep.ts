import type { LiveTrial } from '../executor/live-trial.ts';
import type { TrialScorer } from '../executor/trial-judge.ts';
import type { SweepDefinition, SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { BatchBarrier } from './batch-barrier.ts';
import { createSweepSampler } from './create-sweep-sampler.ts';
import { createTrialMaker } from './propose-trial.ts';
import { chooseRetested } from './retested-trials.ts';
import { requireSweep } from './stored-sweep.ts';
import { type SweepPart, stageOf } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { ReplayDifference, ReplayedTrial } from './sweep-report.ts';

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
 * Repeats the choice of the trials of a part and compares it with the stored ones. Finds what running
 * trials again cannot: missing and superfluous rows, other seeds, and rows whose status hides a finished run.
 */
export function auditPart(
  store: TrialReader,
  part: SweepPart,
  plan: SweepPlan,
  scorer: TrialScorer,
): readonly ReplayedTrial[] {
  const audit = new Audit(store, part);
  const test = plan.windows.find((parts) => parts.test === part);
  if (test !== undefined) for (const expected of chooseRetested(store, plan, test)) audit.compare(expected);
  else repeatSearch(audit, store, part, plan, scorer);
  return audit.finish();
}

/** Asks a new sampler for every proposal, and tells it what the store says. */
function repeatSearch(audit: Audit, store: TrialReader, part: SweepPart, plan: SweepPlan, scorer: TrialScorer): void {
  const sampler = createSweepSampler(plan.defined, part);
  const barrier = new BatchBarrier(sampler, scorer);
  const toLiveTrial = createTrialMaker(part, store);
  while (audit.expectsMore()) {
    const proposals = sampler.ask(PROPOSALS_AT_ONCE);
    if (proposals.length === 0) return;
    for (const { trialIndex } of proposals) barrier.expect(trialIndex);
    for (const proposal of proposals) {
      const trial = audit.compare(toLiveTrial(proposal));
      if (trial !== null) barrier.deliver(trial);
    }
    barrier.flush();
  }
}

/** Compares expected trials with stored ones and counts both. */
class Audit {
  private readonly store: TrialReader;
  private readonly sweep: SweepRecord;
  private readonly stage: string;
  private readonly stored: number;
  private readonly hasPruner: boolean;
  private readonly found: ReplayedTrial[] = [];
  private known = 0;

  constructor(store: TrialReader, part: SweepPart) {
    this.store = store;
    this.sweep = requireSweep(store, part.stored.sweepId);
    this.stage = stageOf(part);
    this.hasPruner = part.segments !== null;
    this.stored = store.trialExtent(this.sweep.sweepId)?.count ?? 0;
  }

  /** Past the last stored trial an interrupted search has nothing more to compare. */
  expectsMore(): boolean {
    return this.sweep.state === 'complete' || this.known < this.stored;
  }

  /** The stored trial that was expected; null where it is missing. */
  compare(expected: LiveTrial): TrialRecord | null {
    const { index, seed } = expected.job;
    const trial = this.store.readTrial(this.sweep.sweepId, index);
    if (trial === null) {
      const differences = difference('trial', 'missing', 'proposed');
      if (this.sweep.state === 'complete') this.note(index, 'cancelled', differences);
      return null;
    }
    this.known++;
    this.note(index, trial.status, [
      ...difference('params_hash', trial.paramsHash, expected.paramsHash),
      ...difference('seed', trial.seed, seed),
      ...difference('repeat_of', trial.repeatOf, expected.repeatOf),
      ...((trial.resultHash !== null && hasNoRun(trial.status)) || (trial.status === 'pruned' && !this.hasPruner)
        ? difference('status', trial.status, 'complete or infeasible')
        : []),
    ]);
    return trial;
  }

  /** Everything that differs. */
  finish(): readonly ReplayedTrial[] {
    if (this.stored > this.known && this.sweep.state === 'complete') {
      const { last } = this.store.trialExtent(this.sweep.sweepId)!;
      this.note(last, 'complete', difference('trials', this.stored, this.known));
    }
    return this.found;
  }

  private note(trialIndex: number, status: TrialRecord['status'], differences: readonly ReplayDifference[]): void {
    if (differences.length > 0) this.found.push({ stage: this.stage, trialIndex, status, differences });
  }
}

/** Name of a fact in the store and in the manifest of a sweep. */
function toColumn(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function hasNoRun(status: ReplayedTrial['status']): boolean {
  return status === 'timeout' || status === 'pruned' || status === 'cancelled';
}

function difference(field: string, stored: unknown, replayed: unknown): readonly ReplayDifference[] {
  return stored === replayed ? [] : [{ field, stored: String(stored), replayed: String(replayed) }];
}
