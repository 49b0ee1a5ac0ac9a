import type { Options } from 'yargs';

/** Flags of several commands; values are texts here and checked by the command. */
export const STRICT = { type: 'boolean', describe: 'unknown keys are errors' } as const satisfies Options;
export const STRICT_DATA = { type: 'boolean', describe: 'data warnings are errors' } as const satisfies Options;
export const NO_CACHE = { type: 'boolean', describe: 'neither read nor write the column cache' } as const satisfies Options;
export const NO_REPORT = {
  type: 'boolean',
  describe: 'no report.html (this version never writes one)',
} as const satisfies Options;
export const WORKERS = {
  type: 'string',
  requiresArg: true,
  describe: 'number of worker threads; never changes results',
} as const satisfies Options;
export const TO = { type: 'string', requiresArg: true, describe: 'target data root' } as const satisfies Options;

/** Positional word that names a sweep. */
export const SWEEP = {
  type: 'string',
  demandOption: true,
  describe: 'sweep id, unique prefix of at least 4 characters, or "latest"',
} as const;
