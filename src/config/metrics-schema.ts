import * as z from 'zod';
import { numberWithin, positiveNumber, wholeNumber, word } from './schema-fields.ts';

const NOT_EMPTY = { error: 'the list may not be empty' } as const;

/** `metrics`: settings of the rating layer (`data-and-config.md` 4.7). */
export const metricsSchema = z.object({
  robustness: z
    .object({
      enabled: z.boolean().default(false),
      mode: word('full', 'fast', 'off').default('full'),
      top_k: wholeNumber(1).default(10),
      min_trades: wholeNumber(0).default(10),
      engine_seed: word('common', 'fresh').default('common'),
      jitter_frac: numberWithin(0).default(0.05),
      jitter_repeats: wholeNumber(0).default(5),
      jitter_include: z.array(z.string()).min(1, NOT_EMPTY).nullable().default(null),
      jitter_exclude: z.array(z.string()).nullable().default(null),
      penalty_cap: numberWithin(0, 1).default(0.5),
      dropout_frac: numberWithin(0, 1).default(0.1),
      dropout_runs: wholeNumber(0).default(1),
      cost_shock_factors: z.array(numberWithin(1)).min(1, NOT_EMPTY).default([1.25, 1.5, 2]),
    })
    .prefault({}),
  data_jitter: z
    .object({
      repeats: wholeNumber(0).default(5),
      atr_period: wholeNumber(1).default(14),
      sigma_atr: numberWithin(0).default(0.1),
      penalty_cap: positiveNumber().default(0.5),
      min_price: positiveNumber().default(1e-9),
      fraq: z.number().min(0, { error: 'allowed: ≥ 0 and < 1' }).lt(1, { error: 'allowed: ≥ 0 and < 1' }).default(0),
    })
    .prefault({}),
  timing_jitter: z
    .object({
      divisors: z.array(wholeNumber(1)).min(1, NOT_EMPTY).default([10, 5, 20]),
      min_months: wholeNumber(0).default(1),
    })
    .prefault({}),
  stability: z
    .object({
      min_scale: positiveNumber().default(100),
      mode: word('rerun', 'slice').default('rerun'),
    })
    .prefault({}),
  ulcer: z.object({ ulcer_cap: positiveNumber().default(10) }).prefault({}),
  p_values: z.object({ n_boot: wholeNumber(100).default(2000) }).prefault({}),
});
