import type { CommandDeclaration } from '../command.ts';
import { SWEEP } from './shared-flags.ts';

export const trialsCommand: CommandDeclaration = {
  command: 'trials <sweep>',
  describe: 'table of all trials, or the configuration of one',
  declare: (parser) =>
    parser
      .positional('sweep', SWEEP)
      .options({
        csv: { type: 'boolean', describe: 'all columns as CSV' },
        config: { type: 'string', requiresArg: true, describe: 'print the configuration of this trial (index)' },
      })
      .example('$0 trials latest', 'first columns, as many as fit')
      .example('$0 trials latest --csv > trials.csv', 'all columns')
      .example('$0 trials latest --config 0 > trial.json', 'a file for "$0 run"'),
  load: async () => (await import('../actions/trials.ts')).trialsAction,
};
