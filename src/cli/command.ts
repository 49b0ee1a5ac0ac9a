import type { Options, PositionalOptions } from 'yargs';
import type { OmegaError } from '../core/types/errors.ts';
import type { JsonValue } from '../core/types/json.ts';
import type { Interruption } from './interruption.ts';
import type { Terminal } from './output/terminal.ts';

/** What a command has to say; only the form that is asked for is made. */
export interface Answer {
  /** For `--json`. */
  readonly result: () => JsonValue;
  /** For people; several pieces where the text may be long. */
  readonly text: () => string | Iterable<string>;
  /** Printed after the text, instead of the result with `--json`; the exit code follows from it. */
  readonly failure?: OmegaError | undefined;
  /** Of an answer without a failure; default 0. */
  readonly exitCode?: number;
}

/** The parsed words of a command line, before its values are checked. */
export type ParsedWords = Readonly<Record<string, unknown>>;

/** What every command may use. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  /** Base of relative locations. */
  readonly projectRoot: string;
  /** Words that a suggested command must repeat to find the same files. */
  readonly rootWords: string;
}

export type Action = (words: ParsedWords, context: CommandContext) => Promise<Answer>;

/** What the parser has to know about a command. Its code is loaded when it is called. */
export interface CommandDeclaration {
  /** Command and its positional words, as yargs writes them. */
  readonly command: string;
  readonly describe: string;
  readonly positionals?: Readonly<Record<string, PositionalOptions>>;
  readonly flags?: Readonly<Record<string, Options>>;
  /** Command lines after `omega`, and what they do. */
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  readonly load: () => Promise<Action>;
}

/** A command that only leads to others, such as `omega data`. */
export interface CommandGroup {
  readonly command: string;
  readonly describe: string;
  readonly members: readonly CommandDeclaration[];
}
