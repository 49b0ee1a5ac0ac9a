import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE, onOffFlag, SWEEP, valueFlag, WORKERS } from './shared-flags.ts';

export const replayCommand: CommandDeclaration = {
  command: 'replay <sweep>',
  describe: 'repeat trials and compare them with the store',
  positionals: { sweep: SWEEP },
  flags: {
    trial: valueFlag('index of the trial'),
    all: onOffFlag('every trial of the sweep'),
    export: valueFlag('make it a configuration file and a run'),
    workers: WORKERS,
    'no-cache': NO_CACHE,
  },
  examples: [
    ['replay latest --trial 0', 'one trial'],
    ['replay latest --all', 'all trials'],
    ['replay latest --trial 0 --export 0.json', 'and a file for "omega run"'],
  ],
  load: async () => (await import('../actions/replay.ts')).replayAction,
};
