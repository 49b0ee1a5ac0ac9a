import { describe, expect, it } from 'vitest';
import { candidateResult } from '../../../src/cli/output/candidate-result.ts';
import { renderCandidates } from '../../../src/cli/output/render-candidates.ts';
import { CANDIDATE_KEYS, type CandidateKey } from '../../../src/optimizer/storage/candidate-record.ts';
import type { CandidateReport } from '../../../src/optimizer/sweep/candidate-report.ts';

function candidate(rank: number, components: number, figures: Partial<Record<CandidateKey, number>>): CandidateReport {
  return {
    rank,
    trialIndex: 10 + rank,
    isEligible: rank === 1,
    components,
    failedRuns: 0,
    skippedRuns: 0,
    examinedTargets: 0,
    plateauNeighbours: 3,
    figures: { ...Object.fromEntries(CANDIDATE_KEYS.map((key) => [key, Number.NaN])), ...figures },
  } as CandidateReport;
}

const PLATEAUS = [0.5, 0.25].map((ratio, place) =>
  candidate(place + 1, 0, { plateau_ratio: ratio, plateau_score: 2 * ratio }),
);

describe('candidates of a sweep that asks for no stress tests', () => {
  it('have a plateau and nothing else', () => {
    expect(renderCandidates(PLATEAUS, 80).split('\n').slice(1, 4)).toEqual([
      'rank  trial   plateau',
      '   1     11    0.5000',
      '   2     12  (0.2500)',
    ]);
    expect(renderCandidates(PLATEAUS, 80)).not.toMatch(/stress|n\/a/);
  });

  it('have a plateau and nothing else in JSON', () => {
    expect(PLATEAUS.map((report) => candidateResult(report, false))).toEqual([
      {
        rank: 1,
        trial_index: 11,
        robustness_eligible: true,
        plateau_neighbours: 3,
        plateau_score: 1,
        plateau_ratio: 0.5,
      },
      {
        rank: 2,
        trial_index: 12,
        robustness_eligible: false,
        plateau_neighbours: 3,
        plateau_score: 0.5,
        plateau_ratio: 0.25,
      },
    ]);
  });
});

describe('candidates of stress tests', () => {
  const stressed = [candidate(1, 2, { robustness_score: 0.75, cost_shock_score: 0.75, ulcer_index_score: 1 })];

  it('have every score, also those that could not be computed', () => {
    const text = renderCandidates(stressed, 200);
    expect(text).toMatch(/^stress scores/);
    expect(text).toMatch(/^rank +trial +robustness +parameters +prices +costs .* plateau$/m);
    expect(text).toMatch(/^ +1 +11 +0\.7500 +n\/a +n\/a +0\.7500 /m);
    const result = candidateResult(stressed[0], true);
    expect(result).toMatchObject({ robustness_components: 2, robustness_score: 0.75, data_jitter_score: 'n/a' });
    expect(Object.keys(result)).toEqual(expect.arrayContaining([...CANDIDATE_KEYS]));
  });
});
