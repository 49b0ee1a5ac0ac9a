import { readFileSync } from 'node:fs';
import { marketRanges } from '../../src/core/backtest/backtest-context.ts';
import { CanonicalSimulation } from '../../src/core/backtest/canonical-simulation.ts';
import { cooldownLimits, markSessions } from '../../src/core/backtest/entry-gates.ts';
import { ParitySimulation } from '../../src/core/backtest/parity-simulation.ts';
import type { SimulationInputs } from '../../src/core/backtest/simulation-inputs.ts';
import type { SimulationOutcome } from '../../src/core/backtest/simulation-outcome.ts';
import { GuardedStrategy } from '../../src/core/backtest/strategy-guard.ts';
import { CommissionModel } from '../../src/core/execution/commission.ts';
import { Conversion } from '../../src/core/execution/currency-conversion.ts';
import { resolveExecutionSettings } from '../../src/core/execution/execution-settings.ts';
import { ExitMemory } from '../../src/core/execution/exit-memory.ts';
import { createRateSource } from '../../src/core/execution/rate-lookup.ts';
import { createDayCalendar } from '../../src/core/metrics/day-calendar.ts';
import { createDayColumns } from '../../src/core/metrics/day-columns.ts';
import type { Position } from '../../src/core/portfolio/position.ts';
import { TradeLog } from '../../src/core/portfolio/trade-log.ts';
import {
  type ManagementAction,
  type ManagementRule,
  MaxHoldingTime,
} from '../../src/core/portfolio/trade-management.ts';
import type { StrategyInstance } from '../../src/core/strategy/strategy.ts';
import type { Bars, SideBars } from '../../src/core/types/bars.ts';
import type {
  ConversionConfig,
  EffectiveConfig,
  ExecutionVariant,
  SessionWindow,
} from '../../src/core/types/config.ts';
import type { Direction, OrderType, Signal } from '../../src/core/types/signal.ts';
import type { CommissionSettings, CostSpec, SymbolSpec } from '../../src/core/types/symbol-spec.ts';
import { MS_PER_MINUTE, TIMEFRAME_MS, type Timeframe } from '../../src/core/types/timeframe.ts';
import type { StopKind } from '../../src/core/types/trade.ts';
import { baseConfig } from './base-config.ts';
import { maskOf } from './mask-of.ts';

type Quote = readonly [number, number, number, number];

export interface RawCommission {
  readonly schema: CommissionSettings['schema'];
  readonly side?: CommissionSettings['side'];
  readonly fee_ccy?: string;
  readonly per_lot?: number;
  readonly rate_per_million?: number;
  readonly pct?: number;
  readonly min_fee?: number;
}

export interface Scenario {
  readonly id: string;
  readonly timeframe: Timeframe;
  readonly symbol_spec: Readonly<Record<string, number | string>>;
  readonly account: Omit<EffectiveConfig['account'], 'conversion'>;
  readonly costs: {
    readonly enabled: boolean;
    readonly slippage: { readonly fixed_pips: number; readonly random_pips: number };
    readonly slippage_multiplier: number;
    readonly fee_multiplier: number;
    readonly pip_buffer_factor: number;
    readonly commission: RawCommission | null;
  };
  readonly rates: { readonly mode: 'static'; readonly strict: boolean; readonly static: Record<string, number> } | null;
  readonly trade_management: {
    readonly max_holding_minutes: number | null;
    readonly stop_updates: readonly {
      readonly decision_bar: number;
      readonly ref: number;
      readonly new_stop_loss: number;
      readonly kind: StopKind;
    }[];
  };
  readonly gates: {
    readonly cooldown_candles: number;
    readonly cooldown_minutes: number;
    readonly cooldown_minutes_trade: number;
  };
  readonly sessions: readonly SessionWindow[] | null;
  readonly start_bar: number;
  readonly rng_seed: number;
  readonly fill_policy: EffectiveConfig['fill_policy'];
  readonly bars: readonly { readonly t: string; readonly bid: Quote; readonly ask: Quote }[];
  readonly signals: readonly {
    readonly ref: number;
    readonly bar: number;
    readonly order_type: OrderType;
    readonly direction: 'long' | 'short';
    readonly entry_price?: number;
    readonly stop_loss: number;
    readonly take_profit: number;
    readonly good_till_ns?: string | null;
    readonly htf_pass?: boolean;
  }[];
  readonly expect: Readonly<Record<ExecutionVariant, Expectation>>;
  readonly v2_alternatives?: readonly {
    readonly fill_policy: EffectiveConfig['fill_policy'];
    readonly expect: Expectation;
  }[];
}

export interface Expectation {
  readonly error?: string;
  readonly trades: readonly Record<string, unknown>[];
  readonly open_positions: readonly Record<string, unknown>[];
  readonly pending_orders: readonly { readonly ref: number }[];
  readonly blocked: readonly { readonly ref: number; readonly bar: number; readonly reason: string }[];
  readonly rejected: readonly { readonly ref: number; readonly bar?: number; readonly reason: string }[];
  readonly dropped_updates?: readonly unknown[];
  readonly fees_total: number;
  readonly final_balance: number;
  readonly fill_count?: number;
  readonly balance: readonly number[];
  readonly equity: readonly number[];
  readonly high_water?: readonly number[];
  readonly drawdown?: readonly number[];
}

export function readScenarios(group: string): readonly Scenario[] {
  const file = new URL(`../fixtures/execution/${group}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).scenarios;
}

export function symbolSpecOf(raw: Readonly<Record<string, number | string>>): SymbolSpec {
  return {
    symbol: String(raw.symbol),
    contractSize: Number(raw.contract_size),
    tickSize: Number(raw.tick_size),
    tickValue: Number(raw.tick_value),
    pipSize: Number(raw.pip_size),
    volumeMin: Number(raw.volume_min),
    volumeStep: Number(raw.volume_step),
    volumeMax: Number(raw.volume_max),
    minStopDistancePips: Number(raw.min_sl_distance_pips ?? 0.1),
    quoteCurrency: String(raw.quote_currency ?? String(raw.symbol).slice(3)),
  };
}

export function commissionOf(raw: RawCommission | null): CommissionSettings {
  return {
    schema: raw?.schema ?? 'per_lot',
    side: raw?.side ?? 'both',
    feeCurrency: raw?.fee_ccy ?? null,
    perLot: raw?.per_lot ?? 0,
    ratePerMillion: raw?.rate_per_million ?? 0,
    percent: raw?.pct ?? 0,
    minFee: raw?.min_fee ?? 0,
  };
}

export function staticConversion(rates: Readonly<Record<string, number>>): ConversionConfig {
  return {
    mode: 'static',
    static: rates,
    pairs: [],
    timeframe: 'AUTO',
    use_price: 'close',
    stale_limit_bars: 2,
    strict: true,
  };
}

/** What the simulation did, with the signals' references attached. */
export interface ScenarioRun {
  readonly outcome: SimulationOutcome;
  readonly blocked: readonly { ref: number; bar: number; reason: string }[];
  readonly rejected: readonly { bar: number; reason: string }[];
}

/** Never acts, but must be asked in every bar: keeps the engine from booking quiet bars at once. */
const WATCHFUL_RULE: ManagementRule = { id: 'watchful', priority: 99, decide: () => null };

/** Runs a scenario; `plain: true` visits every bar, otherwise quiet stretches are booked at once. */
export function runScenario(
  scenario: Scenario,
  variant: ExecutionVariant,
  options: { readonly fillPolicy?: EffectiveConfig['fill_policy']; readonly plain?: boolean } = {},
): ScenarioRun {
  const spec = symbolSpecOf(scenario.symbol_spec);
  const config = baseConfig({
    symbol: spec.symbol,
    execution_variant: variant,
    account: {
      ...scenario.account,
      conversion: scenario.rates === null ? null : staticConversion(scenario.rates.static),
    },
    costs: {
      enabled: scenario.costs.enabled,
      fee_multiplier: scenario.costs.fee_multiplier,
      slippage_multiplier: scenario.costs.slippage_multiplier,
      spread_multiplier: 1,
      pip_size: null,
      pip_buffer_factor: scenario.costs.pip_buffer_factor,
    },
    fill_policy: options.fillPolicy ?? scenario.fill_policy,
    cooldown: {
      bars: scenario.gates.cooldown_candles,
      minutes_after_entry: scenario.gates.cooldown_minutes,
      minutes_after_exit: scenario.gates.cooldown_minutes_trade,
    },
    timeframes: { primary: scenario.timeframe, additional: [], additional_source: 'separate_parquet' },
  });
  const costSpec: CostSpec = {
    fixedSlippagePips: scenario.costs.slippage.fixed_pips,
    randomSlippagePips: scenario.costs.slippage.random_pips,
    pipBufferFactor: 0.5,
    commission: commissionOf(scenario.costs.commission),
  };
  const bars = toBars(scenario);
  const settings = resolveExecutionSettings(config, spec, costSpec);
  const withFees = { ...settings, feesEnabled: settings.feesEnabled && scenario.costs.commission !== null };
  const rates = createRateSource(config.account.conversion, spec.symbol, bars, [], variant);
  const blocked: { ref: number; bar: number; reason: string }[] = [];
  const rejected: { bar: number; reason: string }[] = [];
  const refAt = new Map(scenario.signals.map((signal) => [signal.bar, signal.ref]));
  for (const signal of scenario.signals) {
    if (signal.bar < scenario.start_bar) blocked.push({ ref: signal.ref, bar: signal.bar, reason: 'warmup' });
  }
  const strategy = scriptedStrategy(scenario, bars, (ref, bar) => blocked.push({ ref, bar, reason: 'htf_filter' }));
  const rules = scriptedRules(scenario, bars, variant);
  const calendar = createDayCalendar(bars.openTimes, scenario.start_bar);
  const ranges = marketRanges(bars, calendar);
  const inputs: SimulationInputs = {
    bars,
    firstTradingBar: scenario.start_bar,
    ranges,
    exits: new ExitMemory(bars, ranges),
    calendar,
    settings: withFees,
    commission: new CommissionModel(withFees, rates),
    conversion: new Conversion(spec.quoteCurrency, config.account.account_currency, rates),
    strategy: new GuardedStrategy(strategy, bars.openTimes),
    candidates: options.plain === true ? null : strategy.candidates!.mask,
    seed: scenario.rng_seed,
    initialBalance: config.account.initial_balance,
    maxPositions: config.account.max_positions,
    cooldown: cooldownLimits(config.cooldown),
    sessionMarks:
      scenario.sessions === null
        ? null
        : markSessions(bars.openTimes, TIMEFRAME_MS[scenario.timeframe], scenario.sessions, variant),
    newsMarks: null,
    rules: options.plain === true ? [...rules, WATCHFUL_RULE] : rules,
    targetPolicy: 'extend_only',
    record: true,
    trades: new TradeLog(true),
    days: createDayColumns(bars.openTimes.length),
    observer: {
      blocked: (bar, gate) => {
        const ref = refAt.get(bar);
        if (ref !== undefined) blocked.push({ ref, bar, reason: gate });
      },
      rejected: (bar, reason) => rejected.push({ bar, reason }),
    },
  };
  const outcome = variant === 'v2' ? new CanonicalSimulation(inputs).run() : new ParitySimulation(inputs).run();
  return { outcome, blocked: blocked.sort((left, right) => left.bar - right.bar), rejected };
}

function toBars(scenario: Scenario): Bars {
  const side = (name: 'bid' | 'ask'): SideBars => ({
    open: Float64Array.from(scenario.bars, (bar) => bar[name][0]),
    high: Float64Array.from(scenario.bars, (bar) => bar[name][1]),
    low: Float64Array.from(scenario.bars, (bar) => bar[name][2]),
    close: Float64Array.from(scenario.bars, (bar) => bar[name][3]),
    volume: new Float64Array(scenario.bars.length),
  });
  return {
    timeframe: scenario.timeframe,
    openTimes: Float64Array.from(scenario.bars, (bar) => Date.parse(bar.t)),
    bid: side('bid'),
    ask: side('ask'),
  };
}

function scriptedStrategy(
  scenario: Scenario,
  bars: Bars,
  onSuppressed: (ref: number, bar: number) => void,
): StrategyInstance {
  const byBar = new Map(scenario.signals.map((signal) => [signal.bar, signal]));
  return {
    onBar(bar): Signal | null {
      const signal = byBar.get(bar);
      if (signal === undefined) return null;
      if (signal.htf_pass === false) {
        onSuppressed(signal.ref, bar);
        return null;
      }
      const direction: Direction = signal.direction === 'long' ? 1 : -1;
      const goodTill = signal.good_till_ns;
      return {
        direction,
        orderType: signal.order_type,
        entryPrice: signal.entry_price ?? Number.NaN,
        stopLoss: signal.stop_loss,
        takeProfit: signal.take_profit,
        scenarioId: 0,
        goodTillMs:
          goodTill === undefined || goodTill === null
            ? Number.POSITIVE_INFINITY
            : Number(BigInt(goodTill) / 1_000_000n),
      };
    },
    candidates: { key: 'signals', mask: maskOf([...byBar.keys()], bars.openTimes.length) },
  };
}

function scriptedRules(scenario: Scenario, bars: Bars, variant: ExecutionVariant): readonly ManagementRule[] {
  const rules: ManagementRule[] = [];
  const minutes = scenario.trade_management.max_holding_minutes;
  // The canonical engine treats 0 as off; the legacy one closes in the entry bar.
  if (minutes !== null && (minutes > 0 || variant === 'v1_parity')) {
    rules.push(new MaxHoldingTime(bars.openTimes, minutes * MS_PER_MINUTE, []));
  }
  const refs = new Map(scenario.signals.map((signal) => [signal.bar, signal.ref]));
  if (scenario.trade_management.stop_updates.length > 0) {
    rules.push({
      id: 'scripted',
      priority: 20,
      decide(position: Position, bar: number): ManagementAction | null {
        const update = scenario.trade_management.stop_updates.find(
          (candidate) => candidate.decision_bar === bar && candidate.ref === refs.get(position.order.placedBar),
        );
        if (update === undefined) return null;
        return { kind: 'modify', stopLoss: update.new_stop_loss, takeProfit: Number.NaN, stopKind: update.kind };
      },
    });
  }
  return rules;
}
