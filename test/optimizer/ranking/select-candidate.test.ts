import { describe, expect, it } from 'vitest';
import { type SelectionSettings, selectCandidate } from '../../../src/optimizer/ranking/select-candidate.ts';
import {
  CANDIDATE_KEYS,
  type CandidateKey,
  type CandidateRecord,
} from '../../../src/optimizer/storage/candidate-record.ts';

function candidate(
  rank: number,
  figures: Partial<Record<CandidateKey, number>>,
  changes: Partial<CandidateRecord> = {},
): CandidateRecord {
  const missing = Object.fromEntries(CANDIDATE_KEYS.map((key) => [key, Number.NaN])) as Record<CandidateKey, number>;
  return {
    rank,
    trialIndex: 10 * rank,
    isEligible: true,
    components: 8,
    failedRuns: 0,
    skippedRuns: 0,
    examinedTargets: 5,
    plateauNeighbours: 4,
    figures: { ...missing, ...figures },
    ...changes,
  };
}

const CANDIDATES = [
  candidate(1, { robustness_score: 0.95, plateau_score: 9, v1_final_score: 0.9 }, { isEligible: false }),
  candidate(2, { robustness_score: 0.79, plateau_score: 1, v1_final_score: 0.7 }),
  candidate(3, { robustness_score: 0.8, plateau_score: 3, v1_final_score: 0.6 }),
  candidate(4, { robustness_score: 0.99, plateau_score: 3 }),
  candidate(5, { robustness_score: 0.5, v1_final_score: 0.7 }),
];

function chosenBy(rule: SelectionSettings['rule'], candidates = CANDIDATES, minRobustness = 0.8, decimals = 6) {
  return selectCandidate({ rule, minRobustness }, candidates, decimals)?.rank ?? null;
}

describe('the selection of a candidate', () => {
  it('takes the best score by default, eligible or not', () => {
    expect(chosenBy('best_score')).toBe(1);
  });

  it('takes the first one that is robust enough', () => {
    expect(chosenBy('robust')).toBe(3);
    expect(chosenBy('robust', CANDIDATES, 0.81)).toBe(4);
    expect(chosenBy('robust', CANDIDATES, 1)).toBeNull();
  });

  it('takes the largest plateau or final score, the better rank among equals, and needs eligibility', () => {
    expect(chosenBy('plateau')).toBe(3);
    expect(chosenBy('v1_final_score')).toBe(2);
    expect(chosenBy('plateau', CANDIDATES.slice(0, 1))).toBeNull();
    expect(chosenBy('v1_final_score', [CANDIDATES[3]!])).toBeNull();
  });

  it('takes figures that differ in the last bit only for equal ones', () => {
    const alike = [
      candidate(1, { plateau_score: 0.3, v1_final_score: 0.7 }),
      candidate(2, { plateau_score: 0.1 + 0.2, v1_final_score: 0.7000004 }),
    ];
    expect(chosenBy('plateau', alike)).toBe(1);
    expect(chosenBy('v1_final_score', alike)).toBe(1);
    const close = [candidate(1, { plateau_score: 0.31 }), candidate(2, { plateau_score: 0.312 })];
    expect(chosenBy('plateau', close, 0.8, 2)).toBe(1);
    expect(chosenBy('plateau', close, 0.8, 3)).toBe(2);
  });
});
