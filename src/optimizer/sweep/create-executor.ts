import { InlineExecutor } from '../executor/inline-executor.ts';
import { PoolExecutor } from '../executor/pool-executor.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** Worker threads for all periods of a sweep; data reach them once. */
export function createPool({ setups, workers, memoryBytes }: SweepPlan): PoolExecutor {
  return new PoolExecutor(setups, workers, memoryBytes);
}

/** The same in the calling thread, for single trials. */
export function createInline({ setups, strategy }: SweepPlan): InlineExecutor {
  return new InlineExecutor(setups, strategy);
}
