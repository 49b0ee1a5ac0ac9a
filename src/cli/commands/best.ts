import type { CommandDeclaration } from '../command.ts';
import { SWEEP, valueFlag } from './shared-flags.ts';

export const bestCommand: CommandDeclaration = {
  command: 'best <sweep>',
  describe: 'table of the best parameters',
  positionals: { sweep: SWEEP },
  flags: { top: valueFlag('number of trials', { default: '10' }) },
  examples: [
    ['best latest', 'the best ten'],
    ['best latest --top 1 --json', 'the winner for a script'],
  ],
  load: async () => (await import('../actions/best.ts')).bestAction,
};
