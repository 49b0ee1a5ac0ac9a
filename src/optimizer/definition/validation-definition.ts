import type { WalkForwardWindow, WindowLengths } from '../validation/walk-forward-windows.ts';

/** Last part of the range, which no search sees (`optimizer.md` 13.4). */
export interface HoldoutPeriod {
  /** `YYYY-MM-DD`; the day before it is the last one that is searched. */
  readonly startDate: string;
  /** `end_date` of the base as it is written there. */
  readonly endDate: string;
}

/** `validation.walk_forward` with its windows in the range before the holdout (`optimizer.md` 13.1). */
export interface WalkForwardDefinition extends WindowLengths {
  readonly windows: readonly WalkForwardWindow[];
  /** False where days between the test windows are left out. */
  readonly isContiguous: boolean;
  /** Best trials of a training window that are run on its test window too. */
  readonly retestTop: number;
  /** Training results are cut out of full runs instead of being run window by window. */
  readonly isSliced: boolean;
}

/** `validation.cpcv` (`optimizer.md` 13.5). */
export interface CombinatorialDefinition {
  readonly groups: number;
  readonly testGroups: number;
  /** Days around a test group during which a trade may reach into it. */
  readonly purgeDays: number;
  /** Training days left out after a test group. */
  readonly embargoDays: number;
}

/** How the choice of a sweep is tested out of sample. */
export interface ValidationDefinition {
  readonly holdout: HoldoutPeriod | null;
  readonly walkForward: WalkForwardDefinition | null;
  readonly combinatorial: CombinatorialDefinition | null;
}
