import * as z from 'zod';
import type { JsonObject } from '../../core/types/json.ts';
import { sweepFileSchema } from './sweep-schema.ts';

const DESCRIPTION =
  'Sweep file. Beyond it omega checks the parameter space against the base configuration, expressions, and rules ' +
  'over several fields.';

/** JSON Schema (draft 2020-12) of the sweep file (`optimizer.md` 7), for editors and other programs. */
export function sweepJsonSchema(): JsonObject {
  const { $schema = '', ...body } = z.toJSONSchema(sweepFileSchema, { io: 'input' }) as JsonObject;
  return {
    $schema,
    title: 'omega sweep',
    description: DESCRIPTION,
    ...body,
    oneOf: [{ required: ['base'] }, { required: ['base_config'] }],
  };
}
