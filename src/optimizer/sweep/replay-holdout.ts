import type { TrialScorer } from '../executor/trial-judge.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { planHoldout } from './holdout-plan.ts';
import { type PartReplay, PartReplayer } from './replay-part.ts';
import { requireUnaltered } from './restore-plan.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { ReplayRequest } from './sweep-request.ts';

const NOTHING: PartReplay = { replayed: 0, skipped: 0, mismatches: [] };

/** Repeats what was run on the holdout of a sweep; a holdout that was not opened stays closed. */
export async function replayHoldout(
  store: TrialReader,
  plan: SweepPlan,
  scorer: TrialScorer,
  { signal }: ReplayRequest,
): Promise<PartReplay> {
  const { holdout } = plan.defined.definition.validation;
  const recorded = store.listParts(plan.search.stored.sweepId).find(({ part }) => part === 'holdout') ?? null;
  if (holdout === null || recorded === null) return NOTHING;
  const { part, executor } = await planHoldout(plan, holdout);
  requireUnaltered(recorded, part.stored);
  return new PartReplayer(store, part, scorer, executor).runAll(signal);
}
