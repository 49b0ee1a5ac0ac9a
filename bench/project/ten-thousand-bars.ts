import type { JsonObject } from '../../src/core/types/json.ts';

/** Single-run configuration of 9,996 M5 trading bars of the generated sample, all settings by default. */
export const TEN_THOUSAND_BARS: JsonObject = {
  schema_version: '2',
  strategy_name: 'mean_reversion_z_score',
  symbol: 'EURUSD',
  start_date: '2024-02-01',
  end_date: '2024-03-20',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'M5' },
  account: { account_currency: 'USD' },
  strategy_parameters: { enabled_scenarios: [1, 2] },
};
