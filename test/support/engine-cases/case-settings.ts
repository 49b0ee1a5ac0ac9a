import type {
  ConversionConfig,
  EffectiveConfig,
  ExecutionVariant,
  SessionWindow,
} from '../../../src/core/types/config.ts';
import type { CostSpec, SymbolSpec } from '../../../src/core/types/symbol-spec.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { baseConfig } from '../base-config.ts';
import type { CaseRandom } from './case-random.ts';

export type CaseSymbol = 'EURUSD' | 'GBPUSD' | 'USDJPY';

/** Settings of a generated run apart from its data and its strategy. */
export interface CaseSettings {
  readonly config: EffectiveConfig;
  readonly spec: SymbolSpec;
  readonly costs: CostSpec;
  readonly seed: number;
}

const SESSIONS: readonly (readonly SessionWindow[] | null)[] = [
  null,
  null,
  null,
  [],
  [{ start: '08:00', end: '17:00' }],
  [{ start: '22:00', end: '06:30' }],
  [{ start: '00:00', end: '00:00' }],
  [
    { start: '07:05', end: '11:00' },
    { start: '13:30', end: '00:00' },
  ],
];

/** Draws everything that the engine reads from configuration and support files. */
export function drawSettings(
  random: CaseRandom,
  variant: ExecutionVariant,
  symbol: CaseSymbol,
  primary: Timeframe,
  strategyParameters: EffectiveConfig['strategy_parameters'],
): CaseSettings {
  const isParity = variant === 'v1_parity';
  const pipSize = symbol === 'USDJPY' ? 0.01 : 0.0001;
  const config = baseConfig({
    symbol,
    execution_variant: variant,
    timeframes: { primary, additional: ['H1', 'D1'], additional_source: 'separate_parquet' },
    sessions: random.pick(SESSIONS),
    account: drawAccount(random, variant, symbol),
    costs: {
      enabled: isParity || random.chance(0.85),
      fee_multiplier: random.pick([0, 1, 1, 1.5]),
      slippage_multiplier: random.pick([0, 1, 1, 2]),
      spread_multiplier: 1,
      pip_size: isParity || random.chance(0.9) ? null : 2 * pipSize,
      pip_buffer_factor: isParity ? null : random.pick([null, null, 0, 0.5, 2]),
    },
    fill_policy: {
      limit_entry: random.pick(['limit_price', 'worse_of_open']),
      stop_loss_gap: random.pick(['worse_of_open', 'level']),
      take_profit_gap: random.pick(['level', 'better_of_open']),
    },
    news_filter: {
      enabled: random.chance(0.3),
      minutes_before: random.pick([0, 5, 30, 60]),
      minutes_after: random.pick([0, 10, 30]),
      min_impact: random.pick(['low', 'medium', 'high']),
      currencies: random.pick([null, null, ['USD'], ['EUR', 'JPY']]),
    },
    cooldown: {
      bars: random.pick([0, 0, 0, 3, 12]),
      minutes_after_entry: random.pick([0, 0, 0, 10, 60]),
      minutes_after_exit: random.pick([0, 0, 0, 5, 45]),
    },
    trade_management: {
      enabled: random.pick([null, true, true, false]),
      stop_update_policy: 'apply_next_bar',
      tp_policy: random.pick(['extend_only', 'frozen', 'free']),
      rules: {
        max_holding_time: {
          enabled: random.chance(0.9),
          max_holding_minutes: random.pick([null, null, 5, 33, 60, 240]),
          only_scenarios: random.pick([[], [], [1], [2, 3]]),
        },
      },
    },
    strategy_parameters: strategyParameters,
  });
  return {
    config,
    spec: drawSpec(random, symbol, pipSize),
    costs: drawCosts(random),
    seed: random.chance(0.5) ? random.integer(0, 1000) : Math.floor(random.uniform() * 2 ** 53),
  };
}

function drawAccount(random: CaseRandom, variant: ExecutionVariant, symbol: CaseSymbol): EffectiveConfig['account'] {
  const choices = ACCOUNTS[symbol];
  // Without `account.conversion` the parity variant knows no rate at all.
  const usable = choices.filter(([, mode]) => mode !== 'own' || variant === 'v2' || random.chance(0.1));
  const [currency, mode] = random.pick(usable);
  return {
    initial_balance: random.pick([1_000, 10_000, 50_000]),
    account_currency: currency,
    risk_per_trade: random.pick([3, 50, 100, 400]),
    max_positions: random.pick([1, 1, 1, 2, 3]),
    conversion: mode === 'own' ? null : drawConversion(random, mode),
  };
}

type AccountChoice = readonly [currency: string, mode: 'own' | ConversionConfig['mode']];

const EURUSD_ACCOUNTS: readonly AccountChoice[] = [
  ['USD', 'own'],
  ['USD', 'static'],
  ['EUR', 'own'],
  ['EUR', 'timeseries'],
  ['GBP', 'static'],
  ['GBP', 'timeseries'],
  ['GBP', 'composite'],
  ['JPY', 'composite'],
];

const USDJPY_ACCOUNTS: readonly AccountChoice[] = [
  ['JPY', 'static'],
  ['USD', 'own'],
  ['USD', 'timeseries'],
  ['EUR', 'static'],
  ['EUR', 'timeseries'],
  ['GBP', 'composite'],
  ['EUR', 'composite'],
];

const GBPUSD_ACCOUNTS: readonly AccountChoice[] = [
  ['USD', 'own'],
  ['USD', 'static'],
  ['GBP', 'own'],
  ['EUR', 'static'],
  ['EUR', 'timeseries'],
  ['EUR', 'composite'],
  ['JPY', 'composite'],
];

const ACCOUNTS: Readonly<Record<CaseSymbol, readonly AccountChoice[]>> = {
  EURUSD: EURUSD_ACCOUNTS,
  GBPUSD: GBPUSD_ACCOUNTS,
  USDJPY: USDJPY_ACCOUNTS,
};

const STATIC_RATES: readonly Readonly<Record<string, number>>[] = [
  { EURUSD: 1.0831, GBPUSD: 1.27, USDJPY: 151.37 },
  { EURUSD: 1.0831, GBPUSD: 1.27, USDJPY: 151.37, EURJPY: 163.9 },
  { EURUSD: 1.1, USDGBP: 0.79, JPYUSD: 0.0066 },
];

function drawConversion(random: CaseRandom, mode: ConversionConfig['mode']): ConversionConfig {
  return {
    mode,
    static: random.pick(STATIC_RATES),
    pairs: ['EURUSD', 'USDJPY', 'GBPUSD'],
    timeframe: 'AUTO',
    use_price: random.pick(['close', 'close', 'open']),
    stale_limit_bars: random.pick([null, null, 0, 2, 2000]),
    strict: random.chance(0.4),
  };
}

function drawSpec(random: CaseRandom, symbol: CaseSymbol, pipSize: number): SymbolSpec {
  const [volumeMin, volumeStep, volumeMax] = random.pick([
    [0.01, 0.01, 200],
    [0.01, 0.01, 200],
    [0.01, 0.01, 0.35],
    [0.1, 0.03, 5],
    [0.3, 0.1, 1],
  ]);
  return {
    symbol,
    contractSize: random.pick([100_000, 100_000, 1_000]),
    tickSize: pipSize / 10,
    tickValue: 1,
    pipSize,
    volumeMin,
    volumeStep,
    volumeMax,
    minStopDistancePips: random.pick([0, 0.1, 0.1, 6]),
    quoteCurrency: symbol.slice(3),
  };
}

function drawCosts(random: CaseRandom): CostSpec {
  return {
    fixedSlippagePips: random.pick([0, 0.2, 0.5, 1.7]),
    randomSlippagePips: random.pick([0, 0.3, 2]),
    pipBufferFactor: random.pick([0.5, 0.5, 0.25, 0]),
    commission: {
      schema: random.pick(['per_lot', 'per_million_notional', 'percent_of_notional']),
      side: random.pick(['entry', 'exit', 'both', 'both']),
      feeCurrency: random.pick([null, null, 'USD', 'EUR']),
      perLot: random.pick([0, 2.5, 3.125]),
      ratePerMillion: random.pick([0, 25, 31.7]),
      percent: random.pick([0, 0.00003, 0.0001]),
      minFee: random.pick([0, 0, 0.01, 1.5]),
    },
  };
}
