import * as z from 'zod';

const common = { when: z.string().min(1).optional(), as: z.string().min(1).optional() };
const anyValue = z.unknown();

/** Keys of each parameter form (`optimizer.md` 8.1). */
export const PARAMETER_FORMS = {
  list: z.strictObject({ type: z.literal('list').optional(), values: z.array(anyValue), ...common }),
  int: z.strictObject({
    type: z.literal('int'),
    low: z.int(),
    high: z.int(),
    step: z.int().default(1),
    log: z.boolean().default(false),
    ...common,
  }),
  float: z.strictObject({
    type: z.literal('float'),
    low: z.number(),
    high: z.number(),
    step: z.number().optional(),
    points: z.int().min(1).max(1_000_000).optional(),
    log: z.boolean().default(false),
    ...common,
  }),
  categorical: z.strictObject({ type: z.literal('categorical').optional(), choices: z.array(anyValue), ...common }),
  bool: z.strictObject({ type: z.literal('bool'), ...common }),
  fixed: z.strictObject({ type: z.literal('fixed').optional(), value: anyValue, ...common }),
  derived: z.strictObject({ type: z.literal('derived').optional(), expr: z.string().min(1), ...common }),
} as const;

export type ParameterForm = keyof typeof PARAMETER_FORMS;

export const PARAMETER_FORM_NAMES = Object.keys(PARAMETER_FORMS) as readonly ParameterForm[];

/** Key that tells a form without `type`. */
export const TELLING_KEYS: ReadonlyMap<string, ParameterForm> = new Map<string, ParameterForm>([
  ['values', 'list'],
  ['choices', 'categorical'],
  ['value', 'fixed'],
  ['expr', 'derived'],
]);

/** One entry of `space`: a form, or a plain list of values. */
export const parameterFormSchema = z.union([
  z.array(anyValue),
  PARAMETER_FORMS.list,
  PARAMETER_FORMS.int,
  PARAMETER_FORMS.float,
  PARAMETER_FORMS.categorical,
  PARAMETER_FORMS.bool,
  PARAMETER_FORMS.fixed,
  PARAMETER_FORMS.derived,
]);
