import { describeError } from '../../core/types/errors.ts';
import { colourFor, type OutputStream } from './colour.ts';
import { exitCodeOf } from './exit-codes.ts';
import { errorDocument } from './json-document.ts';
import { messageWidth } from './message-width.ts';
import { toEnvironmentError } from './module-failure.ts';
import { renderError } from './render-error.ts';

/** Where a report goes. */
export interface ReportStreams {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

export interface ReportOptions {
  /** Adds the stack trace to the text form. */
  readonly withStack?: boolean;
}

/**
 * Prints an error as `data-and-config.md` 18.1 says: as an object on standard output with `--json`,
 * else as text on standard error.
 *
 * @param words the command line, which may not have been understood
 * @returns the exit code
 */
export function reportError(
  error: unknown,
  words: readonly string[],
  streams: ReportStreams,
  options: ReportOptions = {},
): number {
  const known = toEnvironmentError(error);
  const exitCode = exitCodeOf(describeError(known));
  if (isFlagGiven(words, '--json')) {
    streams.stdout.write(errorDocument(known));
  } else {
    const { stderr } = streams;
    stderr.write(
      renderError(known, {
        colour: colourFor(stderr),
        withStack: options.withStack ?? false,
        width: messageWidth(stderr),
      }),
    );
  }
  return exitCode;
}

/** Whether a flag is among the words, also on a command line that cannot be parsed. */
export function isFlagGiven(words: readonly string[], flag: string): boolean {
  const end = words.indexOf('--');
  const considered = end === -1 ? words : words.slice(0, end);
  return considered.includes(flag) || considered.includes(`${flag}=true`);
}
