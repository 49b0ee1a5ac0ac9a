import { type RecordFormat, recordFormat } from '../../../../src/core/backtest/artifacts/record-format.ts';
import type { RunFacts } from '../../../../src/core/backtest/artifacts/run-facts.ts';
import type { BacktestResult, EquityColumns } from '../../../../src/core/types/backtest-result.ts';
import type { Bars, SideBars } from '../../../../src/core/types/bars.ts';
import type { EffectiveConfig } from '../../../../src/core/types/config.ts';
import type { SignalDetails } from '../../../../src/core/types/signal.ts';
import type { SymbolSpec } from '../../../../src/core/types/symbol-spec.ts';
import { MS_PER_HOUR } from '../../../../src/core/types/timeframe.ts';
import { summariseEquity } from '../../metrics/summarise-equity.ts';
import { tradeColumns } from '../../metrics/trade-columns.ts';

/** Hand-made run: eight H1 bars, the first two of them warm-up, two trades and one open position. */
export const FIRST_TRADING_BAR = 2;
export const INITIAL_BALANCE = 10_000;

const START = Date.UTC(2024, 4, 6, 20);
export const openTimes = Float64Array.from({ length: 8 }, (_, bar) => START + bar * MS_PER_HOUR);

const EMPTY_SIDE: SideBars = {
  open: new Float64Array(8),
  high: new Float64Array(8),
  low: new Float64Array(8),
  close: new Float64Array(8),
  volume: new Float64Array(8),
};

const PRIMARY: Bars = { timeframe: 'H1', openTimes, bid: EMPTY_SIDE, ask: EMPTY_SIDE };

const SPEC: SymbolSpec = {
  symbol: 'EURUSD',
  contractSize: 100_000,
  tickSize: 0.00001,
  tickValue: 1,
  pipSize: 0.0001,
  volumeMin: 0.01,
  volumeStep: 0.01,
  volumeMax: 50,
  minStopDistancePips: 0,
  quoteCurrency: 'USD',
};

export const format: RecordFormat = recordFormat(PRIMARY, SPEC);

const equity: EquityColumns = {
  equity: Float64Array.of(10_000, 10_000, 10_061.005, 10_061.005, 9_950.125, 9_962.5),
  balance: Float64Array.of(10_000, 10_000, 10_061.005, 10_061.005, 9_950.125, 9_948.125),
  drawdown: Float64Array.of(0, 0, 0, 0, 110.88 / 10_061.005, 98.505 / 10_061.005),
  highWater: Float64Array.of(10_000, 10_000, 10_061.005, 10_061.005, 10_061.005, 10_061.005),
};

export const details: readonly (SignalDetails | null)[] = [
  {
    label: 'long_2',
    reason: 'kalman_z_boll_long',
    tags: ['kalman', 'bollinger', 'scenario2'],
    meta: {
      scenario_id: 2,
      tf: 'H1',
      bar_open_time_ns: openTimes[2] * 1e6,
      z: -2.123456789012345,
      boll: { upper: null, mid: 1.0820000000000001, lower: 1.0801 },
      levels: [1, 0.12345678905],
      stop_loss_kind: 'a value the engine overrules',
    },
  },
  null,
];

export const result: BacktestResult = {
  trades: tradeColumns([
    {
      positionId: 1,
      direction: 1,
      scenarioId: 2,
      entryBar: 2,
      placedBar: 2,
      fillBar: 2,
      exitBar: 4,
      entryPrice: 1.0821,
      exitPrice: 1.082735,
      initialStopLoss: 1.0811000000000002,
      stopLoss: 1.0811000000000002,
      takeProfit: 1.082735,
      size: 1.0000000000000002,
      result: 63.005,
      rMultiple: 0.63005,
      entryFee: 1,
      exitFee: 1.0000000000000002,
      entrySlippage: 0.000010000000000000001,
      reason: 'take_profit',
    },
    {
      positionId: 2,
      direction: -1,
      orderType: 'limit',
      entryBar: 6,
      placedBar: 5,
      fillBar: 6,
      exitBar: 6,
      entryPrice: 1.09,
      exitPrice: 1.091,
      initialStopLoss: 1.091,
      stopLoss: 1.091,
      takeProfit: 1.085,
      size: 0.25,
      result: -110.88,
      rMultiple: -1.1088,
      exitSlippage: 0.00002,
    },
  ]),
  details,
  openPositions: [
    {
      positionId: 4,
      direction: -1,
      orderType: 'stop',
      scenarioId: 0,
      entryBar: 7,
      entryPrice: 1.0905,
      initialStopLoss: 1.0915,
      stopLoss: 1.0915,
      takeProfit: 1.0855,
      size: 0.5,
      entryFee: 1,
      unrealised: null,
    },
    {
      positionId: 3,
      direction: 1,
      orderType: 'market',
      scenarioId: 6,
      entryBar: 7,
      entryPrice: 1.0902,
      initialStopLoss: 1.0892,
      stopLoss: 1.0892,
      takeProfit: 1.0952,
      size: 0.5,
      entryFee: 1,
      unrealised: 14.375,
    },
  ],
  equity,
  equitySummary: summariseEquity(openTimes.slice(FIRST_TRADING_BAR), equity.equity, INITIAL_BALANCE, 4),
  feesTotal: 4,
  finalBalance: 9_948.125,
  diagnostics: {
    barsProcessed: 6,
    warmupBars: 2,
    signals: 5,
    fills: 4,
    droppedStopChanges: 0,
    pendingAtEnd: 1,
    undefinedIndicatorBars: 0,
    blocked: { session: 1, cooldown_bars: 2 },
    signalsRejected: { sl_too_close: 1 },
  },
};

export const config: EffectiveConfig = {
  schema_version: '2',
  strategy_name: 'mean_reversion_z_score',
  symbol: 'EURUSD',
  start_date: '2024-05-06',
  end_date: '2024-05-07',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'H1', additional: ['D1'], additional_source: 'separate_parquet' },
  execution_variant: 'v2',
  rng_seed: 42,
  warmup_bars: 2,
  sessions: [{ start: '06:00', end: '22:00' }],
  account: {
    initial_balance: INITIAL_BALANCE,
    account_currency: 'USD',
    risk_per_trade: 100,
    max_positions: 2,
    conversion: null,
  },
  costs: {
    enabled: true,
    fee_multiplier: 1,
    slippage_multiplier: 1.25,
    spread_multiplier: 1,
    pip_size: null,
    pip_buffer_factor: null,
  },
  fill_policy: { limit_entry: 'limit_price', stop_loss_gap: 'worse_of_open', take_profit_gap: 'level' },
  end_of_data: 'keep_open',
  news_filter: { enabled: false, minutes_before: 30, minutes_after: 30, min_impact: 'high', currencies: null },
  cooldown: { bars: 0, minutes_after_entry: 0, minutes_after_exit: 0 },
  market_hours: 'fx_24_5',
  trade_management: {
    enabled: null,
    stop_update_policy: 'apply_next_bar',
    tp_policy: 'frozen',
    rules: { max_holding_time: { enabled: false, max_holding_minutes: null, only_scenarios: [] } },
  },
  strategy_parameters: { atr_length: 14, kalman_q: 0.1 },
  logging: { enable_entry_logging: false, logging_mode: 'off' },
  observability: { profiling_mode: false },
  metrics: {},
};

export const facts: RunFacts = {
  runId: '0123456789abcdef',
  generatedAtMs: Date.UTC(2024, 5, 1, 12, 30, 15, 250),
  engineVersion: '0.1.0',
  config,
  configHash: 'c'.repeat(64),
  configSource: 'configs/single.json',
  rngSeed: 42,
  isSeedDrawn: false,
  resultHash: 'r'.repeat(64),
  artifactHash: 'a'.repeat(64),
  strategy: { name: config.strategy_name, version: '1.0.0', module: null },
  additionalOrigin: { D1: 'listed', H4: 'auto' },
  manifestSha256: 'd'.repeat(64),
  effectivePaths: [
    { kind: 'market_parquet', source: 'env:OMEGA_DATA_PARQUET_ROOT', path: '\u0024{OMEGA_DATA_PARQUET_ROOT}' },
    { kind: 'symbol_specs_yaml', source: 'default', path: 'configs/symbol_specs.yaml' },
  ],
  governance: {
    alignment: { loss_max: 0.0012345678, by_timeframe: { H1: { aligned_count: 8, alignment_loss: 0.0012345678 } } },
    repair: { H1: { policy: 'mend', factor: 0.12345678901 } },
  },
  warnings: [
    { code: 'WARN_HTF_STALE', count: 3 },
    { code: 'WARN_GAPS', count: 1 },
    { code: 'WARN_GAPS', count: 2 },
  ],
  git: null,
};
