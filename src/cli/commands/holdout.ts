import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE, SWEEP } from './shared-flags.ts';

export const holdoutCommand: CommandDeclaration = {
  command: 'holdout <sweep>',
  describe: 'run the final choice of a sweep on its holdout',
  positionals: { sweep: SWEEP },
  flags: { 'no-cache': NO_CACHE },
  examples: [['holdout latest', 'once, at the very end; the store counts every look']],
  load: async () => (await import('../actions/holdout.ts')).holdoutAction,
};
