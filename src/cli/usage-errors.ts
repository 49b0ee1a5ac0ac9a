import { suggestName } from '../core/math/suggest.ts';
import { UsageError } from '../core/types/errors.ts';
import { type CalledCommand, findCalledCommand } from './command-words.ts';
import { COMMANDS, isGroup, nameOf } from './commands/all-commands.ts';
import { GLOBAL_FLAGS } from './commands/shared-flags.ts';

const UNKNOWN_ARGUMENTS = /^Unknown (?:argument|command)s?: (.*)$/;
const MISSING_VALUE = /^Not enough arguments following: (.*)$/;
const MISSING_WORDS = /^Not enough non-option arguments/;
const MISSING_FLAGS = /^Missing required arguments?: (.*)$/;

/** Turns what the parser says about a command line into an error that names the word and the usage. */
export function explainParserMessage(message: string, words: readonly string[]): UsageError {
  const called = findCalledCommand(words);
  const [what, suggestion] = explain(message, words, called);
  const hint = suggestion === undefined ? usageOf(called) : `did you mean ${suggestion}? ${usageOf(called)}`;
  return new UsageError('USAGE', what, { hint });
}

/** What is wrong, and the word that was probably meant. */
function explain(
  message: string,
  words: readonly string[],
  called: CalledCommand,
): readonly [what: string, suggestion?: string | undefined] {
  const unknown = UNKNOWN_ARGUMENTS.exec(message)?.[1]?.split(', ')[0];
  if (unknown !== undefined) return explainUnknown(unknown, words, called);
  const valueless = MISSING_VALUE.exec(message)?.[1];
  if (valueless !== undefined) return [`--${valueless} needs a value`];
  const missing = MISSING_FLAGS.exec(message)?.[1];
  if (missing !== undefined) return [`--${missing} is missing`];
  if (MISSING_WORDS.test(message)) return [`a word is missing after "omega ${called.name}"`];
  return [message.replace(/\s+/g, ' ').trim()];
}

function explainUnknown(
  unknown: string,
  words: readonly string[],
  called: CalledCommand,
): readonly [what: string, suggestion?: string | undefined] {
  const flag = words.find((word) => word.startsWith('-') && word.replace(/^-+/, '').split('=')[0] === unknown);
  if (flag !== undefined) {
    const meant = suggestName(unknown, flagsOf(called));
    return [`unknown flag ${flag.split('=')[0]}`, meant === undefined ? undefined : `--${meant}`];
  }
  const isCommand = called.entry === null || isGroup(called.entry);
  if (!isCommand) return [`unexpected word "${unknown}"`];
  const meant = suggestName(unknown, commandsBelow(called));
  const prefix = called.name === '' ? '' : `${called.name} `;
  return [`unknown command "${prefix}${unknown}"`, meant === undefined ? undefined : `"omega ${prefix}${meant}"`];
}

function flagsOf({ entry }: CalledCommand): readonly string[] {
  const own = entry !== null && !isGroup(entry) ? Object.keys(entry.flags ?? {}) : [];
  return [...own, ...Object.keys(GLOBAL_FLAGS), 'help', 'version'];
}

function commandsBelow({ entry }: CalledCommand): readonly string[] {
  return (entry !== null && isGroup(entry) ? entry.members : COMMANDS).map(nameOf);
}

function usageOf({ name, entry }: CalledCommand): string {
  if (entry === null) return 'usage: omega <command> [flags]; omega --help lists the commands';
  if (isGroup(entry)) return `usage: omega ${name} <command> [flags]; omega ${name} --help lists the commands`;
  const positionals = entry.command.slice(nameOf(entry).length);
  return `usage: omega ${name}${positionals} [flags]; omega ${name} --help lists the flags`;
}
