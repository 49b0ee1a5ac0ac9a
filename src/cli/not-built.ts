import { UsageError } from '../core/types/errors.ts';

/** Commands that the specification knows and this version does not have. */
const COMMANDS_NOT_BUILT = ['export', 'report', 'compare', 'batch', 'schema', 'migrate', 'check'] as const;
const DATA_COMMANDS_NOT_BUILT = ['import'] as const;

/** Refuses a command line that calls one of them, before the parser takes the word for a typing error. */
export function refuseCommandsNotBuilt(commandWords: readonly string[]): void {
  const [first, second] = commandWords;
  if (includes(COMMANDS_NOT_BUILT, first)) throw refuse(first);
  if (first === 'data' && includes(DATA_COMMANDS_NOT_BUILT, second)) throw refuse(`data ${second}`);
}

function includes(names: readonly string[], name: string | undefined): name is string {
  return name !== undefined && names.includes(name);
}

function refuse(command: string): UsageError {
  return new UsageError('USAGE', `"omega ${command}" is not part of this version`, {
    hint: '"omega --help" lists the commands that are',
    details: { command },
  });
}
