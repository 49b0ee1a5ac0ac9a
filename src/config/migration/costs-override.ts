import { ConfigError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { parseYamlDocument } from '../yaml-document.ts';

/**
 * Text of a costs file with other slippage: the given members of `defaults.slippage` replace those of
 * the file, everything else and its comments stay.
 *
 * @param name how messages call the file
 */
export async function overrideSlippage(bytes: Uint8Array, name: string, slippage: JsonObject): Promise<string> {
  // Reports what is wrong with the file in the words of the costs file; the editable form is read again.
  await parseYamlDocument(bytes, name);
  const { isMap, parseDocument } = await import('yaml');
  const document = parseDocument(new TextDecoder().decode(bytes));
  if (!isMap(document.contents)) {
    const message = 'expected a mapping with the member "defaults"';
    throw new ConfigError([{ code: 'CFG_COSTS_FIELD', where: name, message }]);
  }
  for (const [key, value] of Object.entries(slippage)) document.setIn(['defaults', 'slippage', key], value);
  return document.toString();
}
