import type { ConfigWarning } from './problem-list.ts';

/** Line that tells the user about a finding that does not stop the run: code, place, words and what to do. */
export function warningNotice({ code, where, message, hint }: ConfigWarning): string {
  return `warning[${code}] ${where}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}
