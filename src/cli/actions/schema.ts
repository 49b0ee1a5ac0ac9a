import * as z from 'zod';
import { configJsonSchema } from '../../config/config-json-schema.ts';
import { sweepJsonSchema } from '../../optimizer/definition/sweep-json-schema.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { oneOf } from '../flags/flag-values.ts';

const FLAGS = z.object({ document: oneOf(['config', 'sweep']) });

/** `omega schema`: the JSON Schema of a file that omega reads. */
export async function schemaAction(words: ParsedWords, _context: CommandContext): Promise<Answer> {
  const { document } = checkFlags(FLAGS, words, ['document']);
  const schema = document === 'config' ? configJsonSchema() : sweepJsonSchema();
  return {
    result: () => schema,
    text: () => `${JSON.stringify(schema, null, 2)}\n`,
  };
}
