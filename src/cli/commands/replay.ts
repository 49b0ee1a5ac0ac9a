import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE, SWEEP, WORKERS } from './shared-flags.ts';

export const replayCommand: CommandDeclaration = {
  command: 'replay <sweep>',
  describe: 'repeat trials and compare them with the store',
  declare: (parser) =>
    parser
      .positional('sweep', SWEEP)
      .options({
        trial: { type: 'string', requiresArg: true, describe: 'index of the trial' },
        all: { type: 'boolean', describe: 'every trial of the sweep' },
        export: {
          type: 'string',
          requiresArg: true,
          describe: 'write the trial as a configuration to this file, and its artifacts',
        },
        workers: WORKERS,
        'no-cache': NO_CACHE,
      })
      .example('$0 replay latest --trial 0', 'compare one trial')
      .example('$0 replay latest --all', 'compare all of them')
      .example('$0 replay latest --trial 0 --export trial.json', 'make it a single run'),
  load: async () => (await import('../actions/replay.ts')).replayAction,
};
