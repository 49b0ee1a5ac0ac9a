import type { CommandDeclaration } from '../command.ts';
import { valueFlag } from './shared-flags.ts';

export const dataImportCommand: CommandDeclaration = {
  command: 'import <files..>',
  describe: 'turn CSV files into market files',
  positionals: { files: { type: 'string', array: true, describe: 'CSV files; their order does not matter' } },
  flags: {
    symbol: valueFlag('symbol, for example EURUSD', { demandOption: true }),
    timeframe: valueFlag('M1, M5, M15, M30, H1, H4 or D1', { demandOption: true }),
    side: valueFlag('bid, ask, or both: told by the names or columns', { default: 'both' }),
    format: valueFlag('omega, dukascopy, metatrader or generic'),
    columns: valueFlag('columns of a generic file: time=Date,open=2,...'),
    timezone: valueFlag('UTC: times without a zone are in UTC'),
    to: valueFlag('target data root'),
  },
  examples: [
    ['data import *.csv --symbol EURUSD --timeframe M1', 'both sides'],
    ['data import b.csv --symbol DE40 --timeframe H1 --side bid', 'one side'],
  ],
  load: async () => (await import('../actions/data-import.ts')).dataImportAction,
};
