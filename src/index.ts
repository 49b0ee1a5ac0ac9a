/** The public face of omega as a library; the command line uses nothing else to compute. */
export { configJsonSchema } from './config/config-json-schema.ts';
export { type MigratedConfig, type MigrationSurroundings, migrateConfig } from './config/migration/migrate-config.ts';
export { BacktestContext } from './core/backtest/backtest-context.ts';
export {
  type BacktestOptions,
  type MarketFacts,
  runBacktest as simulateBacktest,
} from './core/backtest/run-backtest.ts';
export { parseColumnMap } from './core/data/import/column-map.ts';
export { type ImportReport, type ImportRequest, importBars } from './core/data/import/import-bars.ts';
export { METRIC_DEFINITIONS } from './core/metrics/definitions.ts';
export { CONTRACT_METRIC_KEYS, EXTENDED_METRIC_KEYS, METRIC_KEYS } from './core/metrics/metric-keys.ts';
export { metricsObject } from './core/metrics/metrics-object.ts';
export type { RunReport } from './core/metrics/run-report/run-report.ts';
export {
  shrinkAverageR,
  shrinkProfitOverDrawdown,
  shrinkWinRate,
  type TradeBasis,
} from './core/metrics/trade-count-adjustments.ts';
export { tradeAt } from './core/portfolio/trade-log.ts';
export type { AuthoredConditions, AuthoredInputs } from './core/strategy/authored/authored-inputs.ts';
export type {
  AuthoredIndicator,
  AuthoredInstance,
  AuthoredParameter,
  AuthoredProblem,
  AuthoredRequirements,
  AuthoredSignal,
  AuthoredStrategy,
} from './core/strategy/authored/authored-strategy.ts';
export { defineStrategy } from './core/strategy/authored/define-strategy.ts';
export type { StrategyDefinition } from './core/strategy/strategy.ts';
export type { BacktestResult } from './core/types/backtest-result.ts';
export type { EffectiveConfig } from './core/types/config.ts';
export type { Dataset } from './core/types/dataset.ts';
export { ConfigError, OmegaError } from './core/types/errors.ts';
export type { StrategyEnvironment } from './core/types/strategy.ts';
export type { Trade } from './core/types/trade.ts';
export { sweepJsonSchema } from './optimizer/definition/sweep-json-schema.ts';
export { openStore } from './optimizer/storage/open-store.ts';
export type { SweepRecord } from './optimizer/storage/sweep-record.ts';
export type { TrialRecord } from './optimizer/storage/trial-record.ts';
export type { TrialReader } from './optimizer/storage/trial-store.ts';
export { replaySweep } from './optimizer/sweep/replay-sweep.ts';
export { runSweep } from './optimizer/sweep/run-sweep.ts';
export type { SweepProgress } from './optimizer/sweep/sweep-events.ts';
export type { ReplayReport, SweepEstimate, SweepReport } from './optimizer/sweep/sweep-report.ts';
export type { ReplayRequest, SweepRequest } from './optimizer/sweep/sweep-request.ts';
export type { BatchReport, BatchRequest } from './run/batch/batch-report.ts';
export { runBatch } from './run/batch/run-batch.ts';
export { checkLookahead, type LookaheadCheck, type LookaheadReport } from './run/check-lookahead.ts';
export { type ConformanceReport, checkConformance } from './run/conformance/check-conformance.ts';
export type { ConformanceSubject } from './run/conformance/conformance-subject.ts';
export { reportRun } from './run/report-run.ts';
export { runSingle as runBacktest, type SingleRunReport, type SingleRunRequest } from './run/run-single.ts';
