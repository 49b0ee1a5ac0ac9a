import { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { OrderType, Signal } from '../../../src/core/types/signal.ts';
import type { SymbolSpec } from '../../../src/core/types/symbol-spec.ts';
import { datasetOf } from '../../core/indicators/sample-dataset.ts';
import { baseConfig } from '../base-config.ts';
import { staticConversion } from '../execution-scenario.ts';
import { readFixture } from '../fixture.ts';
import type { EngineCase } from './engine-case.ts';
import { scriptedStrategy } from './scripted-strategy.ts';

/** What the legacy order simulator made of one signal. */
export interface ExpectedOrder {
  readonly status: 'closed' | 'open' | 'pending' | 'rejected';
  readonly entry_bar?: number;
  readonly fill_bar?: number;
  readonly entry_price?: number;
  readonly size?: number;
  readonly entry_fee?: number;
  readonly exit_bar?: number;
  readonly exit_price?: number;
  readonly result?: number;
  readonly reason?: string;
  readonly exit_fee?: number;
}

type SignalRow = readonly [
  bar: number,
  OrderType,
  'long' | 'short',
  entry: number,
  stopLoss: number,
  takeProfit: number,
];

/** One case of the legacy order simulator; prices of `bars` are steps from `base`. */
export interface ParityCase {
  readonly id: string;
  readonly symbol: 'EURUSD' | 'USDJPY';
  readonly risk_per_trade: number;
  readonly slippage_pips: number;
  readonly per_lot: number;
  readonly base: number;
  /** Bid open, high, low, close and the spread. */
  readonly bars: readonly (readonly [number, number, number, number, number])[];
  readonly signals: readonly SignalRow[];
  /** Parallel to `signals`. */
  readonly expected: readonly ExpectedOrder[];
  /** Bars at which the cash changes, with the new cash; the first is bar 0. */
  readonly cash: readonly (readonly [bar: number, cash: number])[];
}

interface ParityCaseFile {
  readonly first_bar_ms: number;
  readonly step_ms: number;
  readonly initial_balance: number;
  readonly steps_per_unit: Readonly<Record<string, number>>;
  readonly cases: readonly ParityCase[];
}

const FILE = readFixture<ParityCaseFile>('execution/parity_cases.json');

export const PARITY_CASES = FILE.cases;
export const PARITY_BALANCE = FILE.initial_balance;

/** A case as a run with some of its signals; a strategy can give one per bar. */
export function parityEngineCase(parityCase: ParityCase, signals: readonly SignalRow[]): EngineCase {
  const { id, symbol, risk_per_trade, slippage_pips, per_lot } = parityCase;
  const dataset = { ...datasetOf(barsOf(parityCase), []), symbol };
  return {
    name: id,
    context: new BacktestContext(dataset, 'v1_parity'),
    config: baseConfig({
      symbol,
      execution_variant: 'v1_parity',
      account: {
        initial_balance: FILE.initial_balance,
        account_currency: 'USD',
        risk_per_trade,
        max_positions: signals.length,
        conversion: staticConversion({ USDJPY: 147.5 }),
      },
    }),
    spec: specOf(symbol),
    costs: {
      fixedSlippagePips: slippage_pips,
      randomSlippagePips: 0,
      pipBufferFactor: 0.5,
      commission: {
        schema: 'per_lot',
        side: 'both',
        feeCurrency: null,
        perLot: per_lot,
        ratePerMillion: 0,
        percent: 0,
        minFee: 0,
      },
    },
    seed: 0,
    strategy: scriptedStrategy({
      signals: new Map(signals.map((row) => [row[0], signalOf(row)])),
      undefinedBars: new Set(),
      candidates: 'exact',
    }),
    rules: [],
    rulesAnnounceThemselves: false,
  };
}

function signalOf([, orderType, direction, entryPrice, stopLoss, takeProfit]: SignalRow): Signal {
  const side = direction === 'long' ? 1 : -1;
  const goodTillMs = Number.POSITIVE_INFINITY;
  return { direction: side, orderType, entryPrice, stopLoss, takeProfit, scenarioId: 0, goodTillMs };
}

function specOf(symbol: 'EURUSD' | 'USDJPY'): SymbolSpec {
  const pipSize = symbol === 'USDJPY' ? 0.01 : 0.0001;
  return {
    symbol,
    contractSize: 100_000,
    tickSize: pipSize / 10,
    tickValue: 1,
    pipSize,
    volumeMin: 0.01,
    volumeStep: 0.01,
    volumeMax: 200,
    minStopDistancePips: 0.1,
    quoteCurrency: symbol.slice(3),
  };
}

function barsOf({ symbol, base, bars }: ParityCase): Bars {
  const unit = FILE.steps_per_unit[symbol];
  const column = (field: number, isAsk: boolean) =>
    Float64Array.from(bars, (bar) => (base + bar[field] + (isAsk ? bar[4] : 0)) / unit);
  const side = (isAsk: boolean): SideBars => ({
    open: column(0, isAsk),
    high: column(1, isAsk),
    low: column(2, isAsk),
    close: column(3, isAsk),
    volume: new Float64Array(bars.length),
  });
  const openTimes = Float64Array.from(bars, (_, bar) => FILE.first_bar_ms + bar * FILE.step_ms);
  return { timeframe: 'M5', openTimes, bid: side(false), ask: side(true) };
}
