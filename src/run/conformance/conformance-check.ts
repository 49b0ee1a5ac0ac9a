import type { ConformanceSubject } from './conformance-subject.ts';

/** One statement that holds for every strategy (`strategy.md` 15.10). */
export interface ConformanceCheck {
  readonly name: string;
  /** What holds, in words. */
  readonly statement: string;
  /**
   * A `violation` breaks the contract; a `remark` is allowed and worth knowing, because results then depend
   * on more than the bar at hand.
   */
  readonly weight: 'violation' | 'remark';
  /** What was found instead; null where the statement holds. */
  readonly find: (subject: ConformanceSubject) => string | null;
}
