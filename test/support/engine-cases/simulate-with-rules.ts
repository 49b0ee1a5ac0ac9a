import { CanonicalSimulation } from '../../../src/core/backtest/canonical-simulation.ts';
import { cooldownLimits } from '../../../src/core/backtest/entry-gates.ts';
import { ParitySimulation } from '../../../src/core/backtest/parity-simulation.ts';
import { RunMemory } from '../../../src/core/backtest/run-memory.ts';
import type { SimulationOutcome } from '../../../src/core/backtest/simulation-outcome.ts';
import { GuardedStrategy } from '../../../src/core/backtest/strategy-guard.ts';
import { CommissionModel } from '../../../src/core/execution/commission.ts';
import { Conversion } from '../../../src/core/execution/currency-conversion.ts';
import { resolveExecutionSettings } from '../../../src/core/execution/execution-settings.ts';
import { createRateSource } from '../../../src/core/execution/rate-lookup.ts';
import type { Position } from '../../../src/core/portfolio/position.ts';
import {
  byPriority,
  type ManagementAction,
  type ManagementRule,
  MaxHoldingTime,
} from '../../../src/core/portfolio/trade-management.ts';
import { orderTrades } from '../../../src/core/portfolio/trade-order.ts';
import type { BacktestResult } from '../../../src/core/types/backtest-result.ts';
import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { ScriptedRule } from '../plain-engine/plain-inputs.ts';
import { createInstance, type EngineCase } from './engine-case.ts';

const MS_PER_MINUTE = 60_000;

/** What `runBacktest` does, with scripted rules beside those of the configuration. */
export function simulateWithRules(engineCase: EngineCase, record: boolean): BacktestResult {
  const { context, config, spec, costs, seed } = engineCase;
  const { dataset } = context;
  const strategy = createInstance(engineCase);
  const settings = resolveExecutionSettings(config, spec, costs);
  const variant = config.execution_variant;
  const rates = createRateSource(config.account.conversion, config.symbol, dataset.primary, dataset.rates, variant);
  const inputs = {
    bars: dataset.primary,
    firstTradingBar: dataset.firstTradingBar,
    calendar: context.calendar,
    settings,
    commission: new CommissionModel(settings, rates),
    conversion: new Conversion(settings.quoteCurrency, settings.accountCurrency, rates),
    ranges: context.ranges,
    exits: context.exits,
    strategy: new GuardedStrategy(strategy, dataset.primary.openTimes),
    candidates: strategy.candidates?.mask ?? null,
    seed,
    initialBalance: config.account.initial_balance,
    maxPositions: config.account.max_positions,
    cooldown: cooldownLimits(config.cooldown),
    sessionMarks: context.sessionMarks(config.sessions),
    newsMarks: context.newsMarks(config.news_filter),
    rules: managementRules(engineCase),
    targetPolicy: config.trade_management.tp_policy,
    record,
    observer: null,
    ...new RunMemory(context, record).forRun(),
  };
  const outcome = variant === 'v2' ? new CanonicalSimulation(inputs).run() : new ParitySimulation(inputs).run();
  return toResult(engineCase, outcome);
}

function managementRules(engineCase: EngineCase): ManagementRule[] {
  const { config, context, rules, rulesAnnounceThemselves } = engineCase;
  const scripted = rules.map((rule) => scriptedRule(rule, rulesAnnounceThemselves));
  return [...timeStop(config, context.dataset.primary.openTimes), ...scripted].sort(byPriority);
}

function timeStop(config: EffectiveConfig, openTimes: Float64Array): ManagementRule[] {
  const { enabled, rules } = config.trade_management;
  const { max_holding_time: rule } = rules;
  if (enabled !== true || !rule.enabled || rule.max_holding_minutes === null) return [];
  return [new MaxHoldingTime(openTimes, rule.max_holding_minutes * MS_PER_MINUTE, rule.only_scenarios)];
}

function scriptedRule(rule: ScriptedRule, announcesItself: boolean): ManagementRule {
  const byBar = new Map(rule.actions.map((action) => [action.bar, action]));
  const decide = (position: Position, bar: number): ManagementAction | null => {
    const action = byBar.get(bar);
    if (action === undefined) return null;
    if (action.closeReason !== null) return { kind: 'close', reason: action.closeReason };
    const { stopLoss, takeProfit } = position.direction === 1 ? action.long : action.short;
    return {
      kind: 'modify',
      stopLoss: stopLoss ?? Number.NaN,
      takeProfit: takeProfit ?? Number.NaN,
      stopKind: action.stopKind,
    };
  };
  const firstBar = Math.min(...byBar.keys());
  const facts = { id: rule.id, priority: rule.priority, decide };
  return announcesItself ? { ...facts, quietUntil: () => firstBar } : facts;
}

function toResult({ context }: EngineCase, outcome: SimulationOutcome): BacktestResult {
  const { primary, firstTradingBar } = context.dataset;
  const { counters, account, tracker } = outcome;
  return {
    ...orderTrades(outcome.trades),
    openPositions: outcome.openPositions.map(({ position, unrealised }) => ({
      positionId: position.id,
      direction: position.direction,
      orderType: position.order.orderType,
      scenarioId: position.order.scenarioId,
      entryBar: position.entryBar,
      entryPrice: position.entryPrice,
      initialStopLoss: position.initialStopLoss,
      stopLoss: position.stopLoss,
      takeProfit: position.takeProfit,
      size: position.size,
      entryFee: position.entryFee,
      unrealised,
    })),
    equity: tracker.recorded(),
    equitySummary: tracker.finish(primary.openTimes),
    feesTotal: account.feesTotal,
    finalBalance: account.balance,
    diagnostics: {
      barsProcessed: primary.openTimes.length - firstTradingBar,
      warmupBars: firstTradingBar,
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
