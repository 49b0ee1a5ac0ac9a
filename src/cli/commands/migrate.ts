import type { CommandDeclaration } from '../command.ts';
import { valueFlag } from './shared-flags.ts';

export const migrateCommand: CommandDeclaration = {
  command: 'migrate <config>',
  describe: 'turn a configuration of version 1 into a new one',
  positionals: { config: { type: 'string', describe: 'configuration of version 1 (JSON)' } },
  flags: {
    output: valueFlag('file to write; else it is printed'),
    variant: valueFlag('v1_parity (comparable results) or v2', { default: 'v1_parity' }),
    'costs-out': valueFlag('costs file to write with the old slippage'),
  },
  examples: [
    ['migrate old.json --output new.json', 'and a list of what is lost'],
    ['migrate old.json > new.json', 'the list on the screen'],
    ['migrate old.json --costs-out costs.yaml', 'slippage goes there'],
    ['migrate old.json --variant v2', 'canonical rules'],
  ],
  load: async () => (await import('../actions/migrate.ts')).migrateAction,
};
