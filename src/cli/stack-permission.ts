import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ParsedWords } from './command.ts';

const PROD = /["']?run_mode["']?\s*:\s*["']?prod\b/;
const BASE_FILE = /^["']?base["']?\s*:\s*["']?([^"'#\n]+)/m;

/**
 * Whether errors of a command may show their stack: not in run mode `prod` (`data-and-config.md` 18.1).
 * Looks at the text of the file that was named, because an error may come before it is understood.
 */
export function mayShowStack(words: ParsedWords): boolean {
  const file = words.config ?? words.file;
  if (typeof file !== 'string') return true;
  const text = readText(file);
  const base = BASE_FILE.exec(text)?.[1]?.trim();
  const baseText = base === undefined ? '' : readText(path.resolve(path.dirname(file), base));
  return !PROD.test(text) && !PROD.test(baseText);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
