import type { CandidateRecord } from '../storage/candidate-record.ts';

/** How the trial is chosen that a sweep ends with (`optimizer.md` 14). */
export interface SelectionSettings {
  readonly rule: 'best_score' | 'plateau' | 'robust' | 'v1_final_score';
  /** Smallest `robustness_score` for the rule `robust`. */
  readonly minRobustness: number;
}

/**
 * The candidate that a rule chooses; null where none fulfils it. Only candidates with a profit and enough trades
 * may be chosen (`metrics.md` 8.4); equal ones are told apart by their rank.
 * @param candidates by rank
 */
export function selectCandidate(
  { rule, minRobustness }: SelectionSettings,
  candidates: readonly CandidateRecord[],
): CandidateRecord | null {
  const eligible = candidates.filter(({ isEligible }) => isEligible);
  switch (rule) {
    case 'best_score':
      return candidates[0] ?? null;
    case 'plateau':
      return largest(eligible, ({ figures }) => figures.plateau_score);
    case 'robust':
      return eligible.find(({ figures }) => figures.robustness_score >= minRobustness) ?? null;
    case 'v1_final_score':
      return largest(eligible, ({ figures }) => figures.v1_final_score);
  }
}

function largest(
  candidates: readonly CandidateRecord[],
  figureOf: (candidate: CandidateRecord) => number,
): CandidateRecord | null {
  return candidates
    .filter((candidate) => !Number.isNaN(figureOf(candidate)))
    .reduce<CandidateRecord | null>(
      (best, next) => (best === null || figureOf(next) > figureOf(best) ? next : best),
      null,
    );
}
