import { CalendarExecutor } from '../executor/calendar-executor.ts';
import type { Executor } from '../executor/executor.ts';
import { InlineExecutor } from '../executor/inline-executor.ts';
import { PoolExecutor } from '../executor/pool-executor.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** Worker threads for all periods of a sweep; data reach them once. */
export function createPool(plan: SweepPlan): Executor {
  return onOneCalendar(new PoolExecutor(plan.setups, plan.workers, plan.memoryBytes), plan);
}

/** The same in the calling thread, for single trials. */
export function createInline(plan: SweepPlan): Executor {
  return onOneCalendar(new InlineExecutor(plan.setups, plan.strategy), plan);
}

function onOneCalendar(executor: Executor, { placements }: SweepPlan): Executor {
  return placements.every((placement) => placement === null) ? executor : new CalendarExecutor(executor, placements);
}
