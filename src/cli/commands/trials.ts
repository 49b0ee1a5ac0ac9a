import type { CommandDeclaration } from '../command.ts';
import { onOffFlag, SWEEP, valueFlag } from './shared-flags.ts';

export const trialsCommand: CommandDeclaration = {
  command: 'trials <sweep>',
  describe: 'table of all trials, or the configuration of one',
  positionals: { sweep: SWEEP },
  flags: {
    csv: onOffFlag('all columns as CSV'),
    config: valueFlag('configuration of the trial of this index'),
  },
  examples: [
    ['trials latest', 'in several blocks where one is too wide'],
    ['trials latest --csv > trials.csv', 'all metrics too'],
    ['trials latest --config 0 > 0.json', 'a file for "omega run"'],
  ],
  load: async () => (await import('../actions/trials.ts')).trialsAction,
};
