import { formatFixed, RATIO_DECIMALS } from '../../core/backtest/artifacts/format-number.ts';
import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { metricDecimals } from '../../core/metrics/metric-rounding.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { CANDIDATE_KEYS } from '../storage/candidate-record.ts';
import type { CandidateReport } from './candidate-report.ts';
import { csvLine } from './csv-text.ts';
import { parameterText } from './parameter-text.ts';

const NOT_AVAILABLE = 'n/a';

const COUNT_COLUMNS = [
  'robustness_eligible',
  'robustness_components',
  'failed_runs',
  'skipped_runs',
  'examined_targets',
  'plateau_neighbours',
] as const;

/** Text of `candidates.csv` (RFC 4180): the candidates by rank with parameters, scores and metrics. */
export function renderCandidatesCsv(candidates: readonly CandidateReport[]): string {
  const parametersOf = ({ trial }: CandidateReport): JsonObject => JSON.parse(trial.parametersJson) as JsonObject;
  const paths = [...new Set(candidates.flatMap((candidate) => Object.keys(parametersOf(candidate))))];
  const header = [
    'rank',
    'trial_index',
    'score',
    ...paths,
    'seed',
    ...COUNT_COLUMNS,
    ...CANDIDATE_KEYS,
    ...METRIC_KEYS,
  ];
  const lines = candidates.map((candidate) => {
    const { trial, figures } = candidate;
    const parameters = parametersOf(candidate);
    return csvLine([
      String(candidate.rank),
      String(trial.trialIndex),
      Number.isNaN(trial.score) ? NOT_AVAILABLE : String(trial.score),
      ...paths.map((path) => parameterText(parameters[path])),
      String(trial.seed),
      String(candidate.isEligible),
      String(candidate.components),
      String(candidate.failedRuns),
      String(candidate.skippedRuns),
      String(candidate.examinedTargets),
      String(candidate.plateauNeighbours),
      ...CANDIDATE_KEYS.map((key) => numberText(figures[key], RATIO_DECIMALS)),
      ...METRIC_KEYS.map((key, column) => numberText(trial.metrics[column]!, metricDecimals(key))),
    ]);
  });
  return csvLine(header) + lines.join('');
}

function numberText(value: number, decimals: number): string {
  return Number.isNaN(value) ? NOT_AVAILABLE : formatFixed(value, decimals);
}
