import type { CommandDeclaration } from '../command.ts';
import { SWEEP } from './shared-flags.ts';

export const bestCommand: CommandDeclaration = {
  command: 'best <sweep>',
  describe: 'table of the best parameters',
  declare: (parser) =>
    parser
      .positional('sweep', SWEEP)
      .options({ top: { type: 'string', requiresArg: true, default: '10', describe: 'number of trials' } })
      .example('$0 best latest', 'the best ten')
      .example('$0 best latest --top 1 --json', 'the winner for a script'),
  load: async () => (await import('../actions/best.ts')).bestAction,
};
