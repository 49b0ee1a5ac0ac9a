import { CommissionModel } from '../execution/commission.ts';
import { Conversion } from '../execution/currency-conversion.ts';
import { resolveExecutionSettings } from '../execution/execution-settings.ts';
import { createRateSource } from '../execution/rate-lookup.ts';
import type { SeriesColumn } from '../indicators/series-provider.ts';
import type { BitMask } from '../math/bit-mask.ts';
import { byPriority, type ManagementRule, MaxHoldingTime } from '../portfolio/trade-management.ts';
import { orderTrades } from '../portfolio/trade-order.ts';
import type { StrategyDefinition, StrategyInstance } from '../strategy/strategy.ts';
import { strategyEnvironment } from '../strategy/strategy-environment.ts';
import { StrategyInputs } from '../strategy/strategy-inputs.ts';
import type { BacktestResult, EquitySummary } from '../types/backtest-result.ts';
import type { EffectiveConfig, ExecutionVariant } from '../types/config.ts';
import { ExecutionError } from '../types/errors.ts';
import type { StrategyRequirements } from '../types/strategy.ts';
import type { CostSpec, SymbolSpec } from '../types/symbol-spec.ts';
import { MS_PER_MINUTE } from '../types/timeframe.ts';
import type { OpenPosition } from '../types/trade.ts';
import type { BacktestContext } from './backtest-context.ts';
import { CanonicalSimulation } from './canonical-simulation.ts';
import { cooldownLimits } from './entry-gates.ts';
import { resolveHoldingLimit } from './holding-limit.ts';
import { ParitySimulation } from './parity-simulation.ts';
import { RunMemory } from './run-memory.ts';
import { requireWarmSeries } from './series-warmup.ts';
import type { EntryObserver, SimulationInputs } from './simulation-inputs.ts';
import type { SimulationOutcome } from './simulation-outcome.ts';
import { SinglePositionSimulation } from './single-position-simulation.ts';
import { GuardedStrategy } from './strategy-guard.ts';

/** Contract facts of the traded symbol and what the costs file says about it. */
export interface MarketFacts {
  readonly symbolSpec: SymbolSpec;
  readonly costSpec: CostSpec;
}

export interface BacktestOptions {
  /** Seed of the fills; the configured one, or the one drawn in its place. */
  readonly seed: number;
  /** Keep the equity curve, the words of the signals and the gate counters. */
  readonly record: boolean;
  readonly observer?: EntryObserver | null;
  /**
   * Memory to work in, for many unrecorded runs on one context: the columns of the result are then valid
   * until the next run in it.
   */
  readonly memory?: RunMemory;
}

/** Float noise allowed in the identities of `execution.md` 11.4, relative. */
const BALANCE_TOLERANCE = 1e-9;

/**
 * Runs one backtest: plain data in, plain data out. Single runs and trials of a sweep take the same way;
 * recording adds words and counters and changes nothing else.
 * @throws OmegaError of category strategy, execution or runtime
 */
export function runBacktest(
  context: BacktestContext,
  strategy: StrategyDefinition,
  config: EffectiveConfig,
  market: MarketFacts,
  options: BacktestOptions,
): BacktestResult {
  const outcome = simulate(config.execution_variant, () => assembleInputs(context, strategy, config, market, options));
  const summary = outcome.tracker.finish(context.dataset.primary.openTimes);
  checkBooks(outcome, summary.lastEquity);
  return toResult(context, outcome, summary);
}

/** @param assemble gives fresh inputs: a strategy may keep state, so every simulation needs its own */
function simulate(variant: ExecutionVariant, assemble: () => SimulationInputs): SimulationOutcome {
  const inputs = assemble();
  if (variant === 'v1_parity') return new ParitySimulation(inputs).run();
  const single = SinglePositionSimulation.create(inputs);
  if (single === null) return new CanonicalSimulation(inputs).run();
  return single.run() ?? new CanonicalSimulation(assemble()).run();
}

function assembleInputs(
  context: BacktestContext,
  definition: StrategyDefinition,
  config: EffectiveConfig,
  market: MarketFacts,
  options: BacktestOptions,
): SimulationInputs {
  const { dataset } = context;
  const environment = strategyEnvironment(config, market.symbolSpec);
  const requirements = definition.requirements(config.strategy_parameters, environment);
  const series = resolveSeries(context, requirements);
  if (config.execution_variant === 'v2') requireWarmSeries(context, requirements, series);
  const settings = resolveExecutionSettings(config, market.symbolSpec, market.costSpec);
  const rates = createRateSource(
    config.account.conversion,
    config.symbol,
    dataset.primary,
    dataset.rates,
    config.execution_variant,
  );
  const strategyInputs = new StrategyInputs(dataset.primary, series, context.conditions);
  const strategy = definition.create(config.strategy_parameters, environment, strategyInputs);
  const memory = options.memory ?? new RunMemory(context, options.record);
  return {
    bars: dataset.primary,
    firstTradingBar: dataset.firstTradingBar,
    ranges: context.ranges,
    exits: context.exits,
    calendar: context.calendar,
    settings,
    commission: new CommissionModel(settings, rates),
    conversion: new Conversion(settings.quoteCurrency, settings.accountCurrency, rates),
    strategy: new GuardedStrategy(strategy, dataset.primary.openTimes),
    candidates: candidateBars(context, strategy, config),
    seed: options.seed,
    initialBalance: config.account.initial_balance,
    maxPositions: config.account.max_positions,
    cooldown: cooldownLimits(config.cooldown),
    sessionMarks: context.sessionMarks(config.sessions),
    newsMarks: context.newsMarks(config.news_filter),
    rules: managementRules(config, dataset.primary.openTimes),
    targetPolicy: config.trade_management.tp_policy,
    record: options.record,
    observer: options.observer ?? null,
    ...memory.forRun(),
  };
}

/** Where the strategy may signal while the gates of the clock are open; null where it has to see every bar. */
function candidateBars(context: BacktestContext, strategy: StrategyInstance, config: EffectiveConfig): BitMask | null {
  const { candidates } = strategy;
  if (candidates === undefined) return null;
  return context.conditions.all([candidates, ...context.openGates(config)]).mask;
}

/** Columns a strategy declared, by local id. */
function resolveSeries(context: BacktestContext, requirements: StrategyRequirements): Map<string, SeriesColumn> {
  const series = new Map<string, SeriesColumn>();
  for (const request of requirements.indicators) series.set(request.id, context.series.series(request));
  for (const request of requirements.alignedCloses) series.set(request.id, context.series.alignedClose(request));
  return series;
}

/** Rules of `execution.md` 6.2; the configuration layer has refused an enabled rule without a limit. */
function managementRules(config: EffectiveConfig, openTimes: Float64Array): readonly ManagementRule[] {
  const limit = resolveHoldingLimit(config);
  if (limit === null) return [];
  return [new MaxHoldingTime(openTimes, limit.minutes * MS_PER_MINUTE, limit.onlyScenarios)].sort(byPriority);
}

/** The identities of `execution.md` 11.4 after the last bar; also catches whatever is no longer finite. */
function checkBooks(outcome: SimulationOutcome, equity: number): void {
  const { account, trades, openPositions } = outcome;
  let results = 0;
  for (let row = 0; row < trades.count; row++) results += trades.result[row]!;
  let openProfit = 0;
  for (const { unrealised } of openPositions) openProfit += unrealised ?? 0;
  const { balance, feesTotal } = account;
  const expected = account.initialBalance + results - feesTotal;
  const scale = Math.max(1, Math.abs(account.initialBalance), Math.abs(expected)) * Math.max(1, trades.count);
  const isBalanced = Math.abs(balance - expected) <= BALANCE_TOLERANCE * scale;
  if (isBalanced && Math.abs(equity - (balance + openProfit)) <= BALANCE_TOLERANCE * scale) return;
  const found = `balance ${balance}, open profit ${openProfit} and equity ${equity}`;
  throw new ExecutionError('EXEC_INVARIANT', `${found} do not add up, the bookings give a balance of ${expected}`, {
    hint: 'this is a defect of omega; please report it with the configuration',
    details: { balance, open_profit: openProfit, equity, expected, fees_total: feesTotal, trades: trades.count },
  });
}

function toResult(context: BacktestContext, outcome: SimulationOutcome, equitySummary: EquitySummary): BacktestResult {
  const { dataset } = context;
  const { counters, account, tracker } = outcome;
  const { trades, details } = orderTrades(outcome.trades);
  const barCount = dataset.primary.openTimes.length;
  return {
    trades,
    details,
    openPositions: outcome.openPositions.map(({ position, unrealised }): OpenPosition => {
      const { order } = position;
      return {
        positionId: position.id,
        direction: position.direction,
        orderType: order.orderType,
        scenarioId: order.scenarioId,
        entryBar: position.entryBar,
        entryPrice: position.entryPrice,
        initialStopLoss: position.initialStopLoss,
        stopLoss: position.stopLoss,
        takeProfit: position.takeProfit,
        size: position.size,
        entryFee: position.entryFee,
        unrealised,
      };
    }),
    equity: tracker.recorded(),
    equitySummary,
    feesTotal: account.feesTotal,
    finalBalance: account.balance,
    diagnostics: {
      barsProcessed: barCount - dataset.firstTradingBar,
      warmupBars: dataset.firstTradingBar,
      signals: counters.signals,
      fills: counters.fills,
      droppedStopChanges: counters.droppedStopChanges,
      pendingAtEnd: outcome.pendingOrders.length,
      undefinedIndicatorBars: counters.undefinedIndicatorBars,
      blocked: counters.blocked(),
      signalsRejected: counters.signalsRejected(),
    },
  };
}
