import type { CommandDeclaration } from '../command.ts';
import { SWEEP } from './shared-flags.ts';

export const digestCommand: CommandDeclaration = {
  command: 'digest <sweep>',
  describe: 'SHA-256 of the trial table',
  declare: (parser) => parser.positional('sweep', SWEEP).example('$0 digest latest', 'equal digests are equal trials'),
  load: async () => (await import('../actions/digest.ts')).digestAction,
};
