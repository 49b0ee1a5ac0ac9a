import type * as z from 'zod';
import { UsageError } from '../../core/types/errors.ts';
import type { ParsedWords } from '../command.ts';

/**
 * Checks the values of a command line; the parser only knows words. The messages of the schema say
 * what is expected.
 *
 * @param positionals names that stand for words without a flag
 */
export function checkFlags<T extends z.ZodObject>(
  schema: T,
  words: ParsedWords,
  positionals: readonly string[] = [],
): z.infer<T> {
  const parsed = schema.safeParse(words);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [key = '', index] = issue?.path.map(String) ?? [];
  const value = words[key];
  const flag = positionals.includes(key) ? `<${key}>` : flagOf(key);
  const found = Array.isArray(value) && index !== undefined ? value[Number(index)] : value;
  throw refuseValue(flag, found, issue?.message ?? 'another value');
}

/** `outputDir` as it is typed: `--output-dir`. */
function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function refuseValue(flag: string, value: unknown, expected: string): UsageError {
  if (Array.isArray(value)) {
    return new UsageError('USAGE', `${flag} is given ${value.length} times, expected once`, { details: { flag } });
  }
  if (value === undefined) {
    return new UsageError('USAGE', `${flag} is missing, expected ${expected}`, { details: { flag, expected } });
  }
  const found = String(value);
  return new UsageError('USAGE', `${flag} is "${found}", expected ${expected}`, {
    details: { flag, value: found, expected },
  });
}
