import { UsageError } from '../../core/types/errors.ts';

const YAML_FILE = /\.ya?ml$/i;

/** Refuses a YAML file where a configuration is expected: these are JSON, so it is most likely a sweep file. */
export function refuseSweepFile(config: string, sweepWords: string): void {
  if (!YAML_FILE.test(config)) return;
  throw new UsageError('USAGE', `${config} is a YAML file, expected a configuration (JSON)`, {
    hint: `for a sweep file: omega sweep ${config}${sweepWords}`,
    details: { file: config },
  });
}
