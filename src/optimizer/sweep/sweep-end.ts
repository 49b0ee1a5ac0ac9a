import type { ScheduleEnd } from './trial-scheduler.ts';

const INTERRUPTED_EXIT_CODE = 130;

/** How the work on a sweep ended; `out_of_time`: `budget.wall_seconds` is used up. */
export type SweepEnd = ScheduleEnd | 'out_of_time';

/** State in which the sweep is left. */
export function stateOf(end: SweepEnd): 'complete' | 'interrupted' | 'failed' {
  if (end === 'stopped') return 'interrupted';
  return end === 'too_many_failures' ? 'failed' : 'complete';
}

/** Exit code of `optimizer.md` 14. */
export function exitCodeOf(end: SweepEnd, hasFailures: boolean, hasBest: boolean): number {
  if (end === 'stopped') return INTERRUPTED_EXIT_CODE;
  return end === 'too_many_failures' || hasFailures || !hasBest ? 1 : 0;
}

/** What a reader has to know besides the state; begins with a code where it is an error. */
export function remarkOf(end: SweepEnd, hasBest: boolean, exhaustion: string | null): string | null {
  if (end === 'too_many_failures') {
    return 'SWEEP_TOO_MANY_FAILURES: more trials failed than budget.max_failed_share allows';
  }
  if (end === 'out_of_time') return 'the time limit budget.wall_seconds ended the search';
  if (end === 'complete' && !hasBest) {
    return 'SWEEP_NO_ELIGIBLE_TRIAL: no trial is complete with a score, so there are no best parameters';
  }
  return exhaustion;
}
