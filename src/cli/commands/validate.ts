import type { CommandDeclaration } from '../command.ts';
import { STRICT } from './shared-flags.ts';

export const validateCommand: CommandDeclaration = {
  command: 'validate <config>',
  describe: 'check a configuration without market data',
  declare: (parser) =>
    parser
      .positional('config', { type: 'string', demandOption: true, describe: 'configuration file (JSON)' })
      .options({ strict: STRICT })
      .example('$0 validate configs/single.json', 'all problems at once')
      .example('$0 validate configs/single.json --json', 'with the normalised configuration'),
  load: async () => (await import('../actions/validate.ts')).validateAction,
};
