import type { CommandDeclaration } from '../command.ts';
import { CONFIG_FILE, NO_CACHE, NO_REPORT, onOffFlag, STRICT, STRICT_DATA, valueFlag } from './shared-flags.ts';

export const runCommand: CommandDeclaration = {
  command: 'run <config>',
  describe: 'run one backtest',
  positionals: { config: CONFIG_FILE },
  flags: {
    'output-dir': valueFlag('folder of the artifacts'),
    strict: STRICT,
    'strict-data': STRICT_DATA,
    'no-cache': NO_CACHE,
    'no-report': NO_REPORT,
    provenance: onOffFlag('record the git commit in meta.json'),
  },
  examples: [
    ['run configs/single.json', 'artifacts in results/runs'],
    ['run configs/single.json --output-dir out', 'artifacts in out'],
  ],
  load: async () => (await import('../actions/run.ts')).runAction,
};
