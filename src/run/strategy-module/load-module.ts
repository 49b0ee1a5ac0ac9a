import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { StrategyModuleOutcome } from '../../config/strategy-choice.ts';
import { sha256Hex } from '../../core/math/sha256.ts';
import type { Problem } from '../../core/types/errors.ts';
import { evaluateModule } from './evaluate-module.ts';
import { fileProblem } from './module-problems.ts';

const EXTENSIONS: readonly string[] = ['.mjs', '.js'];

/**
 * Reads and runs the strategy module that a configuration names. What is wrong with it is returned, so that
 * it is reported together with everything else that is wrong with the configuration.
 *
 * @param file as written in the configuration
 * @param folder that it is relative to
 */
export async function loadModule(file: string, folder: string, projectRoot: string): Promise<StrategyModuleOutcome> {
  const absolute = path.resolve(folder, file);
  const name = path.basename(absolute);
  const shown = projectPath(absolute, projectRoot);
  if (!EXTENSIONS.includes(path.extname(name))) return { problems: [wrongExtension(name)] };
  let bytes: Uint8Array;
  try {
    bytes = await readFile(absolute);
  } catch (error) {
    return { problems: [unreadable(shown, error as NodeJS.ErrnoException)] };
  }
  const text = decode(bytes);
  if (text === null) return { problems: [fileProblem(`${shown} is not UTF-8 text`, shown)] };
  const evaluated = await evaluateModule({ name, text });
  if ('problems' in evaluated) {
    const { problems, isSyntaxError } = evaluated;
    return { problems: isSyntaxError ? await withLine(problems, name, text) : problems };
  }
  const input = { sha256: sha256Hex(bytes), sizeBytes: bytes.length, rows: null, startTimeMs: null, endTimeMs: null };
  return {
    strategy: evaluated.strategy,
    file: { path: shown, text, input: { kind: 'strategy_module', path: name, ...input, repair: null } },
  };
}

/** A path relative to the project root, the same on every system. */
function projectPath(absolute: string, projectRoot: string): string {
  return path.relative(path.resolve(projectRoot), absolute).split(path.sep).join('/');
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The search for the line starts a program; its code is loaded only then. */
async function withLine(problems: readonly Problem[], name: string, text: string): Promise<readonly Problem[]> {
  const { locateSyntaxError } = await import('./locate-syntax-error.ts');
  const line = locateSyntaxError(text);
  if (line === null) return problems;
  return problems.map((problem) => {
    const message = problem.message.replace(`${name}: `, `${name}:${line}: `);
    return { ...problem, message, details: { ...problem.details, line } };
  });
}

function wrongExtension(name: string): Problem {
  const isTypeScript = ['.ts', '.mts'].includes(path.extname(name));
  const hint = `compile it, for example with: npx esbuild ${name} --bundle --format=esm --outfile=my-strategy.mjs`;
  const message = `${name} is no JavaScript module, expected a file ending in .mjs or .js`;
  return fileProblem(message, name, isTypeScript ? hint : undefined);
}

function unreadable(shown: string, { code = 'unknown', message }: NodeJS.ErrnoException): Problem {
  const hint = 'the path is relative to the file in which strategy_module stands';
  if (code === 'ENOENT' || code === 'ENOTDIR') return fileProblem(`there is no file ${shown}`, shown, hint);
  return fileProblem(`${shown} cannot be read: ${code === 'EISDIR' ? 'it is a folder' : message}`, shown, hint);
}
