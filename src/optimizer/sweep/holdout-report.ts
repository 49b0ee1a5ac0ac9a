import type { HoldoutPeriod } from '../definition/validation-definition.ts';
import { isSameFamily } from '../statistics/family-key.ts';
import type { HoldoutOpening } from '../storage/holdout-opening.ts';
import type { SweepDefinition } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';

/** What is known of the holdout of a sweep. */
export interface HoldoutStatus {
  readonly startDate: string;
  readonly endDate: string;
  /** The trials of this sweep that were run on it, by index. */
  readonly trials: readonly TrialRecord[];
  /** Looks at any part of it by sweeps of the same research family, this one included. */
  readonly openings: readonly HoldoutOpening[];
}

/** Reads what the store knows of a holdout; null for a sweep without one. */
export function readHoldoutStatus(
  store: TrialReader,
  sweep: Pick<SweepDefinition, 'sweepId' | 'familyKey'>,
  holdout: HoldoutPeriod | null,
): HoldoutStatus | null {
  if (holdout === null) return null;
  const own = { familyKey: sweep.familyKey, ...holdout };
  const part = store.listParts(sweep.sweepId).find((candidate) => candidate.part === 'holdout');
  return {
    ...holdout,
    trials: part === undefined ? [] : store.readTrials(part.sweepId),
    openings: store.listHoldoutOpenings().filter((opening) => isSameFamily(own, opening)),
  };
}
