import type { CommandDeclaration, CommandGroup } from './command.ts';
import { COMMANDS, isGroup, nameOf } from './commands/all-commands.ts';

/** The only flag of all commands that has a value of its own. */
const GLOBAL_VALUE_FLAG = '--project-root';

/** Words of a command line that are neither flags nor the value of a flag of all commands. */
function plainWords(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => !word.startsWith('-') && words[index - 1] !== GLOBAL_VALUE_FLAG);
}

/** What a command line calls, as far as its words are known. */
export interface CalledCommand {
  /** `data synth`; empty where not even the first word is a command. */
  readonly name: string;
  readonly entry: CommandDeclaration | CommandGroup | null;
  /** The first word after the name. */
  readonly next: string | undefined;
}

export function findCalledCommand(words: readonly string[]): CalledCommand {
  const [first, second, third] = plainWords(words);
  const entry = COMMANDS.find((candidate) => nameOf(candidate) === first);
  if (entry === undefined) return { name: '', entry: null, next: first };
  const name = nameOf(entry);
  if (!isGroup(entry)) return { name, entry, next: second };
  const member = entry.members.find((candidate) => nameOf(candidate) === second);
  return member === undefined
    ? { name, entry, next: second }
    : { name: `${name} ${nameOf(member)}`, entry: member, next: third };
}
