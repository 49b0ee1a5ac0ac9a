import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE, onOffFlag, STRICT, STRICT_DATA, valueFlag } from './shared-flags.ts';

export const batchCommand: CommandDeclaration = {
  command: 'batch <configs..>',
  describe: 'run a list of configurations side by side',
  positionals: {
    configs: {
      type: 'string',
      array: true,
      describe: 'configuration files (*.json), or text files with one of them per line',
    },
  },
  flags: {
    workers: valueFlag('runs at the same time; default: processors less one'),
    csv: onOffFlag('the table as CSV, with all metrics'),
    strict: STRICT,
    'strict-data': STRICT_DATA,
    'no-cache': NO_CACHE,
    'no-report': onOffFlag('no report.html (never written so far)'),
    provenance: onOffFlag('record the git commit in meta.json'),
  },
  examples: [
    ['batch configs/*.json', 'artifacts of all in results/runs'],
    ['batch configs/*.json --csv > all.csv', 'a row per configuration'],
    ['batch runs.txt --workers 4', 'files listed in runs.txt'],
  ],
  load: async () => (await import('../actions/batch.ts')).batchAction,
};
