import type { CommandDeclaration, CommandGroup } from '../command.ts';
import { batchCommand } from './batch.ts';
import { bestCommand } from './best.ts';
import { checkGroup } from './check.ts';
import { compareCommand } from './compare.ts';
import { dataGroup } from './data.ts';
import { digestCommand } from './digest.ts';
import { exportCommand } from './export.ts';
import { holdoutCommand } from './holdout.ts';
import { migrateCommand } from './migrate.ts';
import { replayCommand } from './replay.ts';
import { reportCommand } from './report.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';
import { sweepCommand } from './sweep.ts';
import { trialsCommand } from './trials.ts';
import { validateCommand } from './validate.ts';

/** Everything omega can be told, in the order of the help page. */
export const COMMANDS: readonly (CommandDeclaration | CommandGroup)[] = [
  runCommand,
  reportCommand,
  compareCommand,
  batchCommand,
  validateCommand,
  sweepCommand,
  replayCommand,
  bestCommand,
  holdoutCommand,
  trialsCommand,
  digestCommand,
  exportCommand,
  dataGroup,
  checkGroup,
  schemaCommand,
  migrateCommand,
];

export function isGroup(entry: CommandDeclaration | CommandGroup): entry is CommandGroup {
  return 'members' in entry;
}

/** First word of a declaration: `run` of `run <config>`. */
export function nameOf(entry: { readonly command: string }): string {
  return entry.command.split(' ', 1)[0] ?? '';
}
