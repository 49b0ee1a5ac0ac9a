import type { BadInputProject, JudgedOutcome } from './bad-input-project.ts';
import type { SmallSeries } from './small-series.ts';

export interface SmallRun {
  /** Members of the configuration that differ. */
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** `omega run` of the small configuration over the given series. */
export function runSmall(
  project: BadInputProject,
  series: readonly SmallSeries[],
  { changes = {}, flags = [], environment = {} }: SmallRun = {},
): Promise<JudgedOutcome> {
  const config = project.writeSmallConfig('config.json', changes);
  return project.call(['run', config, ...flags], { ...project.dataRoot(series), ...environment });
}
