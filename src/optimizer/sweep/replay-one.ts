import { RuntimeFailure, UsageError } from '../../core/types/errors.ts';
import type { TrialScorer } from '../executor/trial-judge.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { createInline } from './create-executor.ts';
import { executorOf } from './part-executor.ts';
import { isReplayable, PartReplayer } from './replay-part.ts';
import type { SweepPart } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { ReplayedTrial } from './sweep-report.ts';

/** Runs one stored trial again, in this thread, and compares it with its row. */
export async function replayOne(
  store: TrialReader,
  record: TrialRecord,
  part: SweepPart,
  plan: SweepPlan,
  scorer: TrialScorer,
): Promise<ReplayedTrial> {
  const executor = executorOf(part, createInline(plan), store, plan);
  const [trial] = await new PartReplayer(store, part, scorer, executor).run([record]);
  if (trial === undefined) throw new RuntimeFailure('RUNTIME_INTERNAL', 'the replay gave no result');
  return trial;
}

/** Refuses a trial that has no end to repeat. */
export function requireReplayable(trial: TrialRecord): void {
  if (isReplayable(trial)) return;
  throw new UsageError('USAGE', `trial ${trial.trialIndex} is ${trial.status}: there is no finished run to repeat`, {
    hint: 'choose a complete, infeasible or failed trial, or use --all',
    details: { trial_index: trial.trialIndex, status: trial.status },
  });
}
