import { configHash } from '../../config/config-hash.ts';
import { materialiseTrial } from '../../config/materialise.ts';
import type { BacktestContext } from '../../core/backtest/backtest-context.ts';
import { resultHash } from '../../core/backtest/result-hash.ts';
import { runBacktest } from '../../core/backtest/run-backtest.ts';
import { computeMetrics } from '../../core/metrics/compute-metrics.ts';
import { measureDays } from '../../core/metrics/daily-moments.ts';
import { dailyResults } from '../../core/metrics/daily-series.ts';
import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { getStrategy } from '../../core/strategy/registry.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { describeError, type ErrorDescription } from '../../core/types/errors.ts';
import type { SweepSetup, TrialJob, TrialOutcome } from './trial-job.ts';

/** Clock of the caller in microseconds; only durations are taken from it and they never matter. */
export type Clock = () => number;

/**
 * Runs one trial from its job: the only place where a sweep computes anything, whoever calls it (a
 * worker, the inline executor, a replay). Errors become values.
 */
export function evaluateTrial(context: BacktestContext, setup: SweepSetup, job: TrialJob, clock: Clock): TrialOutcome {
  const startedUs = clock();
  const materialised = materialiseTrial(setup.baseConfig, job.changes, job.seed, setup);
  if ('problem' in materialised) {
    const { code, message, where, hint } = materialised.problem;
    const error: ErrorDescription = { category: 'config', code, message, where, hint: hint ?? null, details: {} };
    return failedOutcome(job, null, error, clock() - startedUs);
  }
  const { effective } = materialised;
  const hash = configHash(effective);
  try {
    return finishedOutcome(context, setup, job, effective, hash, clock, startedUs);
  } catch (error) {
    return failedOutcome(job, hash, describeError(error), clock() - startedUs);
  }
}

function finishedOutcome(
  context: BacktestContext,
  setup: SweepSetup,
  job: TrialJob,
  config: EffectiveConfig,
  hash: string,
  clock: Clock,
  startedUs: number,
): TrialOutcome {
  const strategy = getStrategy(config.strategy_name);
  if (strategy === undefined) throw new Error(`unknown strategy ${config.strategy_name}`);
  const result = runBacktest(context, strategy, config, setup, { seed: job.seed, record: false });
  const { trades, equitySummary, feesTotal, finalBalance } = result;
  const input = {
    trades,
    openTimes: context.dataset.primary.openTimes,
    riskPerTrade: config.account.risk_per_trade,
    initialBalance: config.account.initial_balance,
    feesTotal,
    equity: equitySummary,
  };
  const days = measureDays(equitySummary);
  const metrics = computeMetrics(input, days);
  return {
    index: job.index,
    configHash: hash,
    resultHash: resultHash({
      metrics,
      trades,
      firstTradingBar: context.dataset.firstTradingBar,
      dailyEquity: equitySummary.dailyEquity,
      finalBalance,
    }),
    error: null,
    metrics,
    daily: setup.keepsDaily ? dailyResults(equitySummary) : null,
    dailyMean: days.results.mean,
    dailySd: days.results.deviation,
    durationUs: clock() - startedUs,
  };
}

function failedOutcome(job: TrialJob, hash: string | null, error: ErrorDescription, durationUs: number): TrialOutcome {
  return {
    index: job.index,
    configHash: hash,
    resultHash: null,
    error,
    metrics: new Float64Array(METRIC_KEYS.length).fill(Number.NaN),
    daily: null,
    dailyMean: Number.NaN,
    dailySd: Number.NaN,
    durationUs,
  };
}
