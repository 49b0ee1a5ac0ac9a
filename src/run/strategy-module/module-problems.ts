import type { ContractProblem } from '../../core/strategy/authored/contract-problem.ts';
import type { Problem } from '../../core/types/errors.ts';
import { UnfinishedModuleError } from './import-text.ts';

const WHERE = 'strategy_module';

/** Why a module could not be run. @param place line and column in it, where they are known */
export function loadProblem(error: unknown, file: string, place: string | null): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const [, specifier] = /module specifier ["']([^"']*)["']/.exec(message) ?? [];
  const problem = { code: 'CFG_STRATEGY_LOAD', where: WHERE, details: { file } };
  if (specifier !== undefined) {
    return {
      ...problem,
      message: `${file} imports "${specifier}", but a strategy module is a single file`,
      hint: 'put everything into one file, for example with: npx esbuild my-strategy.js --bundle --format=esm',
    };
  }
  if (error instanceof UnfinishedModuleError) {
    return { ...problem, message: `${file} ${message}`, hint: 'a strategy module must not wait for anything' };
  }
  const isCommonJs = /^(module|exports|require) is not defined/.test(message);
  const shown = place === null ? file : `${file}:${place}`;
  return {
    ...problem,
    message: error instanceof SyntaxError ? `${shown}: ${message}` : `${shown} threw while it was loaded: ${message}`,
    ...(isCommonJs ? { hint: 'a strategy module is an ES module: write "export default" instead' } : {}),
  };
}

/** A module that exports something, but not by default. */
export function exportProblem(file: string, exports: readonly string[]): Problem {
  const found = exports.length === 0 ? 'exports nothing' : `exports ${exports.join(', ')} only`;
  return {
    code: 'CFG_STRATEGY_CONTRACT',
    where: WHERE,
    message: `${file} has no default export: it ${found}`,
    hint: 'write "export default { name, version, create }"',
    details: { file },
  };
}

/** A default export that is no strategy. */
export function contractProblem(file: string, { member, message, hint }: ContractProblem): Problem {
  return {
    code: 'CFG_STRATEGY_CONTRACT',
    where: WHERE,
    message: `${file}: ${member === '' ? 'the default export' : member}: ${message}`,
    hint: hint ?? 'docs/writing-a-strategy.md describes what a strategy holds',
    details: { file, member },
  };
}

/** A file that is not there, not readable, or not of the right kind. */
export function fileProblem(message: string, file: string, hint?: string): Problem {
  return {
    code: 'CFG_STRATEGY_FILE',
    where: WHERE,
    message,
    ...(hint === undefined ? {} : { hint }),
    details: { file },
  };
}
