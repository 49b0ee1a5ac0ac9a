import type { JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor } from '../../types/strategy.ts';
import type { ParameterIssues } from './parameter-issues.ts';
import { readValue } from './read-value.ts';

/**
 * Brings the value of one parameter into its form and reports what is wrong with it; undefined where it
 * was refused. `path` is where the value stands, relative to `strategy_parameters`.
 */
export type ParameterReader = (
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
) => JsonValue | undefined;

/** The parameters of one strategy: what describes each of them, and how it is read. */
export class ParameterTable {
  readonly descriptors: readonly ParameterDescriptor[];
  private readonly byKey: ReadonlyMap<string, ParameterDescriptor>;
  private readonly readers: Readonly<Record<string, ParameterReader>>;

  /** @param readers of parameters whose descriptor does not say everything, by key */
  constructor(
    descriptors: readonly ParameterDescriptor[],
    readers: Readonly<Record<string, ParameterReader>> = Object.freeze({}),
  ) {
    this.descriptors = descriptors;
    this.byKey = new Map(descriptors.map((descriptor) => [descriptor.key, descriptor]));
    this.readers = readers;
  }

  find(key: string): ParameterDescriptor | undefined {
    return this.byKey.get(key);
  }

  /** Names of all parameters, for suggestions. */
  names(): Iterable<string> {
    return this.byKey.keys();
  }

  /**
   * The normalised value; undefined where the default counts (absent, null without a meaning of its own,
   * or refused).
   */
  read(
    descriptor: ParameterDescriptor,
    value: JsonValue | undefined,
    path: string,
    issues: ParameterIssues,
  ): JsonValue | undefined {
    if (value === undefined) return undefined;
    if (value === null) return descriptor.nullable ? null : undefined;
    const { key } = descriptor;
    const read = Object.hasOwn(this.readers, key) ? this.readers[key] : readValue;
    return read(descriptor, value, path, issues);
  }
}
