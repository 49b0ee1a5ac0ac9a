import type { EffectiveConfig } from '../../src/core/types/config.ts';

/** A complete effective configuration for tests; pass what differs. */
export function baseConfig(changes: Partial<EffectiveConfig> = {}): EffectiveConfig {
  return {
    schema_version: '2',
    strategy_name: 'mean_reversion_z_score',
    symbol: 'EURUSD',
    start_date: '2024-03-05',
    end_date: '2024-03-06',
    run_mode: 'dev',
    data_mode: 'candle',
    timeframes: { primary: 'M5', additional: [], additional_source: 'separate_parquet' },
    execution_variant: 'v2',
    rng_seed: 42,
    warmup_bars: 0,
    sessions: null,
    account: {
      initial_balance: 10_000,
      account_currency: 'USD',
      risk_per_trade: 100,
      max_positions: 1,
      conversion: null,
    },
    costs: {
      enabled: true,
      fee_multiplier: 1,
      slippage_multiplier: 1,
      spread_multiplier: 1,
      pip_size: null,
      pip_buffer_factor: null,
    },
    fill_policy: { limit_entry: 'limit_price', stop_loss_gap: 'worse_of_open', take_profit_gap: 'level' },
    end_of_data: 'keep_open',
    news_filter: { enabled: false, minutes_before: 30, minutes_after: 30, min_impact: 'medium', currencies: null },
    cooldown: { bars: 0, minutes_after_entry: 0, minutes_after_exit: 0 },
    market_hours: 'fx_24_5',
    trade_management: {
      enabled: null,
      stop_update_policy: 'apply_next_bar',
      tp_policy: 'extend_only',
      rules: { max_holding_time: { enabled: true, max_holding_minutes: null, only_scenarios: [] } },
    },
    strategy_parameters: {},
    logging: { enable_entry_logging: false, logging_mode: 'trades_only' },
    observability: { profiling_mode: false },
    metrics: {},
    ...changes,
  };
}
