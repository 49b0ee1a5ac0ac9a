import { type ComparatorKey, comparatorKey, compareKeys } from '../ranking/comparator.ts';
import type { Intermediate } from './pruner.ts';

export interface RungSettings {
  readonly segments: number;
  readonly minSegments: number;
  readonly eta: number;
}

/**
 * Numbers of segments after which trials are compared: `min_segments * eta^j`, as long as segments are left
 * (`optimizer.md` 11). The rung of all segments is the whole range, where nothing is decided any more.
 */
export function rungsOf({ segments, minSegments, eta }: RungSettings): readonly number[] {
  const rungs: number[] = [];
  for (let rung = minSegments; rung < segments; rung *= eta) rungs.push(rung);
  return rungs;
}

/** Place of a trial on a rung. */
export interface RungKey {
  readonly trialIndex: number;
  /** Null: it has no score. */
  readonly key: ComparatorKey | null;
}

/** @param decimals `objective.decimals` */
export function rungKey(value: Intermediate, decimals: number): RungKey {
  const hasScore = Number.isFinite(value.score);
  return { trialIndex: value.trialIndex, key: hasScore ? comparatorKey(value, decimals) : null };
}

/** Negative where `a` is better: by the comparator, those without a score last and by index; total. */
export function compareRungKeys(a: RungKey, b: RungKey): number {
  if (a.key !== null && b.key !== null) return compareKeys(a.key, b.key);
  if (a.key === null && b.key === null) return a.trialIndex - b.trialIndex;
  return a.key === null ? 1 : -1;
}
