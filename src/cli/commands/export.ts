import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE, onOffFlag, SWEEP, valueFlag } from './shared-flags.ts';

export const exportCommand: CommandDeclaration = {
  command: 'export <sweep>',
  describe: 'trials, daily results and trades as Parquet or CSV',
  positionals: { sweep: SWEEP },
  flags: {
    csv: onOffFlag('CSV instead of Parquet'),
    top: valueFlag('number of best trials with trades; 0: none', { default: '10' }),
    to: valueFlag('target folder; default: export in the folder of the sweep'),
    'no-cache': NO_CACHE,
  },
  examples: [
    ['export latest', 'for DuckDB, pandas or a notebook'],
    ['export latest --csv --top 3 --to tables', 'CSV, trades of three trials'],
  ],
  load: async () => (await import('../actions/export.ts')).exportAction,
};
