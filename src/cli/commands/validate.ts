import type { CommandDeclaration } from '../command.ts';
import { CONFIG_FILE, STRICT } from './shared-flags.ts';

export const validateCommand: CommandDeclaration = {
  command: 'validate <config>',
  describe: 'check a configuration without market data',
  positionals: { config: CONFIG_FILE },
  flags: { strict: STRICT },
  examples: [
    ['validate configs/single.json', 'all problems at once'],
    ['validate configs/single.json --json', 'normalised form'],
  ],
  load: async () => (await import('../actions/validate.ts')).validateAction,
};
