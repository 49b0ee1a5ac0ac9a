import type { JsonValue } from '../../../../src/core/types/json.ts';
import { exampleDocument, readFixture, SPEC_ENTRIES } from '../../../config/example-config.ts';
import type { BadInputCase } from '../bad-input-case.ts';
import type { BadInputProject, JudgedOutcome } from '../bad-input-project.ts';

/** Values at dotted paths; undefined removes one. */
type Changes = Readonly<Record<string, JsonValue | undefined>>;

/** Row, changed values of a sound configuration, expected code, place and words. */
type ConfigurationRow = readonly [row: number, changes: Changes, code: string, where: string, words: RegExp];

const PARITY = { execution_variant: 'v1_parity' };
const parameter = (name: string, value: JsonValue): Changes => ({ [`strategy_parameters.${name}`]: value });
const conversion = (value: JsonValue): Changes => ({ 'account.conversion': value });

/** One cause each: exactly this problem is reported. */
const CONFIGURATION_ROWS: readonly ConfigurationRow[] = [
  [7, { symbol: undefined }, 'CFG_MISSING_FIELD', 'symbol', /missing.*string/],
  [8, { warmup_bars: '500' }, 'CFG_TYPE', 'warmup_bars', /expected integer, got string/],
  [9, { warmup_bars: -1 }, 'CFG_RANGE', 'warmup_bars', /-1.*0 … 1000000/],
  [9, { warmup_bars: 2.5 }, 'CFG_TYPE', 'warmup_bars', /expected integer, got number 2\.5/],
  [10, { schema_version: '3' }, 'CFG_ENUM', 'schema_version', /supported: 2\b/],
  [11, { strategy_name: 'mrz' }, 'CFG_UNKNOWN_STRATEGY', 'strategy_name', /mrz.*mean_reversion_z_score/s],
  [12, { symbol: '../EURUSD' }, 'CFG_FORMAT', 'symbol', /3 to 12 capital letters or digits/],
  [12, { symbol: '' }, 'CFG_FORMAT', 'symbol', /3 to 12 capital letters or digits/],
  [13, { start_date: '01.02.2021' }, 'CFG_FORMAT', 'start_date', /YYYY-MM-DD/],
  [13, { start_date: '2021-02-30' }, 'CFG_FORMAT', 'start_date', /no such calendar date/],
  [14, { end_date: '2021-01-01' }, 'CFG_DATE_ORDER', 'end_date', /2021-01-01.*2022-03-01/],
  [15, { run_mode: 'test' }, 'CFG_ENUM', 'run_mode', /allowed: dev, prod/],
  [16, { ...PARITY, run_mode: 'prod' }, 'CFG_PARITY_NEEDS_DEV', 'execution_variant', /change one of the two/],
  [17, { data_mode: 'tick' }, 'CFG_TICK_UNSUPPORTED', 'data_mode', /candles only/],
  [18, { 'timeframes.primary': 'M3' }, 'CFG_ENUM', 'timeframes.primary', /M1, M5, M15, M30, H1, H4, D1/],
  [18, { 'timeframes.primary': 'W1' }, 'CFG_ENUM', 'timeframes.primary', /M1, M5, M15, M30, H1, H4, D1/],
  [19, { 'timeframes.additional': ['M5'] }, 'CFG_TIMEFRAME_LOWER', 'timeframes.additional', /M5.*M15/],
  [
    20,
    { 'timeframes.additional_source': 'aggregate_from_primary' },
    'CFG_AGGREGATION_UNSUPPORTED',
    'timeframes.additional_source',
    /separate_parquet/,
  ],
  [21, { sessions: [{ start: '8:00', end: '17:00' }] }, 'CFG_FORMAT', 'sessions[0].start', /00:00–23:59.*00:00/],
  [21, { sessions: [{ start: '08:00', end: '24:00' }] }, 'CFG_FORMAT', 'sessions[0].end', /for midnight use 00:00/],
  [21, { sessions: [{ start: '12:60', end: '17:00' }] }, 'CFG_FORMAT', 'sessions[0].start', /HH:MM/],
  [22, { sessions: [{ start: '08:00' }] }, 'CFG_MISSING_FIELD', 'sessions[0].end', /missing/],
  [23, { 'account.initial_balance': 0 }, 'CFG_RANGE', 'account.initial_balance', /> 0/],
  [23, { 'account.risk_per_trade': -5 }, 'CFG_RANGE', 'account.risk_per_trade', /> 0/],
  [25, { 'account.account_currency': 'EURO' }, 'CFG_FORMAT', 'account.account_currency', /three letters/],
  [26, { 'costs.fee_multiplier': -1 }, 'CFG_RANGE', 'costs.fee_multiplier', /≥ 0/],
  [26, { 'costs.slippage_multiplier': -0.1 }, 'CFG_RANGE', 'costs.slippage_multiplier', /≥ 0/],
  [27, { rng_seed: -1 }, 'CFG_RANGE', 'rng_seed', /0 … 9007199254740991/],
  [27, { rng_seed: 2 ** 60 }, 'CFG_RANGE', 'rng_seed', /0 … 9007199254740991/],
  [28, { 'news_filter.currencies': [] }, 'CFG_NEWS_CURRENCIES', 'news_filter.currencies', /leave it out|list/],
  [
    29,
    { symbol: 'US500', 'news_filter.enabled': true },
    'CFG_NEWS_CURRENCIES',
    'news_filter.currencies',
    /US500.*list them/s,
  ],
  [
    31,
    { execution_costs_file: 'x.yaml' },
    'CFG_FORBIDDEN_KEY',
    'execution_costs_file',
    /environment variable OMEGA_EXECUTION_COSTS_FILE/,
  ],
  [31, { 'costs.costs_file': 'x' }, 'CFG_FORBIDDEN_KEY', 'costs.costs_file', /OMEGA_EXECUTION_COSTS_FILE/],
  [31, { 'news_filter.csv_path': 'x' }, 'CFG_FORBIDDEN_KEY', 'news_filter.csv_path', /OMEGA_NEWS_CALENDAR_FILE/],
  [31, { 'logging.log_dir': 'x' }, 'CFG_FORBIDDEN_KEY', 'logging.log_dir', /OMEGA_RESULTS_ROOT/],
  [32, { 'strategy.module': 'x' }, 'CFG_V1_SHAPE', 'strategy.module', /strategy_name/],
  [33, { strategy_params: { ema_length: 3 } }, 'CFG_ALIAS_CONFLICT', 'strategy_parameters', /keep one/],
  [34, parameter('z_score_long', 1.5), 'CFG_RANGE', 'strategy_parameters.z_score_long', /1\.5.*< 0/],
  [
    35,
    { ...parameter('garch_alpha', 0.2), ...parameter('garch_beta', 0.85), ...parameter('enabled_scenarios', [4]) },
    'CFG_PARAM_CROSS',
    'strategy_parameters.garch_alpha',
    /1\.05, expected less than 1/,
  ],
  [
    39,
    parameter('enabled_scenarios', [6]),
    'CFG_PARAM_CROSS',
    'strategy_parameters.scenario6_timeframes',
    /never trade/,
  ],
  [36, parameter('enabled_scenarios', []), 'CFG_RANGE', 'strategy_parameters.enabled_scenarios', /subset of 1 … 6/],
  [36, parameter('enabled_scenarios', [7]), 'CFG_RANGE', 'strategy_parameters.enabled_scenarios[0]', /1 … 6/],
  [37, parameter('htf_filter', 'abov'), 'CFG_ENUM', 'strategy_parameters.htf_filter', /above, below, both, none/],
  [
    38,
    { ...parameter('htf_filter', 'above'), ...parameter('htf_tf', 'NONE') },
    'CFG_PARAM_CROSS',
    'strategy_parameters.htf_filter',
    /no timeframe/,
  ],
  [
    40,
    parameter('window_length', 600),
    'CFG_WARMUP_TOO_SMALL',
    'strategy_parameters.window_length',
    /z-score needs 600 M15 bars.*500/,
  ],
  [
    41,
    { 'trade_management.enabled': true },
    'CFG_TM_MINUTES_MISSING',
    'trade_management.rules.max_holding_time.max_holding_minutes',
    /set trade_management\.rules.* or strategy_parameters/,
  ],
  [44, { symbol: 'NZDUSD' }, 'CFG_SPECS_MISSING_SYMBOL', 'symbol', /EURUSD, GBPUSD/],
  [45, { symbol: 'XAGUSD' }, 'CFG_SPECS_FIELD', 'XAGUSD.pip_size', /costs\.pip_size/],
  [91, conversion({}), 'CFG_MISSING_FIELD', 'account.conversion.mode', /missing/],
  [91, conversion({ mode: 'live' }), 'CFG_ENUM', 'account.conversion.mode', /static, timeseries, composite/],
  [92, conversion({ mode: 'static' }), 'CFG_CONVERSION', 'account.conversion.static', /static is empty/],
  [92, conversion({ mode: 'timeseries' }), 'CFG_CONVERSION', 'account.conversion.pairs', /pairs is empty/],
  [
    93,
    conversion({ mode: 'static', static: { 'EUR/USD': 1.1 } }),
    'CFG_FORMAT',
    'account.conversion.static["EUR/USD"]',
    /EURUSD/,
  ],
  [93, conversion({ mode: 'timeseries', pairs: ['EUR/USD'] }), 'CFG_FORMAT', 'account.conversion.pairs[0]', /EURUSD/],
  [93, conversion({ mode: 'static', static: { EURUSD: 0 } }), 'CFG_RANGE', 'account.conversion.static.EURUSD', /> 0/],
  [
    94,
    conversion({ mode: 'static', static: { EURUSD: 1 }, stale_limit_bars: -1 }),
    'CFG_RANGE',
    'account.conversion.stale_limit_bars',
    /≥ 0/,
  ],
  [98, { 'fill_policy.limit_entry': 'open' }, 'CFG_ENUM', 'fill_policy.limit_entry', /limit_price, worse_of_open/],
  [
    99,
    { ...PARITY, 'fill_policy.stop_loss_gap': 'level' },
    'CFG_PARITY_UNSUPPORTED',
    'fill_policy.stop_loss_gap',
    /remove the key or use execution_variant "v2"/,
  ],
  [99, { ...PARITY, 'account.max_positions': 2 }, 'CFG_PARITY_UNSUPPORTED', 'account.max_positions', /only 1/],
  [100, { end_of_data: 'close_at_market' }, 'CFG_UNSUPPORTED', 'end_of_data', /reserved.*"keep_open"/s],
  [101, { 'account.max_positions': 0 }, 'CFG_RANGE', 'account.max_positions', /≥ 1/],
  [101, { 'account.max_positions': 1.5 }, 'CFG_TYPE', 'account.max_positions', /integer/],
  [102, { 'trade_management.tp_policy': 'any' }, 'CFG_ENUM', 'trade_management.tp_policy', /extend_only, frozen, free/],
  [
    102,
    { 'trade_management.stop_update_policy': 'apply_immediate' },
    'CFG_ENUM',
    'trade_management.stop_update_policy',
    /allowed: apply_next_bar/,
  ],
  [103, { 'metrics.robustness.top_k': 0 }, 'CFG_RANGE', 'metrics.robustness.top_k', /≥ 1/],
  [103, { 'metrics.robustness.penalty_cap': 1.5 }, 'CFG_RANGE', 'metrics.robustness.penalty_cap', /0 … 1/],
  [103, { 'metrics.data_jitter.fraq': 1 }, 'CFG_RANGE', 'metrics.data_jitter.fraq', /< 1/],
  [104, { 'metrics.robustness.engine_seed': 'random' }, 'CFG_ENUM', 'metrics.robustness.engine_seed', /common, fresh/],
  [104, { 'metrics.stability.mode': 'fast' }, 'CFG_ENUM', 'metrics.stability.mode', /rerun, slice/],
  [
    105,
    { 'metrics.robustness.jitter_include': ['a'], 'metrics.robustness.jitter_exclude': ['b'] },
    'CFG_PARAM_CROSS',
    'metrics.robustness.jitter_include',
    /keep one/,
  ],
  [108, { 'logging.enable_entry_logging': true }, 'CFG_UNSUPPORTED', 'logging.enable_entry_logging', /works: false/],
  [108, { 'observability.profiling_mode': true }, 'CFG_UNSUPPORTED', 'observability.profiling_mode', /works: false/],
];

/** Files that are no sound JSON, and configurations of the first generation: `[row, text, code, words]`. */
const FILE_ROWS: readonly (readonly [row: number, text: string, code: string, words: RegExp])[] = [
  [4, '{\n  "symbol": "EURUSD",\n}', 'CFG_JSON_PARSE', /\.json:3:1: .*trailing comma/],
  [4, '{ // a comment\n}', 'CFG_JSON_PARSE', /\.json:1:3: .*comment/],
  [4, '{ "symbol": "EUR', 'CFG_JSON_PARSE', /\.json:1:\d+: /],
  [5, '[]', 'CFG_ROOT_NOT_OBJECT', /\.json:1:1 \$?.*expected an object/],
  [
    6,
    '{ "warmup_bars": 1,\n  "warmup_bars": 2 }',
    'CFG_DUPLICATE_KEY',
    /warmup_bars: .*line 1, column 3 and line 2, column 3/,
  ],
  [7, '{}', 'CFG_MISSING_FIELD', /data_mode: [\s\S]*end_date: [\s\S]*schema_version: [\s\S]*8 problems found/],
  [32, readFixture('first-generation.json'), 'CFG_V1_SHAPE', /strategy\.module: [\s\S]*strategy_name/],
];

/** Every configuration that `omega run` refuses before it looks at market data. */
export const CONFIGURATION_CASES: readonly BadInputCase[] = [
  ...CONFIGURATION_ROWS.map(
    ([row, changes, code, where, words]): BadInputCase => ({
      row,
      input: JSON.stringify(changes),
      code,
      exitCode: 3,
      says: [new RegExp(`error\\[config/${code}\\] (config\\.json(:1:\\d+)? )?${pattern(where)}: `), words],
      call: (project) => runConfiguration(project, JSON.stringify(exampleDocument(changes))),
      isOnlyError: true,
    }),
  ),
  ...FILE_ROWS.map(
    ([row, text, code, words]): BadInputCase => ({
      row,
      input: text.length > 60 ? `${text.slice(0, 60)}…` : text,
      code,
      exitCode: 3,
      says: [words],
      call: (project) => runConfiguration(project, text),
    }),
  ),
];

function runConfiguration(project: BadInputProject, text: string): Promise<JudgedOutcome> {
  project.write('config.json', text);
  project.write('specs.yaml', JSON.stringify(SPEC_ENTRIES));
  return project.call(['run', 'config.json'], { OMEGA_SYMBOL_SPECS_FILE: 'specs.yaml' });
}

function pattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
