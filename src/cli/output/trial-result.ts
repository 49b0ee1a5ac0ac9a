import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { roundMetric } from '../../core/metrics/metric-rounding.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import { jsonNumber } from './json-document.ts';

/** A stored trial for `--json`; metrics are rounded as in files, the score is as stored. */
export function trialResult(trial: TrialRecord): JsonObject {
  const { errorCode, errorMessage, failedGatesJson, metrics } = trial;
  return {
    trial_index: trial.trialIndex,
    status: trial.status,
    score: jsonNumber(trial.score),
    parameters: JSON.parse(trial.parametersJson) as JsonObject,
    seed: trial.seed,
    params_hash: trial.paramsHash,
    config_hash: trial.configHash,
    result_hash: trial.resultHash,
    ...(failedGatesJson === null ? {} : { failed_gates: JSON.parse(failedGatesJson) as JsonValue }),
    ...(errorCode === null ? {} : { error: { code: errorCode, message: errorMessage, bar: trial.errorBar } }),
    metrics: trial.resultHash === null ? null : metricsResult(metrics),
  };
}

/** A metric vector for `--json`, rounded as in files. */
export function metricsResult(metrics: Float64Array): JsonObject {
  return Object.fromEntries(METRIC_KEYS.map((key, index) => [key, jsonNumber(roundedMetric(key, metrics[index]))]));
}

/** The same for one of several that are in the order of their rank. */
export function rankedResult(trial: TrialRecord, index: number): JsonObject {
  return { rank: index + 1, ...trialResult(trial) };
}

function roundedMetric(key: (typeof METRIC_KEYS)[number], value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? Number.NaN : roundMetric(key, value);
}
