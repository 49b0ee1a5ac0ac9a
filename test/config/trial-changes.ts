import type { JsonValue } from '../../src/core/types/json.ts';
import type { ParameterDescriptor } from '../../src/core/types/strategy.ts';

/** A path that trials change, and values for it: allowed ones, and some that break a rule. */
export interface ChangedField {
  readonly path: string;
  readonly values: readonly JsonValue[];
}

/** Fields outside the parameters; values of the right type, as a sweep hands them over. */
export const CONFIG_FIELDS: readonly ChangedField[] = [
  { path: 'account.risk_per_trade', values: [50, 100, 1e7] },
  { path: 'account.initial_balance', values: [20, 5000] },
  { path: 'account.max_positions', values: [1, 3] },
  { path: 'account.conversion', values: [null, { mode: 'static', static: {}, pairs: [] }] },
  { path: 'account.conversion.mode', values: ['static', 'timeseries', 'composite'] },
  { path: 'account.conversion.static', values: [{ EURUSD: 1.1 }, {}] },
  { path: 'account.conversion.pairs', values: [['GBPUSD', 'EURUSD'], []] },
  { path: 'costs.enabled', values: [true, false] },
  { path: 'costs.fee_multiplier', values: [0, -0, 1.5] },
  { path: 'costs.spread_multiplier', values: [1, 2] },
  { path: 'costs.pip_size', values: [null, 0.001] },
  { path: 'cooldown', values: [{ bars: 3, minutes_after_entry: 0, minutes_after_exit: 5 }] },
  { path: 'cooldown.bars', values: [0, 7] },
  { path: 'execution_variant', values: ['v2', 'v1_parity'] },
  { path: 'end_date', values: ['2022-05-30', '2022-02-01', '2022-05-30T10:00:00Z'] },
  { path: 'fill_policy.limit_entry', values: ['limit_price', 'worse_of_open'] },
  { path: 'logging.enable_entry_logging', values: [false, true] },
  { path: 'market_hours', values: ['fx_24_5', 'none'] },
  { path: 'metrics.robustness.jitter_include', values: [null, ['a']] },
  { path: 'metrics.robustness.jitter_exclude', values: [null, ['b']] },
  { path: 'news_filter.enabled', values: [true, false] },
  { path: 'news_filter.minutes_before', values: [5, 30] },
  { path: 'observability.profiling_mode', values: [false, true] },
  { path: 'rng_seed', values: [1, 2] },
  { path: 'run_mode', values: ['dev', 'prod'] },
  { path: 'sessions', values: [null, [{ start: '08:00', end: '12:00' }]] },
  { path: 'start_date', values: ['2022-03-02', '2022-06-15'] },
  { path: 'symbol', values: ['EURUSD', 'NZDUSD', 'XAGUSD', 'US500'] },
  { path: 'timeframes.primary', values: ['M15', 'H4'] },
  { path: 'timeframes.additional', values: [[], ['H1'], ['M5']] },
  { path: 'trade_management.enabled', values: [null, true, false] },
  { path: 'trade_management.rules.max_holding_time.enabled', values: [true, false] },
  { path: 'trade_management.rules.max_holding_time.max_holding_minutes', values: [null, 0, 60] },
  { path: 'trade_management.tp_policy', values: ['frozen', 'extend_only'] },
  { path: 'warmup_bars', values: [10, 500] },
  { path: 'strategy_parameters', values: [{}, { ema_length: 20 }, { ema_length: 0 }] },
  { path: 'strategy_parameters.long.ema_length', values: [20, 0] },
  { path: 'strategy_parameters.short', values: [{ atr_length: 20 }, { atr_length: 900 }, null] },
  { path: 'strategy_parameters.overrides', values: [{ '*/*': { window_length: 40 } }, { x: 1 }] },
  { path: 'strategy_parameters.scenario6_H1_long_std_factor', values: [1.5, -1] },
  { path: 'strategy_parameters.scenario6_params', values: [{ H1: { window_length: 40 } }, { H1: 3 }] },
  { path: 'strategy_parameters.unknown', values: [1, 2] },
];

/** Values for a parameter: its default, its limits and what lies beyond, and values of other types. */
export function parameterField(descriptor: ParameterDescriptor): ChangedField {
  return { path: `strategy_parameters.${descriptor.key}`, values: [...valuesOf(descriptor), null, 'none', -0] };
}

function valuesOf({ type, min, max, choices, defaults }: ParameterDescriptor): readonly JsonValue[] {
  const { v2, v1_parity } = defaults;
  switch (type) {
    case 'int':
    case 'float': {
      const [low, high] = [min ?? -3, max ?? 900];
      return [v2, v1_parity, low, low + 1, low + 2, low + 20, low + 60, high, low - 1, high + 1, 2.5, 0.5];
    }
    case 'bool':
      return [true, false, 1];
    case 'list':
      return [
        v2,
        [],
        [2],
        [2, 1, 2],
        [1, 3, 5],
        [4],
        [6],
        [9],
        ['low'],
        ['HIGH', 'extreme'],
        ['H1'],
        ['H4'],
        ['M5', 'H4'],
      ];
    case 'enum':
    case 'string':
      return [...(choices ?? ['a', 'b']), ...(choices ?? []).map((choice) => choice.toLowerCase())];
    case 'object':
      return [v2, {}];
  }
}
