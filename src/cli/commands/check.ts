import type { CommandDeclaration, CommandGroup } from '../command.ts';
import { CONFIG_FILE, NO_CACHE, STRICT, STRICT_DATA, valueFlag } from './shared-flags.ts';

const lookaheadCommand: CommandDeclaration = {
  command: 'lookahead <config>',
  describe: 'repeat a run on data cut off at many points',
  positionals: { config: CONFIG_FILE },
  flags: {
    cuts: valueFlag('number of points', { default: '40' }),
    strict: STRICT,
    'strict-data': STRICT_DATA,
    'no-cache': NO_CACHE,
  },
  examples: [
    ['check lookahead configs/single.json', '1 if a decision changes'],
    ['check lookahead configs/single.json --cuts 500', 'takes longer'],
  ],
  load: async () => (await import('../actions/check-lookahead.ts')).checkLookaheadAction,
};

export const checkGroup: CommandGroup = {
  command: 'check',
  describe: 'check that a run sees no future',
  members: [lookaheadCommand],
};
