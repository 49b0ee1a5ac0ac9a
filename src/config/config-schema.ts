import * as z from 'zod';
import { CONVERSION_DEFAULTS } from './conversion-block.ts';
import { DATE_PATTERN, normaliseDate } from './date-forms.ts';
import { metricsSchema } from './metrics-schema.ts';
import {
  capitals,
  currency,
  currencyPair,
  lowerText,
  numberWithin,
  positiveNumber,
  sha256,
  textCases,
  timeframe,
  wholeNumber,
  word,
} from './schema-fields.ts';

const MINUTES_PER_WEEK = 10_080;
const MAX_WARM_UP_BARS = 1_000_000;

const DATE_FORM = 'expected YYYY-MM-DD, or an ISO date-time with Z or offset';
const TIME_FORM = 'expected HH:MM, 00:00–23:59; for midnight use 00:00';

const SEED_RANGE = { error: `allowed: 0 … ${Number.MAX_SAFE_INTEGER} (2^53 − 1)` };

const date = () =>
  z
    .string()
    .regex(DATE_PATTERN, { error: DATE_FORM, abort: true })
    .refine((text) => normaliseDate(text) !== null, { error: 'there is no such calendar date or time of day' });

const timeOfDay = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: TIME_FORM });

const rateTimeframe = () => {
  const schema = z.enum(['AUTO', ...timeframe().options]);
  textCases.add(schema, { textCase: 'upper' });
  return schema;
};

const conversionSchema = z.object({
  mode: word('static', 'timeseries', 'composite'),
  static: z.record(currencyPair(), positiveNumber()).default(CONVERSION_DEFAULTS.static),
  pairs: z.array(currencyPair()).default([...CONVERSION_DEFAULTS.pairs]),
  timeframe: rateTimeframe().default(CONVERSION_DEFAULTS.timeframe),
  use_price: word('close', 'open').default(CONVERSION_DEFAULTS.use_price),
  stale_limit_bars: wholeNumber(0).nullable().default(CONVERSION_DEFAULTS.stale_limit_bars),
  strict: z.boolean().default(CONVERSION_DEFAULTS.strict),
});

const holdingTimeSchema = z.object({
  enabled: z.boolean().default(true),
  max_holding_minutes: wholeNumber(1).nullable().default(null),
  only_scenarios: z.array(wholeNumber(1, 6)).default([]),
});

/**
 * The configuration file: types, ranges and defaults of `data-and-config.md` 3 and 4, and the only
 * place where they are written down. Values are brought into one form before this schema sees them
 * (`tidy-values.ts`); what it accepts is the effective configuration except for
 * `rng_seed`, `strategy_parameters` and the order of lists (`settle-config.ts`).
 */
export const configSchema = z.object({
  schema_version: z.enum(['2', '2.0']),
  strategy_name: lowerText(),
  /** File of a strategy of one's own, relative to the configuration file. */
  strategy_module: z.string().regex(/\S/, { error: 'expected the path of a file' }).nullable().default(null),
  strategy_module_sha256: sha256().nullable().default(null),
  symbol: capitals(/^[A-Z0-9]{3,12}$/, 'expected 3 to 12 capital letters or digits'),
  start_date: date(),
  end_date: date(),
  run_mode: word('dev', 'prod'),
  data_mode: word('candle'),
  timeframes: z.object({
    primary: timeframe(),
    additional: z.array(timeframe()).default([]),
    additional_source: word('separate_parquet').default('separate_parquet'),
  }),
  execution_variant: word('v2', 'v1_parity').default('v2'),
  /** Absent in `dev`: 42; null in `prod`: drawn from the operating system. */
  rng_seed: z.int(SEED_RANGE).min(0, SEED_RANGE).max(Number.MAX_SAFE_INTEGER, SEED_RANGE).nullable().default(null),
  warmup_bars: wholeNumber(0, MAX_WARM_UP_BARS).default(500),
  sessions: z
    .array(z.object({ start: timeOfDay(), end: timeOfDay() }))
    .nullable()
    .default(null),
  account: z
    .object({
      initial_balance: positiveNumber().default(10_000),
      account_currency: currency().default('EUR'),
      risk_per_trade: positiveNumber().default(100),
      max_positions: wholeNumber(1).default(1),
      conversion: conversionSchema.nullable().default(null),
    })
    .prefault({}),
  costs: z
    .object({
      enabled: z.boolean().default(true),
      fee_multiplier: numberWithin(0).default(1),
      slippage_multiplier: numberWithin(0).default(1),
      spread_multiplier: numberWithin(0).default(1),
      pip_size: positiveNumber().nullable().default(null),
      pip_buffer_factor: numberWithin(0).nullable().default(null),
    })
    .prefault({}),
  fill_policy: z
    .object({
      limit_entry: word('limit_price', 'worse_of_open').default('limit_price'),
      stop_loss_gap: word('worse_of_open', 'level').default('worse_of_open'),
      take_profit_gap: word('level', 'better_of_open').default('level'),
    })
    .prefault({}),
  end_of_data: word('keep_open').default('keep_open'),
  news_filter: z
    .object({
      enabled: z.boolean().default(false),
      minutes_before: wholeNumber(0, MINUTES_PER_WEEK).default(30),
      minutes_after: wholeNumber(0, MINUTES_PER_WEEK).default(30),
      min_impact: word('low', 'medium', 'high').default('medium'),
      currencies: z.array(currency()).min(1).nullable().default(null),
    })
    .prefault({}),
  cooldown: z
    .object({
      bars: wholeNumber(0).default(0),
      minutes_after_entry: wholeNumber(0).default(0),
      minutes_after_exit: wholeNumber(0).default(0),
    })
    .prefault({}),
  market_hours: word('fx_24_5', 'none').default('fx_24_5'),
  trade_management: z
    .object({
      enabled: z.boolean().nullable().default(null),
      stop_update_policy: word('apply_next_bar').default('apply_next_bar'),
      tp_policy: word('extend_only', 'frozen', 'free').default('extend_only'),
      rules: z.object({ max_holding_time: holdingTimeSchema.prefault({}) }).prefault({}),
    })
    .prefault({}),
  strategy_parameters: z.record(z.string(), z.unknown()).default({}),
  logging: z
    .object({
      enable_entry_logging: z.boolean().default(false),
      logging_mode: word('off', 'trades_only', 'all').default('trades_only'),
    })
    .prefault({}),
  observability: z.object({ profiling_mode: z.boolean().default(false) }).prefault({}),
  metrics: metricsSchema.prefault({}),
});

export type ParsedConfig = z.output<typeof configSchema>;
