import { describe, expect, it } from 'vitest';
import { normaliseConfig } from '../../src/config/normalise-config.ts';
import { ConfigError } from '../../src/core/types/errors.ts';
import type { JsonValue } from '../../src/core/types/json.ts';
import { exampleDocument, normalise, problemsOf, SMALLEST } from './example-config.ts';

const effectiveOf = (changes: Readonly<Record<string, JsonValue | undefined>>) =>
  normalise(exampleDocument(changes)).effective;

describe('defaults', () => {
  it('completes the smallest useful document', () => {
    const { effective, warnings } = normalise(SMALLEST);
    expect(warnings).toEqual([]);
    const { strategy_parameters: parameters, metrics, ...rest } = effective;
    expect(rest).toEqual({
      schema_version: '2',
      strategy_name: 'mean_reversion_z_score',
      symbol: 'GBPUSD',
      start_date: '2022-03-01',
      end_date: '2022-05-31',
      run_mode: 'dev',
      data_mode: 'candle',
      timeframes: { primary: 'M15', additional: [], additional_source: 'separate_parquet' },
      execution_variant: 'v2',
      rng_seed: 42,
      warmup_bars: 500,
      sessions: null,
      account: {
        initial_balance: 10000,
        account_currency: 'EUR',
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
      logging: { enable_entry_logging: false, logging_mode: 'trades_only' },
      observability: { profiling_mode: false },
    });
    expect(parameters).toMatchObject({ ema_length: 30, tp_min_distance: null, intraday_vol_cluster_window: 200 });
    expect(metrics).toEqual({
      robustness: {
        enabled: false,
        mode: 'full',
        top_k: 10,
        min_trades: 10,
        engine_seed: 'common',
        jitter_frac: 0.05,
        jitter_repeats: 5,
        jitter_include: null,
        jitter_exclude: null,
        penalty_cap: 0.5,
        dropout_frac: 0.1,
        dropout_runs: 1,
        cost_shock_factors: [1.25, 1.5, 2],
      },
      data_jitter: { repeats: 5, atr_period: 14, sigma_atr: 0.1, penalty_cap: 0.5, min_price: 1e-9, fraq: 0 },
      timing_jitter: { divisors: [10, 5, 20], min_months: 1 },
      stability: { min_scale: 100, mode: 'rerun' },
      ulcer: { ulcer_cap: 10 },
      p_values: { n_boot: 2000 },
    });
  });

  it('fills in the conversion block only where there is one', () => {
    const conversion = effectiveOf({ 'account.conversion': { mode: 'static', static: { eurusd: 1.1 } } }).account
      .conversion;
    expect(conversion).toEqual({
      mode: 'static',
      static: { EURUSD: 1.1 },
      pairs: [],
      timeframe: 'AUTO',
      use_price: 'close',
      stale_limit_bars: 2,
      strict: true,
    });
  });

  it('draws the seed of prod from the operating system unless it is given', () => {
    expect(effectiveOf({ run_mode: 'prod' }).rng_seed).toBeNull();
    expect(effectiveOf({ run_mode: 'prod', rng_seed: 7 }).rng_seed).toBe(7);
    expect(effectiveOf({ rng_seed: null }).rng_seed).toBe(42);
  });

  it('takes null for absent unless it has a meaning of its own', () => {
    const changes = { warmup_bars: null, account: null, costs: { fee_multiplier: null }, metrics: null, logging: null };
    expect(effectiveOf(changes)).toEqual(effectiveOf({}));
    const rates = { mode: 'static', static: { EURUSD: 1 }, stale_limit_bars: null };
    expect(effectiveOf({ 'account.conversion': rates }).account.conversion?.stale_limit_bars).toBeNull();
    expect(problemsOf(exampleDocument({ symbol: null }))).toMatchObject([{ code: 'CFG_TYPE', where: 'symbol' }]);
  });

  it('accepts an integer written with a fraction of zero', () => {
    expect(
      normalise(JSON.parse(JSON.stringify(exampleDocument()).replace('{', '{"warmup_bars":500.0,'))).warnings,
    ).toEqual([]);
  });
});

describe('one form for texts and lists', () => {
  it('trims texts and puts them into their case', () => {
    const effective = effectiveOf({
      schema_version: '2.0',
      strategy_name: ' Mean_Reversion_Z_Score ',
      symbol: ' gbpusd',
      run_mode: 'DEV',
      data_mode: 'Candle',
      execution_variant: 'V2',
      market_hours: 'NONE',
      'timeframes.primary': ' m15 ',
      'account.account_currency': 'usd',
      'news_filter.min_impact': 'HIGH',
    });
    expect(effective).toEqual(
      effectiveOf({
        market_hours: 'none',
        'account.account_currency': 'USD',
        'news_filter.min_impact': 'high',
      }),
    );
  });

  it('sorts timeframes by length without blanks, repetitions and the primary one', () => {
    const additional = ['D1', 'm15', ' ', 'H1', 'd1', '', 'M30'];
    expect(effectiveOf({ 'timeframes.additional': additional }).timeframes.additional).toEqual(['M30', 'H1', 'D1']);
  });

  it('sorts sessions and turns an empty list into null', () => {
    const session = (start: string, end: string) => ({ start, end });
    const sessions = [
      session('13:00', '17:00'),
      session('08:00', '12:00'),
      session('08:00', '09:00'),
      session('13:00', '17:00'),
    ];
    expect(effectiveOf({ sessions }).sessions).toEqual([
      session('08:00', '09:00'),
      session('08:00', '12:00'),
      session('13:00', '17:00'),
    ]);
    expect(effectiveOf({ sessions: [] }).sessions).toBeNull();
  });

  it('sorts currencies, pairs and scenarios', () => {
    const effective = effectiveOf({
      'news_filter.currencies': ['usd', 'GBP', 'USD'],
      'account.conversion': { mode: 'composite', pairs: ['usdjpy', 'EURUSD', 'USDJPY'] },
      'trade_management.rules': { max_holding_time: { only_scenarios: ['2', 1, 2], max_holding_minutes: 30 } },
    });
    expect(effective.news_filter.currencies).toEqual(['GBP', 'USD']);
    expect(effective.account.conversion?.pairs).toEqual(['EURUSD', 'USDJPY']);
    expect(effective.trade_management.rules.max_holding_time.only_scenarios).toEqual([1, 2]);
  });

  it('keeps dates and turns date-times into UTC', () => {
    const effective = effectiveOf({ start_date: '2022-03-01T01:30+02:00', end_date: '2022-03-02T10:00:00.250Z' });
    expect([effective.start_date, effective.end_date]).toEqual(['2022-02-28T23:30:00Z', '2022-03-02T10:00:00.250Z']);
    expect(effectiveOf({ end_date: '2022-03-01' }).end_date).toBe('2022-03-01');
    for (const date of ['2022-03-01T10:00:00', '2022-03-01T25:00Z', '9999-12-31T23:59:59-10:00', ' 2022-03-01']) {
      expect(problemsOf(exampleDocument({ end_date: date }))).toMatchObject([
        { code: 'CFG_FORMAT', where: 'end_date' },
      ]);
    }
  });
});

describe('aliases', () => {
  it.each<[string, Record<string, JsonValue | undefined>, Record<string, JsonValue>]>([
    [
      'strategy_params',
      { strategy_parameters: undefined, strategy_params: { enabled_scenarios: [1] } },
      { 'strategy_parameters.enabled_scenarios': [1] },
    ],
    [
      'strategy.parameters',
      { strategy_parameters: undefined, 'strategy.parameters': { enabled_scenarios: [1] } },
      { 'strategy_parameters.enabled_scenarios': [1] },
    ],
    ['timeframes.htf', { 'timeframes.htf': ['H1'] }, { 'timeframes.additional': ['H1'] }],
    ['data_mode parquet', { data_mode: 'Parquet' }, {}],
    [
      'cooldown names',
      { cooldown_candles: 1, cooldown_minutes: 2, cooldown_minutes_trade: 3 },
      { 'cooldown.bars': 1, 'cooldown.minutes_after_entry': 2, 'cooldown.minutes_after_exit': 3 },
    ],
    ['profiling', { profiling: false }, {}],
    ['profiling object', { profiling: { enabled: false } }, {}],
    ['logging_mode full', { 'logging.logging_mode': 'full' }, { 'logging.logging_mode': 'all' }],
    ['empty rules', { 'trade_management.rules': [] }, {}],
  ])('%s', (_name, alias, canonical) => {
    const { effective, warnings } = normalise(exampleDocument(alias), { strict: true });
    expect(warnings).toEqual([]);
    expect(effective).toEqual(effectiveOf(canonical));
  });

  it('accepts both spellings with one value and refuses two values', () => {
    expect(problemsOf(exampleDocument({ cooldown_candles: 2, 'cooldown.bars': 2 }))).toEqual([]);
    expect(problemsOf(exampleDocument({ cooldown_candles: 2, 'cooldown.bars': 3 }))).toMatchObject([
      { code: 'CFG_ALIAS_CONFLICT', where: 'cooldown.bars' },
    ]);
    expect(problemsOf(exampleDocument({ profiling: true, 'observability.profiling_mode': false }))).toMatchObject([
      { code: 'CFG_ALIAS_CONFLICT', where: 'observability.profiling_mode' },
    ]);
  });

  it('refuses two spellings of one currency pair with different rates', () => {
    const rates = (other: number) => ({ mode: 'static', static: { EURUSD: 1.1, eurusd: other } });
    expect(problemsOf(exampleDocument({ 'account.conversion': rates(1.1) }))).toEqual([]);
    expect(problemsOf(exampleDocument({ 'account.conversion': rates(1.2) }))).toMatchObject([
      { code: 'CFG_DUPLICATE_KEY', where: 'account.conversion.static.eurusd' },
    ]);
  });

  it('does not let an alias hide that its block has a wrong type', () => {
    expect(problemsOf(exampleDocument({ cooldown_candles: 2, cooldown: 3 }))).toMatchObject([
      { code: 'CFG_TYPE', where: 'cooldown' },
    ]);
    expect(problemsOf(exampleDocument({ 'trade_management.rules': [1] }))).toMatchObject([
      { code: 'CFG_TYPE', where: 'trade_management.rules', message: 'expected object, got array' },
    ]);
  });
});

describe('unknown keys', () => {
  const document = exampleDocument({
    warmup_bar: 3,
    logging_mode: 'all',
    'account.balance': 1,
    'strategy_parameters.windw_length': 3,
    'metrics.robustness.topk': 3,
    constructor: 1,
  });

  it('are warnings with their path and a suggestion', () => {
    const { effective, warnings } = normalise(document);
    expect(effective).toEqual(effectiveOf({}));
    expect(warnings.map(({ code, where, hint }) => [code, where, hint])).toEqual([
      ['WARN_UNKNOWN_KEY', 'account.balance', undefined],
      ['WARN_UNKNOWN_KEY', 'constructor', undefined],
      ['WARN_UNKNOWN_KEY', 'logging_mode', 'did you mean logging.logging_mode?'],
      ['WARN_UNKNOWN_KEY', 'metrics.robustness.topk', 'did you mean top_k?'],
      ['WARN_UNKNOWN_KEY', 'strategy_parameters.windw_length', 'did you mean window_length?'],
      ['WARN_UNKNOWN_KEY', 'warmup_bar', 'did you mean warmup_bars?'],
    ]);
  });

  it('are problems under strict', () => {
    const problems = problemsOf(document, { strict: true });
    expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'CFG_UNKNOWN_KEY account.balance',
      'CFG_UNKNOWN_KEY constructor',
      'CFG_UNKNOWN_KEY logging_mode',
      'CFG_UNKNOWN_KEY metrics.robustness.topk',
      'CFG_UNKNOWN_KEY strategy_parameters.windw_length',
      'CFG_UNKNOWN_KEY warmup_bar',
    ]);
  });

  it('cover static rates that mode timeseries does not read', () => {
    const conversion = { mode: 'timeseries', pairs: ['EURUSD'], static: { EURUSD: 1.1 } };
    const { effective, warnings } = normalise(exampleDocument({ 'account.conversion': conversion }));
    expect(effective.account.conversion?.static).toEqual({});
    expect(warnings).toMatchObject([{ code: 'WARN_UNKNOWN_KEY', where: 'account.conversion.static' }]);
  });
});

describe('warnings', () => {
  it('row 24: risk above the balance', () => {
    const { warnings } = normalise(exampleDocument({ 'account.risk_per_trade': 20000 }));
    expect(warnings).toMatchObject([{ code: 'WARN_RISK_EXCEEDS_BALANCE', where: 'account.risk_per_trade' }]);
  });

  it('trade management without sessions never acts in v1_parity', () => {
    const parity = { execution_variant: 'v1_parity', sessions: null };
    expect(normalise(exampleDocument(parity)).warnings).toMatchObject([{ code: 'WARN_PARITY_TM_INACTIVE' }]);
    const sessions = [{ start: '08:00', end: '17:00' }];
    expect(normalise(exampleDocument({ ...parity, sessions })).warnings).toEqual([]);
  });

  it('a symbol without pip_size has 0.0001 in v1_parity', () => {
    const document = exampleDocument({
      execution_variant: 'v1_parity',
      symbol: 'XAGUSD',
      'trade_management.enabled': false,
    });
    expect(normalise(document).warnings).toMatchObject([{ code: 'WARN_PARITY_PARAM', where: 'XAGUSD.pip_size' }]);
    expect(problemsOf(exampleDocument({ symbol: 'XAGUSD', 'costs.pip_size': 0.01 }))).toEqual([]);
  });
});

describe('trade management', () => {
  const management = (changes: Readonly<Record<string, JsonValue>>) =>
    problemsOf(exampleDocument(changes)).map((problem) => problem.code);

  it('follows use_position_manager until it is switched itself', () => {
    expect(management({ 'strategy_parameters.use_position_manager': true })).toEqual(['CFG_TM_MINUTES_MISSING']);
    expect(management({ 'strategy_parameters.use_position_manager': true, 'trade_management.enabled': false })).toEqual(
      [],
    );
    expect(management({ 'trade_management.enabled': true, 'strategy_parameters.max_holding_minutes': 30 })).toEqual([]);
    expect(management({ 'trade_management.enabled': true, 'strategy_parameters.max_holding_minutes': 0 })).toEqual([
      'CFG_TM_MINUTES_MISSING',
    ]);
    const rule = { max_holding_time: { enabled: false } };
    expect(management({ 'trade_management.enabled': true, 'trade_management.rules': rule })).toEqual([]);
  });

  it('sees what an override of the symbol says', () => {
    const overrides = { 'GBPUSD/*': { use_position_manager: true, max_holding_minutes: 15 } };
    expect(management({ 'strategy_parameters.overrides': overrides })).toEqual([]);
    const incomplete = { 'GBPUSD/*': { use_position_manager: true } };
    expect(management({ 'strategy_parameters.overrides': incomplete })).toEqual(['CFG_TM_MINUTES_MISSING']);
  });
});

describe('v1_parity', () => {
  it.each<[string, Record<string, JsonValue>]>([
    ['start_date', { start_date: '2022-03-01T00:00:00Z' }],
    ['end_date', { end_date: '2022-05-31T00:00:00Z' }],
    ['market_hours', { market_hours: 'none' }],
    ['costs.enabled', { 'costs.enabled': false }],
    ['costs.spread_multiplier', { 'costs.spread_multiplier': 2 }],
    ['costs.pip_buffer_factor', { 'costs.pip_buffer_factor': 0.4 }],
    ['fill_policy.limit_entry', { 'fill_policy.limit_entry': 'worse_of_open' }],
    ['fill_policy.take_profit_gap', { 'fill_policy.take_profit_gap': 'better_of_open' }],
    ['trade_management.tp_policy', { 'trade_management.tp_policy': 'free' }],
    ['strategy_parameters.long', { 'strategy_parameters.long': { ema_length: 3 } }],
    ['strategy_parameters.overrides', { 'strategy_parameters.overrides': { '*/*': { ema_length: 3 } } }],
    ['strategy_parameters.max_holding_minutes', { 'strategy_parameters.max_holding_minutes': 0 }],
  ])('refuses another %s', (where, changes) => {
    expect(problemsOf(exampleDocument(changes))).toEqual([]);
    const parity = { execution_variant: 'v1_parity', 'trade_management.enabled': false };
    const problems = problemsOf(exampleDocument({ ...changes, ...parity, ...keepPolicy(changes) }));
    expect(problems).toMatchObject([{ code: 'CFG_PARITY_UNSUPPORTED', where }]);
  });

  function keepPolicy(changes: Record<string, JsonValue>): Record<string, JsonValue> {
    return 'trade_management.tp_policy' in changes ? { 'trade_management.tp_policy': 'free' } : {};
  }
});

describe('the result', () => {
  it('is frozen all the way down and leaves the document alone', () => {
    const document = exampleDocument({
      'timeframes.additional': ['D1', 'H1'],
      sessions: [{ start: '08:00', end: '09:00' }],
    });
    const before = structuredClone(document);
    const { effective } = normalise(document);
    expect(document).toEqual(before);
    expect(Object.isFrozen(document)).toBe(false);
    for (const value of [
      effective,
      effective.timeframes.additional,
      effective.sessions?.[0],
      effective.strategy_parameters,
    ]) {
      expect(Object.isFrozen(value)).toBe(true);
    }
  });

  it('does not change when it is normalised again', () => {
    const documents = [
      {},
      { run_mode: 'prod', 'timeframes.additional': ['D1', 'H1'], sessions: [{ start: '22:00', end: '05:00' }] },
      { execution_variant: 'v1_parity', 'trade_management.enabled': false, 'strategy_parameters.z_score_long': 1 },
      {
        'strategy_parameters.long': { htf_filter: 'above' },
        'strategy_parameters.overrides': { 'gbpusd/m15': { short: { ema_length: 9 } } },
        'strategy_parameters.scenario6_h1_long_z_score': -1,
        'strategy_parameters.scenario6_params': { '*': { std_factor: 1 }, 'M30.short': { window_length: 40 } },
        'account.conversion': { mode: 'composite', pairs: ['USDJPY', 'EURUSD'], static: { eurusd: 1 } },
        'metrics.robustness.jitter_include': ['b', 'a'],
      },
    ];
    for (const changes of documents) {
      const { effective } = normalise(exampleDocument(changes));
      const again = normalise(effective as unknown as JsonValue, { strict: true });
      expect(again.effective).toEqual(effective);
    }
  });

  it('skips what needs the symbol specification where there is none', () => {
    expect(problemsOf(exampleDocument({ symbol: 'NZDUSD' }), { symbolSpecs: null })).toEqual([]);
  });

  it('is one error of category config that says where in the file each problem stands', () => {
    const document = exampleDocument({ warmup_bars: -1, run_mode: 'x' });
    const locate = (path: string) => `single.json:1:${path.length}`;
    try {
      normaliseConfig(document, { strict: false, symbolSpecs: null }, locate);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      const { category, code, where, problems } = error as ConfigError;
      expect([category, code, where]).toEqual(['config', 'CFG_ENUM', 'run_mode']);
      expect(problems.map((problem) => problem.details?.location)).toEqual(['single.json:1:8', 'single.json:1:11']);
    }
  });
});
