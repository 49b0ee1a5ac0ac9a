import type { JsonObject, JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor, ResolvedParameters, StrategyEnvironment } from '../../types/strategy.ts';
import { ParameterIssues } from './parameter-issues.ts';
import type { ParameterTable } from './parameter-table.ts';
import type { ParameterCheck } from './resolve-parameters.ts';

/**
 * Replaces some members of a resolved set that keeps every rule, each by a raw value. As long as no error is
 * listed, the parameters are those that resolving the whole set gives, and there is none in the whole set
 * either; which error it would be, only the whole set tells.
 *
 * @param values one per member, in the order in which the members were named
 */
export type MemberResolver = (
  resolved: JsonObject,
  values: readonly JsonValue[],
  environment: StrategyEnvironment,
) => ResolvedParameters;

/**
 * Members are read one by one and never depend on each other, so that only the named ones have to be read.
 *
 * @param check rules over several parameters that read one of the members
 * @returns null where one of the names is no parameter
 */
export function createMemberResolver(
  table: ParameterTable,
  keys: readonly string[],
  defaultOf: (descriptor: ParameterDescriptor, environment: StrategyEnvironment) => JsonValue,
  check: ParameterCheck,
): MemberResolver | null {
  const descriptors: ParameterDescriptor[] = [];
  for (const key of keys) {
    const descriptor = table.find(key);
    if (descriptor === undefined) return null;
    descriptors.push(descriptor);
  }
  return (resolved, values, environment) => {
    const issues = new ParameterIssues(environment.variant);
    const parameters: Record<string, JsonValue> = { ...resolved };
    for (let place = 0; place < descriptors.length; place++) {
      const descriptor = descriptors[place]!;
      const value = table.read(descriptor, values[place], descriptor.key, issues);
      parameters[descriptor.key] = value === undefined ? defaultOf(descriptor, environment) : value;
    }
    check(parameters, environment, issues);
    return { parameters, issues: issues.list };
  };
}
