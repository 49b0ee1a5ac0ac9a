import { roundHalfAway } from '../../core/math/rounding.ts';
import type { CandidateKey } from '../storage/candidate-record.ts';

/** How the trial is chosen that a sweep ends with (`optimizer.md` 14). */
export interface SelectionSettings {
  readonly rule: 'best_score' | 'plateau' | 'robust' | 'v1_final_score';
  /** Smallest `robustness_score` for the rule `robust`. */
  readonly minRobustness: number;
}

/** Decimals of the figures that lie within 0 and 1. */
const SHARE_DECIMALS = 6;

/** What the rules look at; a missing figure is NaN. */
interface Selectable {
  readonly isEligible: boolean;
  readonly figures: Readonly<
    Record<Extract<CandidateKey, 'plateau_score' | 'robustness_score' | 'v1_final_score'>, number>
  >;
}

/**
 * The candidate that a rule chooses; null where none fulfils it. Only candidates with a profit and enough trades
 * may be chosen (`metrics.md` 8.4). Figures are rounded before they are compared, as scores are (`optimizer.md`
 * 6.2): neighbours that share their neighbourhood are equal but for the last bit. Equal ones are told apart by
 * their rank.
 * @param candidates by rank
 * @param scoreDecimals decimals of scores, `objective.decimals`
 */
export function selectCandidate<T extends Selectable>(
  { rule, minRobustness }: SelectionSettings,
  candidates: readonly T[],
  scoreDecimals: number,
): T | null {
  const eligible = candidates.filter(({ isEligible }) => isEligible);
  switch (rule) {
    case 'best_score':
      return candidates[0] ?? null;
    case 'plateau':
      return largest(eligible, ({ figures }) => roundHalfAway(figures.plateau_score, scoreDecimals));
    case 'robust':
      return eligible.find(({ figures }) => figures.robustness_score >= minRobustness) ?? null;
    case 'v1_final_score':
      return largest(eligible, ({ figures }) => roundHalfAway(figures.v1_final_score, SHARE_DECIMALS));
  }
}

function largest<T>(candidates: readonly T[], figureOf: (candidate: T) => number): T | null {
  return candidates
    .filter((candidate) => !Number.isNaN(figureOf(candidate)))
    .reduce<T | null>((best, next) => (best === null || figureOf(next) > figureOf(best) ? next : best), null);
}
