import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE, NO_REPORT, STRICT, STRICT_DATA } from './shared-flags.ts';

export const runCommand: CommandDeclaration = {
  command: 'run <config>',
  describe: 'run one backtest',
  declare: (parser) =>
    parser
      .positional('config', { type: 'string', demandOption: true, describe: 'configuration file (JSON)' })
      .options({
        'output-dir': { type: 'string', requiresArg: true, describe: 'folder of the artifacts' },
        strict: STRICT,
        'strict-data': STRICT_DATA,
        'no-cache': NO_CACHE,
        'no-report': NO_REPORT,
        provenance: { type: 'boolean', describe: 'record the git commit in meta.json' },
      })
      .example('$0 run configs/single.json', 'artifacts in results/runs/<run id>')
      .example('$0 run configs/single.json --output-dir out', 'artifacts in out'),
  load: async () => (await import('../actions/run.ts')).runAction,
};
