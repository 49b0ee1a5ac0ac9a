import type { JsonObject } from '../../core/types/json.ts';
import type { BatchReport, BatchRow } from '../../run/batch/batch-report.ts';
import { countBatch } from '../../run/batch/run-batch.ts';
import { metricsResult } from './trial-result.ts';

/** A batch for `--json`: one element per configuration, in the order in which they were named. */
export function batchResult({ rows, workers, elapsedMs }: BatchReport): JsonObject {
  return {
    by_status: { ...countBatch(rows) },
    workers,
    elapsed_ms: Math.round(elapsedMs),
    runs: rows.map(rowResult),
  };
}

function rowResult(row: BatchRow): JsonObject {
  const { run, error } = row;
  return {
    config: row.config,
    status: row.status,
    repeat_of: row.repeatOf,
    strategy: row.strategy,
    symbol: row.symbol,
    timeframe: row.timeframe,
    start_date: row.startDate,
    end_date: row.endDate,
    config_hash: row.configHash,
    run_id: run?.runId ?? null,
    folder: run?.folder ?? null,
    rng_seed: run?.seed ?? null,
    manifest_sha256: run?.manifestSha256 ?? null,
    result_hash: run?.resultHash ?? null,
    artifact_hash: run?.artifactHash ?? null,
    metrics: run === null ? null : metricsResult(run.metrics),
    warnings: (run?.warnings ?? []).map(({ code, message }) => ({ code, message })),
    error: error === null ? null : { ...error, details: { ...error.details } },
  };
}
