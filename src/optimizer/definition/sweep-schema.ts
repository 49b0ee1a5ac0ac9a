import * as z from 'zod';
import { SAMPLER_NAMES } from '../samplers/built-samplers.ts';
import { DEFAULT_SIGMA } from '../samplers/cma/constants.ts';
import { parameterFormSchema } from './parameter-forms.ts';

const expression = z.string().min(1);
const positiveInt = z.int().min(1);
const share = z.number().min(0).max(1);

const samplerSchema = z.strictObject({
  name: z.enum(SAMPLER_NAMES).optional(),
  order: z.enum(['file', 'shuffled']).default('file'),
  batch_size: positiveInt.optional(),
  startup_trials: positiveInt.default(10),
  candidates: positiveInt.default(24),
  sigma: z.number().gt(0).default(DEFAULT_SIGMA),
  population: z.int().min(4).multipleOf(2).default(50),
});

const budgetSchema = z.strictObject({
  trials: positiveInt.optional(),
  stall_batches: positiveInt.nullable().default(null),
  max_failed_share: share.default(0.25),
  trial_timeout_seconds: z.number().gt(0).default(3600),
  wall_seconds: z.number().gt(0).nullable().default(null),
});

const direction = z.enum(['maximize', 'minimize']);

const objectiveSchema = z.strictObject({
  score: expression.optional(),
  direction: direction.default('maximize'),
  decimals: z.int().min(0).max(9).default(6),
  objectives: z
    .array(z.strictObject({ score: expression, direction: direction.default('maximize') }))
    .min(2)
    .max(4)
    .optional(),
  select: expression.optional(),
  reference: z.array(z.number()).optional(),
});

const prunerSchema = z.strictObject({
  name: z.enum(['none', 'median', 'halving', 'asha', 'backstep']).default('none'),
  segments: z.int().min(2).max(100).default(9),
  min_segments: positiveInt.default(1),
  order: z.enum(['newest_first', 'oldest_first', 'shuffled']).default('newest_first'),
  eta: z.int().min(2).default(3),
  warmup: positiveInt.default(1),
  startup: positiveInt.default(5),
});

const selectionSchema = z.strictObject({
  rule: z.enum(['best_score', 'plateau', 'robust', 'v1_final_score']).default('best_score'),
  min_robustness: share.default(0.8),
});

const validationSchema = z.strictObject({
  holdout: z
    .strictObject({ last_days: positiveInt.optional(), from: z.iso.date().optional() })
    .nullable()
    .default(null),
  walk_forward: z
    .strictObject({
      mode: z.enum(['rolling', 'anchored']).default('rolling'),
      train_days: positiveInt,
      test_days: positiveInt,
      purge_days: z.union([z.literal('auto'), z.int().min(0)]).default('auto'),
      step_days: positiveInt.optional(),
      retest_top: positiveInt.default(10),
      slice: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  cpcv: z
    .strictObject({ groups: z.int().min(3), test_groups: positiveInt, embargo_days: z.int().min(0).default(0) })
    .nullable()
    .default(null),
});

/** The keys of `metrics.robustness` (`data-and-config.md` 4.7); given ones replace those of the base. */
const robustnessSchema = z.strictObject({
  enabled: z.boolean().optional(),
  mode: z.enum(['full', 'fast', 'off']).optional(),
  top_k: positiveInt.optional(),
  min_trades: z.int().min(0).optional(),
  engine_seed: z.enum(['common', 'fresh']).optional(),
  jitter_frac: z.number().min(0).optional(),
  jitter_repeats: z.int().min(0).optional(),
  jitter_include: z.array(z.string()).min(1).nullable().optional(),
  jitter_exclude: z.array(z.string()).nullable().optional(),
  penalty_cap: share.optional(),
  dropout_frac: share.optional(),
  dropout_runs: z.int().min(0).optional(),
  cost_shock_factors: z.array(z.number().min(1)).min(1).optional(),
});

const statisticsSchema = z.strictObject({
  pbo: z
    .strictObject({
      blocks: z.int().min(4).multipleOf(2).default(16),
      statistic: z.enum(['sharpe', 'mean']).default('sharpe'),
    })
    .prefault({}),
  spa: z
    .strictObject({
      resamples: z.int().min(100).default(1000),
      block: z.union([z.literal('auto'), z.number().min(1)]).default('auto'),
      benchmark: z.union([z.enum(['zero', 'base']), z.int().min(0)]).default('zero'),
    })
    .prefault({}),
  dsr: z
    .strictObject({
      family: z.enum(['auto', 'sweep']).default('auto'),
      confidence: z.number().gt(0.5).lt(1).default(0.95),
    })
    .prefault({}),
  min_btl_sharpe: z.number().gt(0).default(1),
  monte_carlo: z
    .strictObject({
      resamples: z.int().min(100).default(10_000),
      methods: z.array(z.enum(['bootstrap', 'shuffle', 'block'])).default(['bootstrap', 'shuffle', 'block']),
      ruin_drawdown: z.number().gt(0).max(1).default(0.3),
    })
    .prefault({}),
  plateau: z.strictObject({ radius: positiveInt.default(1) }).prefault({}),
});

const storeSchema = z.strictObject({
  daily: z.enum(['auto', 'all', 'none']).default('auto'),
  trades: z.enum(['all', 'top_k', 'none']).default('top_k'),
});

/** Every key of a sweep file but the forms below `space` (`optimizer.md` 7), defaults filled in. */
export const sweepBodySchema = z.strictObject({
  sweep_version: z.literal(1),
  name: z.string().min(1).optional(),
  base: z.string().min(1).optional(),
  base_config: z.record(z.string(), z.unknown()).optional(),
  overrides: z.record(z.string(), z.unknown()).default({}),
  run_mode: z.enum(['dev', 'prod']).optional(),
  seed: z.int().min(0).optional(),
  seed_policy: z.enum(['per_trial', 'common', 'per_params']).default('per_trial'),
  seeding: z.enum(['root', 'independent']).default('root'),
  space: z.record(z.string(), z.unknown()),
  constraints: z.array(expression).default([]),
  group_by: z.array(z.string().min(1)).default([]),
  sampler: samplerSchema.prefault({}),
  budget: budgetSchema.prefault({}),
  objective: z.union([expression, objectiveSchema]).default('profit_net'),
  gates: z.union([z.array(expression), z.string().min(1)]).default([]),
  pruner: prunerSchema.prefault({}),
  selection: selectionSchema.prefault({}),
  validation: validationSchema.prefault({}),
  robustness: robustnessSchema.prefault({}),
  statistics: z.union([z.literal('off'), statisticsSchema]).prefault({}),
  store: storeSchema.prefault({}),
  workers: z.union([z.literal('auto'), positiveInt]).default('auto'),
});

/** A sweep file with the right keys, types and ranges, defaults filled in. */
export type SweepBody = z.infer<typeof sweepBodySchema>;

/** Complete schema, for editors and documentation. */
export const sweepFileSchema = sweepBodySchema.extend({ space: z.record(z.string(), parameterFormSchema) });
