import type { CombinatorialDefinition } from '../definition/validation-definition.ts';
import { type NotAvailable, notAvailable } from '../statistics/figure.ts';
import { NO_DAILY_SERIES } from '../statistics/load-daily-matrix.ts';
import { dayShortage } from '../validation/combinatorial-days.ts';
import { countSplits } from '../validation/combinatorial-splits.ts';

/** Extent of a combinatorial cross-validation. */
export interface PlannedCombinations {
  readonly groups: number;
  readonly testGroups: number;
  readonly splits: number;
}

/**
 * What `validation.cpcv` will be made of, or why there will be none: the same words as after the search, where its
 * days alone tell.
 *
 * @param days with a stored result, ascending days since the epoch; empty where no daily results are kept
 */
export function planCombinations(
  settings: CombinatorialDefinition | null,
  days: Int32Array,
): PlannedCombinations | NotAvailable | null {
  if (settings === null) return null;
  if (days.length === 0) return NO_DAILY_SERIES;
  const shortage = dayShortage(days, settings);
  if (shortage !== null) return notAvailable(shortage);
  const { groups, testGroups } = settings;
  return { groups, testGroups, splits: countSplits(groups, testGroups) };
}
