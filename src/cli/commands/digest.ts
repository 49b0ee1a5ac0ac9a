import type { CommandDeclaration } from '../command.ts';
import { SWEEP } from './shared-flags.ts';

export const digestCommand: CommandDeclaration = {
  command: 'digest <sweep>',
  describe: 'SHA-256 of the trial table',
  positionals: { sweep: SWEEP },
  examples: [['digest latest', 'equal digests are equal trials']],
  load: async () => (await import('../actions/digest.ts')).digestAction,
};
