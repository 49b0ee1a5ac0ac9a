import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/types/json.ts';
import { exampleDocument, problemsOf, readFixture } from './example-config.ts';

type Changes = Readonly<Record<string, JsonValue | undefined>>;

/** Row of the bad-input table (`data-and-config.md` 19), changed values, expected code, place and words. */
type Row = readonly [row: number, changes: Changes, code: string, where: string, words: RegExp];

const PARITY = { execution_variant: 'v1_parity' };
const parameter = (name: string, value: JsonValue): Changes => ({ [`strategy_parameters.${name}`]: value });
const conversion = (value: JsonValue): Changes => ({ 'account.conversion': value });

const ROWS: readonly Row[] = [
  [7, { symbol: undefined }, 'CFG_MISSING_FIELD', 'symbol', /missing.*string/],
  [8, { warmup_bars: '500' }, 'CFG_TYPE', 'warmup_bars', /expected integer, got string/],
  [9, { warmup_bars: -1 }, 'CFG_RANGE', 'warmup_bars', /-1.*0 … 1000000/],
  [9, { warmup_bars: 2.5 }, 'CFG_TYPE', 'warmup_bars', /expected integer, got number 2\.5/],
  [10, { schema_version: '3' }, 'CFG_ENUM', 'schema_version', /supported: 2 /],
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
  [108, { 'metrics.robustness.enabled': true }, 'CFG_UNSUPPORTED', 'metrics.robustness.enabled', /works: false/],
];

describe('bad input, one cause each', () => {
  it.each(ROWS)('row %i: %j is %s at %s', (_row, changes, code, where, words) => {
    const problems = problemsOf(exampleDocument(changes));
    expect(problems.map((problem) => [problem.code, problem.where])).toEqual([[code, where]]);
    const { message, hint = '' } = problems[0];
    expect(`${message} ${hint}`).toMatch(words);
  });
});

describe('bad input that names scenarios', () => {
  const codesOf = (changes: Changes) => problemsOf(exampleDocument(changes)).map((problem) => problem.code);

  it('row 35: alpha and beta may not add up to 1 while scenario 4 is on', () => {
    const garch = { ...parameter('garch_alpha', 0.2), ...parameter('garch_beta', 0.85) };
    expect(codesOf({ ...garch, ...parameter('enabled_scenarios', [4]) })).toContain('CFG_PARAM_CROSS');
    expect(codesOf({ ...garch, ...parameter('enabled_scenarios', [1, 2]) })).toEqual([]);
  });

  it('row 39: scenario 6 needs overlay timeframes', () => {
    expect(codesOf(parameter('enabled_scenarios', [6]))).toContain('CFG_PARAM_CROSS');
    const overlay = { ...parameter('enabled_scenarios', [6]), ...parameter('scenario6_timeframes', ['H1']) };
    expect(codesOf(overlay)).not.toContain('CFG_PARAM_CROSS');
  });
});

describe('bad input in numbers', () => {
  it('row 5: refuses a root that is no object', () => {
    for (const root of [[], 'text', 3, null, true]) {
      expect(problemsOf(root)).toMatchObject([{ code: 'CFG_ROOT_NOT_OBJECT', where: '$' }]);
    }
  });

  it('row 7: names every missing field at once', () => {
    const problems = problemsOf({});
    expect(problems.map((problem) => problem.code)).toEqual(Array(8).fill('CFG_MISSING_FIELD'));
    expect(problems.map((problem) => problem.where)).toEqual([
      'data_mode',
      'end_date',
      'run_mode',
      'schema_version',
      'start_date',
      'strategy_name',
      'symbol',
      'timeframes',
    ]);
  });

  it('row 32: prints the replacement for every key of a first-generation file', () => {
    const problems = problemsOf(JSON.parse(readFixture('first-generation.json')));
    expect(problems[0].code).toBe('CFG_V1_SHAPE');
    const replacements = new Map(problems.map((problem) => [problem.where, problem.message]));
    expect(replacements.get('account_currency')).toContain('account.account_currency');
    expect(replacements.get('execution')).toContain('costs.fee_multiplier');
    expect(replacements.get('rates_static')).toContain('account.conversion.static');
    expect(replacements.get('slippage')).toContain('costs file');
    expect(replacements.get('strategy.module')).toContain('strategy_name');
    expect(replacements.get('timestamp_alignment')).toContain('nothing');
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set(['CFG_V1_SHAPE', 'CFG_FORBIDDEN_KEY']));
  });

  it('reports problems of every step of the pipeline together, sorted by place', () => {
    const document = exampleDocument({
      run_mode: undefined,
      warmup_bars: '500',
      end_date: '2021-01-01',
      sessions: [{ start: '25:00', end: '17:00' }],
      data_root: '/tmp',
      'account.risk_per_trade': -1,
      ...parameter('z_score_short', -1),
      ...parameter('htf_filter', 'up'),
    });
    expect(problemsOf(document).map(({ code, where }) => `${where} ${code}`)).toEqual([
      'account.risk_per_trade CFG_RANGE',
      'data_root CFG_FORBIDDEN_KEY',
      'end_date CFG_DATE_ORDER',
      'run_mode CFG_MISSING_FIELD',
      'sessions[0].start CFG_FORMAT',
      'strategy_parameters.htf_filter CFG_ENUM',
      'strategy_parameters.z_score_short CFG_RANGE',
      'warmup_bars CFG_TYPE',
    ]);
  });

  it('does not blame a stand-in for a refused value', () => {
    const problems = problemsOf(
      exampleDocument({
        'timeframes.primary': 'M3',
        'timeframes.additional': ['M5'],
        symbol: '?',
        warmup_bars: 1.5,
        ...parameter('window_length', 600),
      }),
    );
    expect(problems.map((problem) => problem.where)).toEqual(['symbol', 'timeframes.primary', 'warmup_bars']);
  });
});
