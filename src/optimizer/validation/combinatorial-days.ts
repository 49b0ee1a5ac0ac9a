import { combinatorialSplits } from './combinatorial-splits.ts';
import type { CombinatorialSettings } from './combinatorial-validation.ts';
import { countDays, groupRanges, trainingRanges } from './training-days.ts';

/** A month of trading days: less says nothing about a Sharpe ratio. */
const MIN_GROUP_DAYS = 20;

/** Why so many days cannot be cut into these groups; null where they can. */
export function groupShortage(days: number, groups: number): string | null {
  const needed = groups * MIN_GROUP_DAYS;
  return days < needed ? `${days} days, ${needed} are needed for ${groups} groups` : null;
}

/** Why there is a split that cannot be trained; null where there is none. */
export function trainingShortage(splits: readonly { readonly trainDays: number }[]): string | null {
  const isShort = splits.some(({ trainDays }) => trainDays < MIN_GROUP_DAYS);
  return isShort ? `purging leaves fewer than ${MIN_GROUP_DAYS} days for training` : null;
}

/**
 * Why these days are too few for combinatorial cross-validation, whatever the trials are; null where they suffice.
 *
 * @param days ascending days since the epoch
 */
export function dayShortage(days: Int32Array, settings: CombinatorialSettings): string | null {
  const { groups, testGroups } = settings;
  const shortage = groupShortage(days.length, groups);
  if (shortage !== null) return shortage;
  const ranges = groupRanges(days.length, groups);
  return trainingShortage(
    combinatorialSplits(groups, testGroups).map((tested) => ({
      trainDays: countDays(trainingRanges(days, ranges, tested, settings)),
    })),
  );
}
