import type { CommandDeclaration, CommandGroup } from '../command.ts';
import { dataImportCommand } from './data-import.ts';
import { NO_CACHE, valueFlag } from './shared-flags.ts';

const TARGET_ROOT = 'target data root';

const synthCommand: CommandDeclaration = {
  command: 'synth [symbol]',
  describe: 'write a synthetic sample',
  positionals: { symbol: { type: 'string', default: 'EURUSD', describe: 'currency pair' } },
  flags: {
    seed: valueFlag('seed, 0 to 2^53 - 1', { default: '42' }),
    to: valueFlag(TARGET_ROOT),
  },
  examples: [
    ['data synth', 'EURUSD below the data root'],
    ['data synth USDJPY --seed 7 --to sample', 'other data, other place'],
  ],
  load: async () => (await import('../actions/data-synth.ts')).dataSynthAction,
};

const infoCommand: CommandDeclaration = {
  command: 'info',
  describe: 'bars, range, gaps, hash of every series',
  flags: { 'no-cache': NO_CACHE },
  examples: [['data info', 'all series below the data root']],
  load: async () => (await import('../actions/data-info.ts')).dataInfoAction,
};

const validateCommand: CommandDeclaration = {
  command: 'validate [symbol] [timeframe]',
  describe: 'check files without a run',
  positionals: {
    symbol: { type: 'string', describe: 'only this symbol' },
    timeframe: { type: 'string', describe: 'only this timeframe' },
  },
  flags: { 'no-cache': NO_CACHE },
  examples: [
    ['data validate', 'all series below the data root'],
    ['data validate EURUSD M5', 'one series'],
  ],
  load: async () => (await import('../actions/data-validate.ts')).dataValidateAction,
};

const repairCommand: CommandDeclaration = {
  command: 'repair <symbol>',
  describe: 'copy with crossed quotes repaired',
  positionals: { symbol: { type: 'string', describe: 'symbol' } },
  flags: {
    to: valueFlag(TARGET_ROOT, { demandOption: true }),
    crossed: valueFlag('mend (raise the ask) or drop (the bar)', { default: 'mend' }),
  },
  examples: [
    ['data repair EURUSD --to repaired', 'ask raised to the bid'],
    ['data repair EURUSD --to dropped --crossed drop', 'bars removed'],
  ],
  load: async () => (await import('../actions/data-repair.ts')).dataRepairAction,
};

const resampleCommand: CommandDeclaration = {
  command: 'resample <symbol> <tf..>',
  describe: 'make higher timeframes',
  positionals: {
    symbol: { type: 'string', describe: 'symbol' },
    tf: { type: 'string', array: true, describe: 'timeframes to make: M5, M15, M30, H1, H4, D1' },
  },
  flags: { to: valueFlag(TARGET_ROOT) },
  examples: [
    ['data resample EURUSD M15 H1 --to resampled', 'below another data root'],
    ['data resample EURUSD H4 D1 --to daily', 'from the finest bars too'],
  ],
  load: async () => (await import('../actions/data-resample.ts')).dataResampleAction,
};

export const dataGroup: CommandGroup = {
  command: 'data',
  describe: 'make, import, describe, check and repair market data',
  members: [synthCommand, infoCommand, validateCommand, dataImportCommand, resampleCommand, repairCommand],
};
