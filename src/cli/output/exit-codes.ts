import type { ErrorDescription } from '../../core/types/errors.ts';

/** Exit codes of `data-and-config.md` 18.3 that the program chooses itself. */
export const EXIT_SUCCESS = 0;
export const EXIT_FAILED = 1;
export const EXIT_INTERRUPTED = 130;
export const EXIT_TERMINATED = 143;

const EXIT_USAGE = 2;
const EXIT_CONFIG = 3;
const EXIT_ENVIRONMENT = 4;
const EXIT_OUTPUT = 5;

/** Codes whose exit code does not follow from their category. */
const EXIT_BY_CODE: readonly (readonly [pattern: RegExp, exitCode: number])[] = [
  [/^USAGE(_|$)/, EXIT_USAGE],
  [/^ENV_UNSUPPORTED$/, EXIT_ENVIRONMENT],
  [/^(OUT|STORE)_/, EXIT_OUTPUT],
];

/** Exit code of an error: by its code, else by its category. */
export function exitCodeOf(error: Pick<ErrorDescription, 'code' | 'category'>): number {
  const special = EXIT_BY_CODE.find(([pattern]) => pattern.test(error.code));
  if (special !== undefined) return special[1];
  return error.category === 'config' ? EXIT_CONFIG : EXIT_FAILED;
}
