import { completeStrategy } from '../../core/strategy/authored/complete-strategy.ts';
import { checkContract } from '../../core/strategy/authored/strategy-contract.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { Problem } from '../../core/types/errors.ts';
import { addressOf, importText, type ModuleSource, placeInText } from './import-text.ts';
import { contractProblem, exportProblem, loadProblem } from './module-problems.ts';

/** What running a module gave; of a syntax error the line is not known here. */
export type EvaluatedModule =
  | { readonly strategy: StrategyDefinition }
  | { readonly problems: readonly Problem[]; readonly isSyntaxError: boolean };

const LOAD_LIMIT_MS = 10_000;

/** Runs the text of a strategy module and completes the strategy that it exports. */
export async function evaluateModule(
  { name, text }: ModuleSource,
  limitMs: number = LOAD_LIMIT_MS,
): Promise<EvaluatedModule> {
  const address = addressOf(text);
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = await importText(text, limitMs);
  } catch (error) {
    const place = placeInText(error, address);
    const isSyntaxError = error instanceof SyntaxError && place === null;
    return { problems: [loadProblem(error, name, place)], isSyntaxError };
  }
  if (exports.default === undefined) {
    return { problems: [exportProblem(name, Object.keys(exports))], isSyntaxError: false };
  }
  const checked = checkContract(exports.default);
  if ('problems' in checked) {
    return { problems: checked.problems.map((problem) => contractProblem(name, problem)), isSyntaxError: false };
  }
  const strategy = completeStrategy(checked, (error) => {
    const place = placeInText(error, address);
    return place === null ? '' : ` (${name}:${place})`;
  });
  return { strategy };
}
