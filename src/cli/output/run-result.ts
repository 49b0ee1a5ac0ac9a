import { CONTRACT_METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { roundMetric } from '../../core/metrics/metric-rounding.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { SingleRunReport } from '../../run/run-single.ts';
import { jsonNumber } from './json-document.ts';

/** A finished run for `--json`: identity, place and the contract metrics, rounded as in its files. */
export function runResult(report: SingleRunReport): JsonObject {
  const { config, configWarnings, dataWarnings, metrics, result } = report;
  return {
    run_id: report.runId,
    folder: report.folder,
    symbol: config.symbol,
    timeframe: config.timeframes.primary,
    start_date: config.start_date,
    end_date: config.end_date,
    rng_seed: report.seed,
    config_hash: report.configHash,
    manifest_sha256: report.manifestSha256,
    result_hash: report.resultHash,
    artifact_hash: report.artifactHash,
    metrics: Object.fromEntries(CONTRACT_METRIC_KEYS.map((key, index) => [key, metricValue(key, metrics[index])])),
    open_positions: result.openPositions.length,
    final_balance: jsonNumber(result.finalBalance),
    warnings: [...configWarnings, ...dataWarnings].map(({ code, message }) => ({ code, message })),
    load_ms: Math.round(report.timings.loadMs),
    engine_ms: Math.round(report.timings.engineMs),
  };
}

function metricValue(key: (typeof CONTRACT_METRIC_KEYS)[number], value: number | undefined): JsonValue {
  return value === undefined || Number.isNaN(value) ? 'n/a' : roundMetric(key, value);
}
