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

const strategyCommand: CommandDeclaration = {
  command: 'strategy <config>',
  describe: 'check that a strategy keeps the rules of all strategies',
  positionals: { config: CONFIG_FILE },
  flags: { strict: STRICT, 'strict-data': STRICT_DATA, 'no-cache': NO_CACHE },
  examples: [['check strategy my-strategy.json', 'with its parameters, on its data; 1 if a rule is broken']],
  load: async () => (await import('../actions/check-strategy.ts')).checkStrategyAction,
};

export const checkGroup: CommandGroup = {
  command: 'check',
  describe: 'check a strategy before it is trusted',
  members: [lookaheadCommand, strategyCommand],
};
