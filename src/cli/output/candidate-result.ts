import type { JsonObject } from '../../core/types/json.ts';
import { CANDIDATE_KEYS, PLATEAU_KEYS } from '../../optimizer/storage/candidate-record.ts';
import type { CandidateReport } from '../../optimizer/sweep/candidate-report.ts';
import { jsonNumber } from './json-document.ts';

/** One of the best trials that were looked at again, for `--json`; without stress tests only what its neighbours say. */
export function candidateResult(candidate: CandidateReport, isStressed: boolean): JsonObject {
  const { rank, trialIndex, isEligible, components, failedRuns, skippedRuns, examinedTargets, figures } = candidate;
  return {
    rank,
    trial_index: trialIndex,
    robustness_eligible: isEligible,
    ...(isStressed
      ? {
          robustness_components: components,
          failed_runs: failedRuns,
          skipped_runs: skippedRuns,
          examined_targets: examinedTargets,
        }
      : {}),
    plateau_neighbours: candidate.plateauNeighbours,
    ...Object.fromEntries((isStressed ? CANDIDATE_KEYS : PLATEAU_KEYS).map((key) => [key, jsonNumber(figures[key])])),
  };
}
