import { formatInstant } from '../../core/data/dates.ts';
import type { MetricKey } from '../../core/metrics/metric-keys.ts';
import { roundMetric } from '../../core/metrics/metric-rounding.ts';
import type { MetricValue } from '../../core/metrics/metrics-object.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { EquityDifference } from '../../run/comparison/compare-equity.ts';
import type { PairComparison, RunComparison } from '../../run/comparison/compare-runs.ts';
import type { TradeDivergence } from '../../run/comparison/compare-trades.ts';
import type { ComparedInput } from './compared-input.ts';

/** Runs side by side for `--json`; a value that one of them lacks is null. */
export function comparisonResult(inputs: readonly ComparedInput[], comparison: RunComparison): JsonObject {
  const labels = inputs.map(({ label }) => label);
  const byLabel = (values: readonly (JsonValue | undefined)[]): JsonObject =>
    Object.fromEntries(labels.map((label, place) => [label, values[place] ?? null]));
  return {
    inputs: inputs.map(inputResult),
    circumstances: comparison.circumstances.map(({ circumstance, values }) => ({
      circumstance,
      values: byLabel(values),
    })),
    configuration: comparison.configuration.map(({ key, values }) => ({ key, values: byLabel(values) })),
    metrics: comparison.metrics.map(({ key, values, isEqual }) => ({
      metric: key,
      equal: isEqual,
      values: byLabel(values),
      differences: byLabel(values.map((value) => difference(key, values[0], value))),
    })),
    pairs: comparison.pairs.map((pair) => pairResult(pair, labels)),
  };
}

function inputResult({ label, source, run }: ComparedInput): JsonObject {
  return {
    label,
    kind: source.kind,
    run_id: run.runId,
    folder: source.kind === 'run' ? source.folder : null,
    sweep_id: source.kind === 'trial' ? source.sweepId : null,
    trial_index: source.kind === 'trial' ? source.trialIndex : null,
    stored_differences: source.kind === 'trial' ? source.differences.map((found) => ({ ...found })) : [],
    altered: !run.isIntact,
    strategy: run.strategy,
    symbol: run.symbol,
    timeframe: run.timeframe,
    start_date: run.startDate,
    end_date: run.endDate,
    account_currency: run.currency,
    initial_balance: run.initialBalance,
    engine_version: run.engineVersion,
    config_hash: run.configHash,
    manifest_sha256: run.manifestSha256,
    result_hash: run.resultHash,
    artifact_hash: run.artifactHash,
    trades: run.trades.length,
    metrics: run.metrics,
  };
}

/** Of a figure to that of the first input, rounded as both are; null where one of them is "n/a". */
function difference(key: MetricKey, first: MetricValue, value: MetricValue): number | null {
  return first === 'n/a' || value === 'n/a' ? null : roundMetric(key, value - first);
}

function pairResult(pair: PairComparison, labels: readonly string[]): JsonObject {
  const { hashes, trades, equity } = pair;
  return {
    first: labels[0],
    other: labels[pair.other],
    same_configuration: pair.isSameConfiguration,
    same_result: pair.isSameResult,
    equal_hashes: { ...hashes },
    differing_metrics: pair.differingMetrics,
    trades: {
      first_count: trades.firstCount,
      other_count: trades.otherCount,
      first_divergence: divergenceResult(trades.divergence),
      first_event_divergence: divergenceResult(trades.eventDivergence),
      first_meta_divergence: divergenceResult(trades.metaDivergence),
    },
    equity: {
      common_bars: equity.commonBars,
      other_bars: equity.otherBars,
      first_difference: equityResult(equity.firstDifference),
      largest_difference: equityResult(equity.largestDifference),
    },
  };
}

function divergenceResult(divergence: TradeDivergence | null): JsonValue {
  if (divergence === null) return null;
  const { index, first, other, fields } = divergence;
  const differing = fields.map((found) => ({
    field: found.field,
    first: found.first ?? null,
    other: found.other ?? null,
  }));
  return { index, first, other, fields: differing };
}

function equityResult(found: EquityDifference | null): JsonValue {
  return found === null ? null : { time: formatInstant(found.time), first: found.first, other: found.other };
}
