import type { CommandDeclaration, CommandGroup } from '../command.ts';
import { NO_CACHE, TO } from './shared-flags.ts';

const synthCommand: CommandDeclaration = {
  command: 'synth [symbol]',
  describe: 'write deterministic synthetic market data',
  declare: (parser) =>
    parser
      .positional('symbol', { type: 'string', default: 'EURUSD', describe: 'currency pair' })
      .options({
        seed: { type: 'string', requiresArg: true, default: '42', describe: 'seed, 0 to 2^53 - 1' },
        to: TO,
      })
      .example('$0 data synth', 'six timeframes of EURUSD below the data root')
      .example('$0 data synth USDJPY --seed 7 --to sample', 'another sample, another place'),
  load: async () => (await import('../actions/data-synth.ts')).dataSynthAction,
};

const infoCommand: CommandDeclaration = {
  command: 'info',
  describe: 'what is there: rows, range, gaps, crossed bars, hash',
  declare: (parser) => parser.options({ 'no-cache': NO_CACHE }).example('$0 data info', 'all series below the data root'),
  load: async () => (await import('../actions/data-info.ts')).dataInfoAction,
};

const validateCommand: CommandDeclaration = {
  command: 'validate [symbol] [timeframe]',
  describe: 'check market files without a run',
  declare: (parser) =>
    parser
      .positional('symbol', { type: 'string', describe: 'only this symbol' })
      .positional('timeframe', { type: 'string', describe: 'only this timeframe' })
      .options({ 'no-cache': NO_CACHE })
      .example('$0 data validate', 'all series below the data root')
      .example('$0 data validate EURUSD M5', 'one series'),
  load: async () => (await import('../actions/data-validate.ts')).dataValidateAction,
};

const repairCommand: CommandDeclaration = {
  command: 'repair <symbol>',
  describe: 'write a copy with crossed quotes repaired',
  declare: (parser) =>
    parser
      .positional('symbol', { type: 'string', demandOption: true, describe: 'symbol; its finest timeframe is repaired' })
      .options({
        to: { ...TO, demandOption: true },
        crossed: { type: 'string', requiresArg: true, default: 'mend', describe: 'mend (raise the ask) or drop (the bar)' },
      })
      .example('$0 data repair EURUSD --to repaired', 'ask raised to the bid')
      .example('$0 data repair EURUSD --to repaired --crossed drop', 'crossed bars removed'),
  load: async () => (await import('../actions/data-repair.ts')).dataRepairAction,
};

const resampleCommand: CommandDeclaration = {
  command: 'resample <symbol> <timeframe..>',
  describe: 'make higher timeframes from the finest one',
  declare: (parser) =>
    parser
      .positional('symbol', { type: 'string', demandOption: true, describe: 'symbol' })
      .positional('timeframe', { type: 'string', array: true, demandOption: true, describe: 'timeframes to make' })
      .options({ to: TO })
      .example('$0 data resample EURUSD H1 D1', 'next to the source files')
      .example('$0 data resample EURUSD H1 --to other', 'below another data root'),
  load: async () => (await import('../actions/data-resample.ts')).dataResampleAction,
};

export const dataGroup: CommandGroup = {
  command: 'data',
  describe: 'make, describe, check and repair market data',
  members: [synthCommand, infoCommand, validateCommand, repairCommand, resampleCommand],
};
