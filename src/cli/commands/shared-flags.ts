import type { Options, PositionalOptions } from 'yargs';

/** A flag without a value. */
export function onOffFlag(describe: string): Options {
  return { type: 'boolean', describe };
}

/** A flag with a value; the parser takes it as text, the command checks it. */
export function valueFlag(describe: string, extra: Pick<Options, 'default' | 'demandOption'> = {}): Options {
  return { type: 'string', requiresArg: true, describe, ...extra };
}

export const STRICT = onOffFlag('unknown keys are errors');
export const STRICT_DATA = onOffFlag('data warnings are errors');
export const NO_CACHE = onOffFlag('do without the column cache');
export const NO_REPORT = onOffFlag('no report.html');
export const WORKERS = valueFlag('worker threads; default: as the sweep file says, else processors less one');

export const CONFIG_FILE: PositionalOptions = { type: 'string', describe: 'configuration file (JSON)' };
export const SWEEP: PositionalOptions = {
  type: 'string',
  describe:
    'sweep id, unique prefix of at least 4 characters, or "latest": the sweep that was started or continued last',
};

/** Flags of every command. */
export const GLOBAL_FLAGS = {
  'project-root': valueFlag('base of relative locations'),
  json: onOffFlag('result or error as a JSON document'),
  verbose: onOffFlag('where the time of a sweep went; stack traces of errors in run mode dev'),
} as const satisfies Record<string, Options>;
