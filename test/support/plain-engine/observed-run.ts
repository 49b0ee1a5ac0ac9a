import { resultHash } from '../../../src/core/backtest/result-hash.ts';
import { computeMetrics } from '../../../src/core/metrics/compute-metrics.ts';
import { tradeAt } from '../../../src/core/portfolio/trade-log.ts';
import type { BacktestResult, EquitySummary } from '../../../src/core/types/backtest-result.ts';
import { OmegaError } from '../../../src/core/types/errors.ts';
import type { SignalDetails } from '../../../src/core/types/signal.ts';
import type { OpenPosition, Trade, TradeColumns } from '../../../src/core/types/trade.ts';
import { tradeColumns } from '../../core/metrics/trade-columns.ts';
import { createInstance, type EngineCase } from '../engine-cases/engine-case.ts';
import { runEngine } from '../engine-cases/run-engine.ts';
import { PlainCanonical } from './plain-canonical.ts';
import { PlainFailure } from './plain-failure.ts';
import { PlainParity } from './plain-parity.ts';
import { highWaters, inFileOrder, plainResultHash, summarise } from './plain-summary.ts';

/** Everything that can be compared between two ways of running a case. */
export interface ObservedRun {
  readonly trades: readonly Trade[];
  readonly openPositions: readonly OpenPosition[];
  readonly summary: EquitySummary;
  readonly metrics: Float64Array;
  readonly resultHash: string;
  readonly feesTotal: number;
  readonly finalBalance: number;
  readonly counters: Readonly<Record<string, number>>;
  readonly rejected: Readonly<Record<string, number>>;
  /** What only a recorded run keeps; null in the others. */
  readonly recorded: {
    readonly details: readonly (SignalDetails | null)[];
    readonly equity: Float64Array;
    readonly balance: Float64Array;
    readonly drawdown: Float64Array;
    readonly highWater: Float64Array;
    readonly undefinedBars: number;
    readonly blocked: Readonly<Record<string, number>>;
  } | null;
}

export interface ObservedFailure {
  readonly code: string;
  readonly bar: unknown;
}

export function isRun(run: ObservedRun | ObservedFailure): run is ObservedRun {
  return !('code' in run);
}

/** Runs a case through the plain engine. */
export function observePlain(engineCase: EngineCase): ObservedRun | ObservedFailure {
  const { context, config, spec, costs, rules, seed } = engineCase;
  const { dataset } = context;
  const inputs = { dataset, config, spec, costs, rules, seed, strategy: createInstance(engineCase) };
  try {
    const isParity = config.execution_variant === 'v1_parity';
    const outcome = isParity ? new PlainParity(inputs).run() : new PlainCanonical(inputs).run();
    const { initial_balance: initialBalance } = config.account;
    const closed = inFileOrder(outcome.closed);
    const trades = closed.map(({ trade }) => trade);
    const summary = summarise(dataset, outcome.rows, initialBalance);
    const metrics = metricsOf(engineCase, tradeColumns(trades), summary, outcome.feesTotal);
    const { dailyEquity } = summary;
    const highWater = Float64Array.from(highWaters(outcome.rows, initialBalance));
    return {
      trades,
      openPositions: outcome.open,
      summary,
      metrics,
      resultHash: plainResultHash(metrics, trades, dataset.firstTradingBar, dailyEquity, outcome.finalBalance),
      feesTotal: outcome.feesTotal,
      finalBalance: outcome.finalBalance,
      counters: {
        signals: outcome.signals,
        fills: outcome.fills,
        droppedStopChanges: outcome.droppedStopChanges,
        pendingAtEnd: outcome.pendingAtEnd,
        barsProcessed: outcome.rows.length,
        warmupBars: dataset.firstTradingBar,
      },
      rejected: outcome.rejected,
      recorded: {
        details: closed.map(({ details }) => details),
        equity: Float64Array.from(outcome.rows, (row) => row.equity),
        balance: Float64Array.from(outcome.rows, (row) => row.balance),
        drawdown: Float64Array.from(outcome.rows, ({ equity }, row) =>
          highWater[row] > 0 ? Math.min(1, (highWater[row] - equity) / highWater[row]) : 0,
        ),
        highWater,
        undefinedBars: outcome.undefinedBars,
        blocked: outcome.blocked,
      },
    };
  } catch (error) {
    if (error instanceof PlainFailure) return { code: error.code, bar: error.bar };
    throw error;
  }
}

/** Runs a case through the engine under test. */
export function observeEngine(engineCase: EngineCase, record: boolean): ObservedRun | ObservedFailure {
  try {
    return observeResult(engineCase, runEngine(engineCase, record));
  } catch (error) {
    if (error instanceof OmegaError) return { code: error.code, bar: error.details.bar };
    throw error;
  }
}

function observeResult(engineCase: EngineCase, result: BacktestResult): ObservedRun {
  const { trades, diagnostics, equity, equitySummary, feesTotal, finalBalance } = result;
  const { firstTradingBar } = engineCase.context.dataset;
  const metrics = metricsOf(engineCase, trades, equitySummary, feesTotal);
  const { dailyEquity } = equitySummary;
  const { undefinedIndicatorBars, blocked, signalsRejected, ...counters } = diagnostics;
  return {
    trades: Array.from({ length: trades.count }, (_, row) => tradeAt(trades, row)),
    openPositions: result.openPositions,
    summary: equitySummary,
    metrics,
    resultHash: resultHash({ metrics, trades, firstTradingBar, dailyEquity, finalBalance }),
    feesTotal,
    finalBalance,
    counters,
    rejected: signalsRejected,
    recorded:
      equity === null
        ? null
        : { ...equity, details: result.details ?? [], undefinedBars: undefinedIndicatorBars, blocked },
  };
}

function metricsOf(
  { context, config }: EngineCase,
  trades: TradeColumns,
  equity: EquitySummary,
  feesTotal: number,
): Float64Array {
  const { risk_per_trade: riskPerTrade, initial_balance: initialBalance } = config.account;
  const { openTimes } = context.dataset.primary;
  return computeMetrics({ trades, openTimes, riskPerTrade, initialBalance, feesTotal, equity });
}
