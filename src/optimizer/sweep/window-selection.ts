import type { SelectionSettings } from '../ranking/select-candidate.ts';
import type { WindowRule } from '../storage/walk-forward-record.ts';

/** How the windows of a walk-forward choose their trial. */
export interface WindowSelection {
  readonly rule: WindowRule;
  /** Best trials of a training window that a rule other than the score looks at. */
  readonly topK: number;
}

/**
 * The rule of the windows (`optimizer.md` 13.2): that of the file where a window can apply it. Stress tests
 * are run for the whole range only, so that rules which need them give way to the score.
 */
export function windowSelection({ rule }: SelectionSettings, topK: number): WindowSelection {
  return { rule: rule === 'plateau' ? 'plateau' : 'best_score', topK };
}

/** Trials that are run on a test window at most: the best ones, and the choice where it may be another one. */
export function retestedTrials({ rule, topK }: WindowSelection, retestTop: number): number {
  return rule === 'plateau' && topK > retestTop ? retestTop + 1 : retestTop;
}
