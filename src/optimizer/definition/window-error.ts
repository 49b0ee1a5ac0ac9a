import { ConfigError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { keyOffsetOf, type SourcePath } from './source-node.ts';
import type { SweepSource } from './sweep-source.ts';

/** A period that a sweep file asks for and that cannot be run. */
interface WindowFinding {
  /** Key that asks for it. */
  readonly path: SourcePath;
  readonly message: string;
  readonly hint: string;
  readonly details: JsonObject;
}

/** Error `SWEEP_WINDOW` of a file that was accepted before its data were known, at the key that asks for the period. */
export function windowError(
  { root, problems }: Pick<SweepSource, 'root' | 'problems'>,
  { path, ...finding }: WindowFinding,
): ConfigError {
  return new ConfigError([
    problems.locate({ ...finding, code: 'SWEEP_WINDOW', offset: keyOffsetOf(root, path), path }),
  ]);
}
