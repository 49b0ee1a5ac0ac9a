import { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import type { StrategyDefinition, StrategyInstance } from '../../../src/core/strategy/strategy.ts';
import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import type { Signal } from '../../../src/core/types/signal.ts';
import type { StrategyRequirements } from '../../../src/core/types/strategy.ts';
import type { CostSpec, SymbolSpec } from '../../../src/core/types/symbol-spec.ts';
import { TIMEFRAME_MS } from '../../../src/core/types/timeframe.ts';
import { datasetOf } from '../../core/indicators/sample-dataset.ts';
import { baseConfig } from '../base-config.ts';
import type { EngineCase } from './engine-case.ts';

export const CALM_BARS = 12;
export const CALM_START = Date.UTC(2024, 2, 5, 9);
/** Quotes of the calm market, the same in every bar. */
export const CALM_BID = 1.1;
export const CALM_ASK = 1.1002;

/** EURUSD without any cost beyond the spread. */
export const PLAIN_SPEC: SymbolSpec = {
  symbol: 'EURUSD',
  contractSize: 100_000,
  tickSize: 0.00001,
  tickValue: 1,
  pipSize: 0.0001,
  volumeMin: 0.01,
  volumeStep: 0.01,
  volumeMax: 200,
  minStopDistancePips: 0.1,
  quoteCurrency: 'USD',
};

export const NO_COSTS: CostSpec = {
  fixedSlippagePips: 0,
  randomSlippagePips: 0,
  pipBufferFactor: 0.5,
  commission: {
    schema: 'per_lot',
    side: 'both',
    feeCurrency: null,
    perLot: 0,
    ratePerMillion: 0,
    percent: 0,
    minFee: 0,
  },
};

/** A long market order with sensible levels; pass what differs. */
export function calmSignal(changes: Partial<Signal> = {}): Signal {
  return {
    direction: 1,
    orderType: 'market',
    entryPrice: Number.NaN,
    stopLoss: 1.099,
    takeProfit: 1.102,
    scenarioId: 1,
    goodTillMs: Number.POSITIVE_INFINITY,
    ...changes,
  };
}

/** Flat M5 bars with a spread of two pips. */
export function calmBars(): Bars {
  const side = (price: number): SideBars => {
    const column = () => new Float64Array(CALM_BARS).fill(price);
    return { open: column(), high: column(), low: column(), close: column(), volume: column() };
  };
  const openTimes = Float64Array.from({ length: CALM_BARS }, (_, bar) => CALM_START + bar * TIMEFRAME_MS.M5);
  return { timeframe: 'M5', openTimes, bid: side(CALM_BID), ask: side(CALM_ASK) };
}

export interface CalmChanges {
  readonly instance: StrategyInstance;
  readonly requirements?: StrategyRequirements;
  readonly config?: Partial<EffectiveConfig>;
  readonly dataset?: Partial<Dataset>;
}

/** A run on the calm market with a strategy of the test's own. */
export function calmCase({ instance, requirements, config, dataset }: CalmChanges): EngineCase {
  const effective = baseConfig(config);
  const data = { ...datasetOf(calmBars(), []), ...dataset };
  const nothing = { indicators: [], alignedCloses: [], requiredTimeframes: [] };
  const strategy: StrategyDefinition = {
    name: 'calm',
    version: '1.0.0',
    parameterDescriptors: [],
    resolve: (parameters) => ({ parameters, issues: [] }),
    requirements: () => requirements ?? nothing,
    create: () => instance,
  };
  return {
    name: 'calm',
    context: new BacktestContext(data, effective.execution_variant),
    config: effective,
    spec: PLAIN_SPEC,
    costs: NO_COSTS,
    seed: 1,
    strategy,
    rules: [],
    rulesAnnounceThemselves: false,
  };
}
