import { type ComparatorKey, comparatorKey, compareKeys, isEligible, type RankableTrial } from './comparator.ts';

/**
 * Groups of trials a search learns from, best first: eligible ones; infeasible ones, which still guide it
 * (Deb's rule, `optimizer.md` 9.4); everything without a score, above all failures, which count as worst.
 */
type SearchGroup = 0 | 1 | 2;

/** Place of a finished trial in the order that adaptive samplers use. */
export interface SearchKey {
  readonly group: SearchGroup;
  /** Violation of an infeasible trial, else 0. */
  readonly violation: number;
  readonly key: ComparatorKey;
}

/** A finished trial with the sum over its failed gates. */
export type SearchedTrial = RankableTrial & { readonly violation: number };

/** @param scoreDecimals `objective.decimals` */
export function searchKey(trial: SearchedTrial, scoreDecimals: number): SearchKey {
  if (isEligible(trial)) return { group: 0, violation: 0, key: comparatorKey(trial, scoreDecimals) };
  const known = comparatorKey(trial, scoreDecimals);
  // A missing value is worse than any other; NaN would make the order partial.
  const key: ComparatorKey = {
    ...known,
    scoreQ: orElse(known.scoreQ, Number.NEGATIVE_INFINITY),
    profitQ: orElse(known.profitQ, Number.NEGATIVE_INFINITY),
    drawdownQ: orElse(known.drawdownQ, Number.POSITIVE_INFINITY),
  };
  return trial.status === 'infeasible'
    ? { group: 1, violation: trial.violation, key }
    : { group: 2, violation: 0, key };
}

/** Negative where `a` is better; total. Eligible trials are in the order of the comparator. */
export function compareSearchKeys(a: SearchKey, b: SearchKey): number {
  return a.group - b.group || a.violation - b.violation || compareKeys(a.key, b.key);
}

function orElse(value: number, replacement: number): number {
  return Number.isNaN(value) ? replacement : value;
}
