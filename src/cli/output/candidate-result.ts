import type { JsonObject } from '../../core/types/json.ts';
import { CANDIDATE_KEYS } from '../../optimizer/storage/candidate-record.ts';
import type { CandidateReport } from '../../optimizer/sweep/candidate-report.ts';
import { jsonNumber } from './json-document.ts';

/** The stress scores of one of the best trials for `--json`. */
export function candidateResult(candidate: CandidateReport): JsonObject {
  const { rank, trialIndex, isEligible, components, failedRuns, skippedRuns, examinedTargets, figures } = candidate;
  return {
    rank,
    trial_index: trialIndex,
    robustness_eligible: isEligible,
    robustness_components: components,
    failed_runs: failedRuns,
    skipped_runs: skippedRuns,
    examined_targets: examinedTargets,
    plateau_neighbours: candidate.plateauNeighbours,
    ...Object.fromEntries(CANDIDATE_KEYS.map((key) => [key, jsonNumber(figures[key])])),
  };
}
