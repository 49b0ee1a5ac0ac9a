import { BacktestContext } from '../../core/backtest/backtest-context.ts';
import { type MarketFacts, runBacktest } from '../../core/backtest/run-backtest.ts';
import type { StrategyDefinition, StrategyInstance } from '../../core/strategy/strategy.ts';
import { strategyEnvironment } from '../../core/strategy/strategy-environment.ts';
import type { BacktestResult } from '../../core/types/backtest-result.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { Dataset } from '../../core/types/dataset.ts';
import type { Signal } from '../../core/types/signal.ts';

/** A run with everything that was decided in it. */
export interface ObservedRun {
  readonly dataset: Dataset;
  readonly result: BacktestResult;
  /** Values of each declared series, by its local name. */
  readonly series: ReadonlyMap<string, Float64Array>;
  /** Signals by bar. */
  readonly signals: ReadonlyMap<number, Readonly<Signal>>;
  /** First gate that blocked each bar, and why orders were refused, by bar. */
  readonly refusals: ReadonlyMap<number, string>;
}

/** What is run, apart from the data. */
export interface ObservedSetup {
  readonly config: EffectiveConfig;
  readonly strategy: StrategyDefinition;
  readonly market: MarketFacts;
  readonly seed: number;
}

/** Runs a backtest and writes down every decision. */
export function observeRun(setup: ObservedSetup, dataset: Dataset): ObservedRun {
  const { config, strategy, market, seed } = setup;
  const context = new BacktestContext(dataset, config.execution_variant);
  const signals = new Map<number, Signal>();
  const refusals = new Map<number, string>();
  const note = (bar: number, reason: string): void => {
    const earlier = refusals.get(bar);
    refusals.set(bar, earlier === undefined ? reason : `${earlier}, ${reason}`);
  };
  const observer = { blocked: note, rejected: note };
  const result = runBacktest(context, listenTo(strategy, signals), config, market, { seed, record: true, observer });
  return { dataset, result, series: readSeries(context, setup), signals, refusals };
}

/** The same strategy; its signals are copied, because it may reuse the object. */
function listenTo(definition: StrategyDefinition, signals: Map<number, Signal>): StrategyDefinition {
  return {
    name: definition.name,
    version: definition.version,
    parameterDescriptors: definition.parameterDescriptors,
    resolve: (raw, environment) => definition.resolve(raw, environment),
    requirements: (parameters, environment) => definition.requirements(parameters, environment),
    create: (parameters, environment, inputs) => listen(definition.create(parameters, environment, inputs), signals),
  };
}

function listen(instance: StrategyInstance, signals: Map<number, Signal>): StrategyInstance {
  const { candidates, describe, isUndefinedAt } = instance;
  return {
    onBar(bar) {
      const signal = instance.onBar(bar);
      if (signal !== null) signals.set(bar, { ...signal });
      return signal;
    },
    ...(candidates === undefined ? {} : { candidates }),
    ...(describe === undefined ? {} : { describe: describe.bind(instance) }),
    ...(isUndefinedAt === undefined ? {} : { isUndefinedAt: isUndefinedAt.bind(instance) }),
  };
}

function readSeries(context: BacktestContext, { config, strategy, market }: ObservedSetup): Map<string, Float64Array> {
  const environment = strategyEnvironment(config, market.symbolSpec);
  const requirements = strategy.requirements(config.strategy_parameters, environment);
  const series = new Map<string, Float64Array>();
  for (const request of requirements.indicators) series.set(request.id, context.series.series(request).values);
  for (const request of requirements.alignedCloses) series.set(request.id, context.series.alignedClose(request).values);
  return series;
}
