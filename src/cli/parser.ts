import yargs, { type Argv } from 'yargs';
import type { CommandDeclaration, CommandGroup, ParsedWords } from './command.ts';
import { COMMANDS, isGroup, nameOf } from './commands/all-commands.ts';
import { GLOBAL_FLAGS } from './commands/shared-flags.ts';
import { explainParserMessage } from './usage-errors.ts';

const HELP_WIDTH = 80;
const EXIT_CODES = [
  'Exit codes: 0 success, 1 failed, 2 usage, 3 configuration, 4 environment,',
  '5 results or store, 130 interrupted, 143 terminated.',
].join('\n');

/** Called with the command's full name and its parsed words. */
export type Dispatch = (name: string, declaration: CommandDeclaration, words: ParsedWords) => Promise<void>;

/** The grammar of the command line. It knows words only: values are checked by the commands. */
export function buildParser(words: readonly string[], version: string, dispatch: Dispatch): Argv {
  const parser: Argv = yargs([...words])
    .scriptName('omega')
    .locale('en')
    .usage('$0 <command> [flags]')
    .parserConfiguration({
      // `--no-cache` is a flag of its own, not the negation of another one.
      'boolean-negation': false,
      'dot-notation': false,
      // Ids made of digits, and seeds beyond 2^53, must stay text.
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .version(version)
    .describe('version', 'show the version')
    .help()
    .alias('h', 'help')
    .describe('help', 'show this help')
    .strict()
    .demandCommand(1, 'name a command')
    .exitProcess(false)
    .fail((message, error) => {
      throw isParserError(error) ? explainParserMessage(message, words) : error;
    })
    .wrap(HELP_WIDTH)
    .epilogue(EXIT_CODES)
    .group([...Object.keys(GLOBAL_FLAGS), 'help', 'version'], 'Flags of all commands:');
  parser.options(GLOBAL_FLAGS);
  for (const entry of COMMANDS) addEntry(parser, entry, dispatch);
  parser.completion('completion', 'print a completion script for bash or zsh');
  return parser;
}

function addEntry(parser: Argv, entry: CommandDeclaration | CommandGroup, dispatch: Dispatch): void {
  if (!isGroup(entry)) {
    addCommand(parser, nameOf(entry), entry, dispatch);
    return;
  }
  const { command, describe, members } = entry;
  parser.command(command, describe, (inner) => {
    for (const member of members) addCommand(inner, `${command} ${nameOf(member)}`, member, dispatch);
    return inner.demandCommand(1, `name a command after "${command}"`);
  });
}

function addCommand(parser: Argv, name: string, declaration: CommandDeclaration, dispatch: Dispatch): void {
  const { command, describe, positionals = {}, flags = {}, examples } = declaration;
  const declare = (inner: Argv): Argv => {
    for (const [key, options] of Object.entries(positionals)) inner.positional(key, options);
    inner.options(flags).group(Object.keys(flags), 'Flags:').epilogue(renderExamples(examples));
    return inner;
  };
  parser.command(command, describe, declare, (argv) => dispatch(name, declaration, argv));
}

/** What the parser itself found, as opposed to what a command threw. */
function isParserError(error: Error | undefined): boolean {
  return error === undefined || error === null || error.name === 'YError';
}

/** The parser's own form would break command lines in the middle. */
function renderExamples(examples: CommandDeclaration['examples']): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, meaning]) => `  omega ${line.padEnd(width)}  ${meaning}`);
  return ['Examples:', ...lines].join('\n');
}
