import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE, onOffFlag, STRICT, STRICT_DATA, valueFlag, WORKERS } from './shared-flags.ts';

export const sweepCommand: CommandDeclaration = {
  command: 'sweep [file]',
  describe: 'run, continue or show a sweep',
  positionals: { file: { type: 'string', describe: 'sweep file (YAML)' } },
  flags: {
    resume: valueFlag('continue this stored sweep; no file then'),
    restart: onOffFlag('delete the stored sweep and run it again'),
    'dry-run': onOffFlag('print the estimate and stop'),
    seed: valueFlag('root seed, 0 to 2^53 - 1'),
    workers: WORKERS,
    memory: valueFlag('memory in MB for series that the workers share; default: a quarter of the machine'),
    strict: STRICT,
    'open-holdout': onOffFlag('then run the best trial on the holdout, as "omega holdout" does'),
    'strict-data': STRICT_DATA,
    'no-cache': NO_CACHE,
    'no-report': onOffFlag('no report.html among the files of the sweep'),
    baseline: valueFlag('compare with this earlier manifest.json'),
  },
  examples: [
    ['sweep sweeps/quickstart.yaml --dry-run', 'how many trials'],
    ['sweep sweeps/quickstart.yaml', 'run, continue or show'],
    ['sweep --resume latest', 'continue after Ctrl-C'],
  ],
  load: async () => (await import('../actions/sweep.ts')).sweepAction,
};
