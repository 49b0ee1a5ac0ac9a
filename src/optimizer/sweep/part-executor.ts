import type { Executor } from '../executor/executor.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { SlicingExecutor } from './slicing-executor.ts';
import type { SweepPart } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** What the trials of a part come from: runs, or slices of runs over the whole range. */
export function executorOf({ slice }: SweepPart, executor: Executor, store: TrialReader, plan: SweepPlan): Executor {
  return slice === null ? executor : new SlicingExecutor(store, plan, slice);
}
