import type { CandidateData } from '../../report/sweep-page/choice-page-data.ts';

/** Whether a score is the one that `robustness` comes from. */
export function isWeakest({ robustness }: CandidateData, score: number | null): boolean {
  return score !== null && score === robustness && score < 1;
}

/** Scores that mean little are in brackets. */
export function bracketed({ isEligible }: CandidateData, text: string): string {
  return isEligible ? text : `(${text})`;
}
