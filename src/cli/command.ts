import type { Argv } from 'yargs';
import type { JsonValue } from '../core/types/json.ts';
import type { Interruption } from './interruption.ts';
import type { Terminal } from './output/terminal.ts';

/** What a command has to say; only the form that is asked for is made. */
export interface Answer {
  /** For `--json`. */
  readonly result: () => JsonValue;
  /** For people; several pieces where the text may be long. */
  readonly text: () => string | Iterable<string>;
  /** Default 0. */
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
  /** Whether `--project-root` was given; commands that are suggested to the user repeat it. */
  readonly hasProjectRoot: boolean;
}

export type Action = (words: ParsedWords, context: CommandContext) => Promise<Answer>;

/** What the parser has to know about a command. Its code is loaded when it is called. */
export interface CommandDeclaration {
  /** Command and its positional words, as yargs writes them. */
  readonly command: string;
  readonly describe: string;
  /** Positional words, flags and examples. */
  readonly declare: (parser: Argv) => Argv;
  readonly load: () => Promise<Action>;
}

/** A command that only leads to others, such as `omega data`. */
export interface CommandGroup {
  readonly command: string;
  readonly describe: string;
  readonly members: readonly CommandDeclaration[];
}
