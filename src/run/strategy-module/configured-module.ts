import type { StrategyModuleOutcome } from '../../config/strategy-choice.ts';
import { isJsonObject } from '../../core/math/json-kind.ts';
import type { JsonValue } from '../../core/types/json.ts';
import { loadModule } from './load-module.ts';

/**
 * Loads the strategy module that a configuration document names; null where it names none, or nothing that
 * could be the path of a file.
 *
 * @param folder of the file in which the document stands
 */
export async function loadConfiguredModule(
  document: JsonValue | undefined,
  folder: string,
  projectRoot: string,
): Promise<StrategyModuleOutcome | null> {
  const file = isJsonObject(document) ? document.strategy_module : undefined;
  if (typeof file !== 'string' || file.trim() === '') return null;
  return loadModule(file.trim(), folder, projectRoot);
}
