import { spawnSync } from 'node:child_process';

const LIMIT_MS = 10_000;

/**
 * Line of the first syntax error in the text of an ES module, null where there is none or it cannot be
 * found: node tells it only when it checks a text, in a process of its own.
 */
export function locateSyntaxError(text: string): number | null {
  const words = ['--check', '--input-type=module', '-'];
  const { stderr, error } = spawnSync(process.execPath, words, { input: text, encoding: 'utf8', timeout: LIMIT_MS });
  if (error !== undefined) return null;
  const [, line] = /^\[stdin\]:(\d+)/m.exec(stderr) ?? [];
  return line === undefined ? null : Number(line);
}
