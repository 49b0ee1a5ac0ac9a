import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE, NO_REPORT, STRICT, STRICT_DATA, WORKERS } from './shared-flags.ts';

export const sweepCommand: CommandDeclaration = {
  command: 'sweep [file]',
  describe: 'run, continue or show a sweep',
  declare: (parser) =>
    parser
      .positional('file', { type: 'string', describe: 'sweep file (YAML)' })
      .options({
        resume: { type: 'string', requiresArg: true, describe: 'continue this stored sweep instead of a file' },
        restart: { type: 'boolean', describe: 'delete the stored sweep and run it again' },
        'dry-run': { type: 'boolean', describe: 'print the estimate and stop' },
        seed: { type: 'string', requiresArg: true, describe: 'root seed, 0 to 2^53 - 1' },
        workers: WORKERS,
        strict: STRICT,
        'strict-data': STRICT_DATA,
        'no-cache': NO_CACHE,
        'no-report': NO_REPORT,
        baseline: { type: 'string', requiresArg: true, describe: 'manifest.json of an earlier sweep: list what drifted' },
      })
      .example('$0 sweep sweeps/quickstart.yaml --dry-run', 'how many trials')
      .example('$0 sweep sweeps/quickstart.yaml', 'run it, continue it or show it')
      .example('$0 sweep --resume latest', 'continue after Ctrl-C'),
  load: async () => (await import('../actions/sweep.ts')).sweepAction,
};
