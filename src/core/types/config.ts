import type { JsonObject } from './json.ts';
import type { Timeframe } from './timeframe.ts';

export type ExecutionVariant = 'v2' | 'v1_parity';
export type RunMode = 'dev' | 'prod';

export interface SessionWindow {
  /** `HH:MM`, UTC. */
  readonly start: string;
  readonly end: string;
}

export interface ConversionConfig {
  readonly mode: 'static' | 'timeseries' | 'composite';
  /** Pair to rate, quote per base. */
  readonly static: Readonly<Record<string, number>>;
  readonly pairs: readonly string[];
  readonly timeframe: Timeframe | 'AUTO';
  readonly use_price: 'close' | 'open';
  /** Null: no limit. */
  readonly stale_limit_bars: number | null;
  readonly strict: boolean;
}

/**
 * The normalised configuration: all defaults filled in, all values checked, names as in the file.
 * Snake case on purpose: its canonical JSON is hashed and written to `meta.json`, so this type *is*
 * the file format (`data-and-config.md` 3 and 4).
 */
export interface EffectiveConfig {
  readonly schema_version: '2';
  readonly strategy_name: string;
  /** File of a strategy that is not bundled, relative to the project root, and its hash; both or none. */
  readonly strategy_module?: string;
  readonly strategy_module_sha256?: string;
  readonly symbol: string;
  /** `YYYY-MM-DD`, or an ISO instant ending in `Z`. */
  readonly start_date: string;
  readonly end_date: string;
  readonly run_mode: RunMode;
  readonly data_mode: 'candle';
  readonly timeframes: {
    readonly primary: Timeframe;
    readonly additional: readonly Timeframe[];
    readonly additional_source: 'separate_parquet';
  };
  readonly execution_variant: ExecutionVariant;
  /** Null: drawn from the operating system by the caller (`prod`). */
  readonly rng_seed: number | null;
  readonly warmup_bars: number;
  /** Null: always open. */
  readonly sessions: readonly SessionWindow[] | null;
  readonly account: {
    readonly initial_balance: number;
    readonly account_currency: string;
    readonly risk_per_trade: number;
    readonly max_positions: number;
    readonly conversion: ConversionConfig | null;
  };
  readonly costs: {
    readonly enabled: boolean;
    readonly fee_multiplier: number;
    readonly slippage_multiplier: number;
    readonly spread_multiplier: number;
    readonly pip_size: number | null;
    readonly pip_buffer_factor: number | null;
  };
  readonly fill_policy: {
    readonly limit_entry: 'limit_price' | 'worse_of_open';
    readonly stop_loss_gap: 'worse_of_open' | 'level';
    readonly take_profit_gap: 'level' | 'better_of_open';
  };
  readonly end_of_data: 'keep_open';
  readonly news_filter: {
    readonly enabled: boolean;
    readonly minutes_before: number;
    readonly minutes_after: number;
    readonly min_impact: 'low' | 'medium' | 'high';
    readonly currencies: readonly string[] | null;
  };
  readonly cooldown: {
    readonly bars: number;
    readonly minutes_after_entry: number;
    readonly minutes_after_exit: number;
  };
  readonly market_hours: 'fx_24_5' | 'none';
  readonly trade_management: {
    readonly enabled: boolean | null;
    readonly stop_update_policy: 'apply_next_bar';
    readonly tp_policy: 'extend_only' | 'frozen' | 'free';
    readonly rules: {
      readonly max_holding_time: {
        readonly enabled: boolean;
        readonly max_holding_minutes: number | null;
        readonly only_scenarios: readonly number[];
      };
    };
  };
  /** Resolved by the strategy named in `strategy_name`. */
  readonly strategy_parameters: JsonObject;
  readonly logging: { readonly enable_entry_logging: boolean; readonly logging_mode: 'off' | 'trades_only' | 'all' };
  readonly observability: { readonly profiling_mode: boolean };
  readonly metrics: JsonObject;
}
