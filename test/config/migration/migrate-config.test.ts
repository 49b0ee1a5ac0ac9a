import { describe, expect, it } from 'vitest';
import { overrideSlippage } from '../../../src/config/migration/costs-override.ts';
import { migrateConfig } from '../../../src/config/migration/migrate-config.ts';
import type { ExecutionVariant } from '../../../src/core/types/config.ts';
import { ConfigError } from '../../../src/core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../../src/core/types/json.ts';

const OLD: JsonObject = {
  symbol: 'EURUSD',
  mode: 'candle',
  start_date: '2024-01-02',
  end_date: '2024-03-01',
  timeframes: { primary: 'M5', additional: ['H1'] },
  timestamp_alignment: { entry_timestamp_mode: 'close' },
  strategy: {
    module: 'mean_reversion_z_score.backtest.backtest_strategy',
    class: 'MeanReversionZScoreStrategy',
    parameters: { enabled_scenarios: [1], ema_length: 20, garch_omega: null, max_holding_minutes: 60 },
  },
};

function migrate(changes: JsonObject = {}, variant: ExecutionVariant = 'v1_parity') {
  return migrateConfig({ ...OLD, ...changes }, variant);
}

function findingPaths(changes: JsonObject, variant: ExecutionVariant = 'v1_parity'): string[] {
  const usual = new Set(migrate({}, variant).findings.map(({ path }) => path));
  return migrate(changes, variant)
    .findings.map(({ effect, path }) => `${effect} ${path}`)
    .filter((text) => !usual.has(text.split(' ').slice(1).join(' ')));
}

function problemsOf(document: JsonValue): readonly [code: string, where: string][] {
  try {
    migrateConfig(document, 'v1_parity');
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ code, where }) => [code, where]);
    throw error;
  }
  return [];
}

describe('a migration', () => {
  it('writes the fields of this version in the order of the reference', () => {
    const { config, effective, findings } = migrate();
    expect(Object.entries(config)).toEqual([
      ['schema_version', '2'],
      ['strategy_name', 'mean_reversion_z_score'],
      ['symbol', 'EURUSD'],
      ['start_date', '2024-01-02'],
      ['end_date', '2024-03-01'],
      ['run_mode', 'dev'],
      ['data_mode', 'candle'],
      ['timeframes', { primary: 'M5', additional: ['H1'] }],
      ['execution_variant', 'v1_parity'],
      ['news_filter', { enabled: false, minutes_before: 60, minutes_after: 30, min_impact: 'low' }],
      ['trade_management', { enabled: true, rules: { max_holding_time: { enabled: true, max_holding_minutes: 60 } } }],
      ['strategy_parameters', { enabled_scenarios: [1], ema_length: 20, garch_omega: null, max_holding_minutes: 60 }],
    ]);
    expect(effective?.execution_variant).toBe('v1_parity');
    expect(findings.map(({ path }) => path)).toEqual(['news filter']);
  });

  it.each([
    [true, 'set it to false if the old runs had none'],
    [false, 'set it to true if the old runs had one with events'],
  ])('switches the news filter on where there is a calendar: %s', (hasNewsCalendar, action) => {
    const { config, findings } = migrateConfig(OLD, 'v1_parity', { hasNewsCalendar });
    expect(config.news_filter).toEqual({
      enabled: hasNewsCalendar,
      minutes_before: 60,
      minutes_after: 30,
      min_impact: 'low',
    });
    expect(findings.find(({ path }) => path === 'news filter')?.action).toContain(action);
  });

  it('carries account, costs, cooldown, sessions, seed, logging and profiling over', () => {
    const { config } = migrate({
      initial_balance: 5000,
      risk_per_trade: 50,
      account_currency: 'usd',
      warmup_bars: 400,
      execution: { fee_multiplier: 1.5, slippage_multiplier: 2, random_seed: 7 },
      cooldown_candles: 1,
      cooldown_minutes: 2,
      cooldown_minutes_trade: 3,
      session_filter: { fixed_times: [['8:00', '17:00']] },
      logging_mode: 'off',
      profiling: { enabled: false },
    });
    expect(config).toMatchObject({
      account: { initial_balance: 5000, risk_per_trade: 50, account_currency: 'usd' },
      warmup_bars: 400,
      costs: { fee_multiplier: 1.5, slippage_multiplier: 2 },
      rng_seed: 7,
      cooldown: { bars: 1, minutes_after_entry: 2, minutes_after_exit: 3 },
      sessions: [{ start: '08:00', end: '17:00' }],
      logging: { logging_mode: 'off' },
      observability: { profiling_mode: false },
    });
  });

  it.each<[JsonObject, JsonValue | undefined]>([
    [{}, undefined],
    [{ rates_static: { EURUSD: 1.1 } }, { mode: 'static', static: { EURUSD: 1.1 } }],
    [
      { rates: { pairs: ['EURUSD'], stale_limit_bars: 5 } },
      { mode: 'timeseries', pairs: ['EURUSD'], stale_limit_bars: 5 },
    ],
    [{ rates: { mode: 'timeseries', pairs: [] } }, undefined],
    [
      { rates: { mode: 'composite', pairs: ['EURUSD'] }, rates_static: { USDJPY: 150 } },
      { mode: 'composite', static: { USDJPY: 150 }, pairs: ['EURUSD'] },
    ],
    [
      { rates: { mode: 'composite' }, rates_static: { USDJPY: 150 } },
      { mode: 'static', static: { USDJPY: 150 } },
    ],
    [
      { rates: { pairs: ['EURUSD'], use_price: 'high' } },
      { mode: 'timeseries', pairs: ['EURUSD'], use_price: 'close' },
    ],
  ])('reads conversion rates: %j', (changes, conversion) => {
    expect((migrate(changes).config.account as JsonObject | undefined)?.conversion).toEqual(conversion);
  });

  it('carries the settings of the rating layer over and leaves out what is not available', () => {
    const { config, findings } = migrate({
      robust_jitter_repeats: 80,
      robust_data_jitter_sigma_atr: 0.2,
      enable_entry_logging: true,
      reporting: {
        robust_dropout_runs: 3,
        param_jitter_include_by_scenario: { scenario1: ['atr_mult'], scenario2: ['std_factor'] },
        param_jitter_debug: true,
        debug_timing_jitter: true,
      },
    });
    expect(config.metrics).toEqual({
      robustness: { jitter_repeats: 80, dropout_runs: 3, jitter_include: ['atr_mult'] },
      data_jitter: { sigma_atr: 0.2 },
    });
    expect(config.logging).toBeUndefined();
    expect(findings.map(({ path }) => path)).toEqual(['news filter', 'logging.enable_entry_logging']);
  });
});

describe('what cannot be carried over is listed', () => {
  it.each<[JsonObject, string[]]>([
    [{ slippage: { fixed_pips: 0.2, random_pips: 0.3 } }, ['not_carried slippage']],
    [{ fees: { per_million: 5 } }, ['not_carried fees']],
    [{ execution_costs_file: 'a.yaml' }, ['not_carried execution_costs_file']],
    [{ execution: { spread_multiplier: 2 } }, ['not_carried execution.spread_multiplier']],
    [{ execution: { spread_multiplier: 1 } }, []],
    [{ anchored_session_filter: { windows: [] } }, ['not_carried anchored_session_filter']],
    [{ timestamp_alignment: { entry_timestamp_mode: 'open' } }, ['changed timestamp_alignment.entry_timestamp_mode']],
    [{ timestamp_alignment: {} }, ['changed timestamp_alignment.entry_timestamp_mode']],
    [{ timestamp_alignment: {}, timeframes: { primary: 'M5' } }, []],
    [
      {
        timestamp_alignment: { entry_timestamp_mode: 'close', higher_tf_timestamps_mode: { D1: 'close', H1: 'open' } },
      },
      ['not_carried timestamp_alignment.higher_tf_timestamps_mode.D1'],
    ],
    [{ reporting: { robust_cost_shock_factor: 0.5 } }, ['not_carried reporting.robust_cost_shock_factor']],
    [
      { reporting: { param_jitter_include_by_scenario: {} } },
      ['not_carried reporting.param_jitter_include_by_scenario'],
    ],
    [{ robust_jitter_frac: 0.1, reporting: { robust_jitter_frac: 0.2 } }, ['changed robust_jitter_frac']],
    [{ some_key: 1 }, ['not_carried some_key']],
    [{ rates: { colour: 'red' } }, ['not_carried rates.colour']],
    [{ rates: 7 }, ['not_carried rates']],
    [
      { strategy: { ...(OLD.strategy as JsonObject), parameters: { enabled_scenarios: [1], emma_length: 3 } } },
      ['not_carried strategy_parameters.emma_length'],
    ],
  ])('%j', (changes, expected) => {
    expect(findingPaths(changes)).toEqual(expected);
  });

  it('with a reason and something to do', () => {
    for (const { reason, action } of migrate({ slippage: { fixed_pips: 1 }, some_key: 1 }, 'v2').findings) {
      expect(reason.length).toBeGreaterThan(10);
      expect(action.length).toBeGreaterThan(3);
    }
  });
});

describe('a migration to v2', () => {
  it('names what works differently and writes the old defaults out', () => {
    const { config, findings } = migrate({ session_filter: { fixed_times: [['08:00', '17:00']] } }, 'v2');
    expect(findings.map(({ effect, path }) => `${effect} ${path}`)).toEqual([
      'changed strategy.parameters.tp_min_distance',
      'changed strategy.parameters.cluster_hysteresis_bars',
      'changed strategy.parameters.use_position_manager',
      'changed session_filter.fixed_times',
      'changed end_date',
      'changed news filter',
    ]);
    expect(config.strategy_parameters).toMatchObject({
      tp_min_distance: 1,
      cluster_hysteresis_bars: 0,
      use_position_manager: true,
    });
    expect(config.news_filter).toMatchObject({ currencies: ['EUR', 'USD'] });
    expect(config.trade_management).toMatchObject({ enabled: true });
  });

  it('keeps the time limit without effect where there were no session windows', () => {
    expect(migrate({}, 'v2').config.trade_management).toMatchObject({ enabled: false });
  });
});

describe('a document that cannot be migrated', () => {
  const strategy = OLD.strategy as JsonObject;
  it.each<[string, JsonValue, [string, string]]>([
    ['is no object', [], ['CFG_ROOT_NOT_OBJECT', '$']],
    ['is of this version', { schema_version: '2' }, ['CFG_V1_SHAPE', 'schema_version']],
    ['has several symbols', { ...OLD, multi_symbols: { EURUSD: [] } }, ['CFG_V1_SHAPE', 'multi_symbols']],
    ['has several strategies', { ...OLD, strategies: [strategy, strategy] }, ['CFG_V1_SHAPE', 'strategies']],
    ['has no strategy', { ...OLD, strategy: null }, ['CFG_UNKNOWN_STRATEGY', 'strategy.module']],
    [
      'has an unknown strategy',
      { ...OLD, strategy: { module: 'trading_the_flow.backtest', class: 'Flow' } },
      ['CFG_UNKNOWN_STRATEGY', 'strategy.module'],
    ],
    ['has no symbol', { ...OLD, symbol: null }, ['CFG_MISSING_FIELD', 'symbol']],
    ['has a wrong value', { ...OLD, initial_balance: 'much' }, ['CFG_TYPE', 'account.initial_balance']],
    ['ends before it starts', { ...OLD, end_date: '2023-01-01' }, ['CFG_DATE_ORDER', 'end_date']],
    ['works on ticks', { ...OLD, mode: 'tick' }, ['CFG_TICK_UNSUPPORTED', 'data_mode']],
  ])('%s', (_, document, expected) => {
    expect(problemsOf(document)).toEqual([expected]);
  });

  it('a list of one strategy is one strategy', () => {
    const { strategy: only, ...rest } = OLD;
    expect(migrateConfig({ ...rest, strategies: [only] }, 'v1_parity').config).toEqual(migrate().config);
  });
});

describe('the costs file of a migrated run', () => {
  const COSTS = '# my costs\ndefaults:\n  slippage:\n    fixed_pips: 0.5 # wide\n    random_pips: 0.1\n  per_lot: 3\n';
  const override = (text: string, slippage: JsonObject) =>
    overrideSlippage(new TextEncoder().encode(text), 'costs.yaml', slippage);

  it('has the old slippage and everything else as it was', async () => {
    expect(await override(COSTS, { fixed_pips: 0.2 })).toBe(COSTS.replace('0.5', '0.2'));
    expect(await override('defaults: {}\n', { random_pips: 1 })).toContain('random_pips: 1');
  });

  it('is refused where its base is no costs file', async () => {
    await expect(override('- 1\n', { fixed_pips: 1 })).rejects.toMatchObject({ code: 'CFG_COSTS_FIELD' });
    await expect(override('a: [', { fixed_pips: 1 })).rejects.toMatchObject({ code: 'CFG_YAML_PARSE' });
  });
});
