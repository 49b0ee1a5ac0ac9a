import { formatInstant, toNanoseconds } from '../../data/dates.ts';
import type { BacktestResult, Diagnostics } from '../../types/backtest-result.ts';
import type { EffectiveConfig } from '../../types/config.ts';
import type { JsonObject } from '../../types/json.ts';
import { compareCodePoints, formatJson, mapMembers, type OutputObject, roundFloats } from './format-json.ts';
import { RATIO_DECIMALS, roundMoney } from './format-number.ts';
import { openPositionRecord } from './open-position-record.ts';
import type { RecordFormat } from './record-format.ts';
import type { RunFacts } from './run-facts.ts';

/** Text of `meta.json` (`data-and-config.md` 17.5). */
export function renderMeta(facts: RunFacts, result: BacktestResult, format: RecordFormat): string {
  const { config } = facts;
  const meta: OutputObject = {
    run_id: facts.runId,
    generated_at: formatInstant(facts.generatedAtMs),
    generated_at_ns: toNanoseconds(facts.generatedAtMs),
    engine: { name: 'omega', version: facts.engineVersion },
    config: {
      hash: facts.configHash,
      source: facts.configSource,
      effective: effectiveConfig(config, facts.isSeedDrawn),
    },
    run: {
      run_mode: config.run_mode,
      execution_variant: config.execution_variant,
      rng_seed: facts.rngSeed,
      result_hash: facts.resultHash,
      artifact_hash: facts.artifactHash,
    },
    strategy: strategyMember(facts.strategy),
    dataset: datasetMember(facts, result),
    account: {
      account_currency: config.account.account_currency,
      initial_balance: roundMoney(config.account.initial_balance),
    },
    diagnostics: {
      ...counters(result.diagnostics),
      open_positions_at_end: [...result.openPositions]
        .sort((a, b) => a.positionId - b.positionId)
        .map((position) => openPositionRecord(position, format)),
    },
    ...(facts.git === null ? {} : { git: { ...facts.git } }),
  };
  return formatJson(meta, 'meta.json');
}

function strategyMember({ name, version, module }: RunFacts['strategy']): OutputObject {
  return { name, version, ...(module === null ? {} : { module: { ...module } }) };
}

/** A seed from the operating system is not part of the configuration; `run.rng_seed` has it. */
function effectiveConfig(config: EffectiveConfig, isSeedDrawn: boolean): OutputObject {
  const { rng_seed: seed, ...rest } = config;
  const members = rest as unknown as JsonObject;
  return isSeedDrawn ? members : { ...members, rng_seed: seed };
}

function datasetMember(facts: RunFacts, result: BacktestResult): OutputObject {
  const { config } = facts;
  const { firstTime, lastTime } = result.equitySummary;
  return {
    symbol: config.symbol,
    timeframe: config.timeframes.primary,
    timeframes: { ...facts.additionalOrigin },
    start_time: formatInstant(firstTime),
    start_time_ns: toNanoseconds(firstTime),
    end_time: formatInstant(lastTime),
    end_time_ns: toNanoseconds(lastTime),
    manifest_sha256: facts.manifestSha256,
    manifest_ref: `results/manifests/${facts.manifestSha256}.json`,
    effective_paths: facts.effectivePaths.map((path) => ({ ...path })),
    governance: { ...roundedGovernance(facts.governance), warnings: warningList(facts.warnings) },
  };
}

/** The floats of governance are shares; repair records are copied from the files as they are. */
function roundedGovernance(governance: JsonObject): OutputObject {
  return mapMembers(governance, (member, key) => (key === 'repair' ? member : roundFloats(member, RATIO_DECIMALS)));
}

function warningList(warnings: RunFacts['warnings']): OutputObject[] {
  const counts = new Map<string, number>();
  for (const { code, count } of warnings) counts.set(code, (counts.get(code) ?? 0) + count);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => compareCodePoints(a.code, b.code));
}

function counters(diagnostics: Diagnostics): OutputObject {
  return {
    bars_processed: diagnostics.barsProcessed,
    warmup_bars: diagnostics.warmupBars,
    signals: diagnostics.signals,
    signals_rejected: { ...diagnostics.signalsRejected },
    undefined_indicator_bars: diagnostics.undefinedIndicatorBars,
    blocked: { ...diagnostics.blocked },
    fills: diagnostics.fills,
    dropped_stop_changes: diagnostics.droppedStopChanges,
    pending_at_end: diagnostics.pendingAtEnd,
  };
}
