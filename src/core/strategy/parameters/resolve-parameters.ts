import type { JsonObject, JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor, ResolvedParameters, StrategyEnvironment } from '../../types/strategy.ts';
import { BLOCK_KEYS } from '../parameter-merge.ts';
import { ParameterIssues } from './parameter-issues.ts';
import type { ParameterTable } from './parameter-table.ts';
import { readBlocks } from './read-blocks.ts';
import { reportUnknownName } from './unknown-name.ts';

/** Rules over several parameters, on resolved ones. */
export type ParameterCheck = (
  parameters: JsonObject,
  environment: StrategyEnvironment,
  issues: ParameterIssues,
) => void;

/**
 * Resolves `strategy_parameters` by their descriptors (`strategy.md` 3 and 15.3): defaults of the variant
 * filled in, texts and lists in one form, unknown names dropped, every rule checked. Resolving a resolved
 * object changes nothing. Where a value was refused the default stands in its place and an error is listed.
 */
export function resolveParameters(
  table: ParameterTable,
  raw: JsonObject,
  environment: StrategyEnvironment,
  check: ParameterCheck = () => undefined,
): ResolvedParameters {
  const issues = new ParameterIssues(environment.variant);
  const reportUnknown = (key: string, place: string): void => reportUnknownName(table, key, place, issues);
  for (const key of Object.keys(raw)) {
    if (table.find(key) === undefined && !BLOCK_KEYS.has(key)) reportUnknown(key, '');
  }
  const values = readValues(table, raw, issues, (descriptor) => variantDefault(descriptor, environment));
  const parameters = Object.assign(values, readBlocks(table, raw, issues, reportUnknown));
  check(parameters, environment, issues);
  return { parameters, issues: issues.list };
}

/** What counts where a parameter has no value. */
export function variantDefault({ defaults }: ParameterDescriptor, { variant }: StrategyEnvironment): JsonValue {
  return defaults[variant];
}

/** Every parameter that stands directly below `strategy_parameters`, with its default where it has no value. */
export function readValues(
  table: ParameterTable,
  raw: JsonObject,
  issues: ParameterIssues,
  defaultOf: (descriptor: ParameterDescriptor) => JsonValue,
): Record<string, JsonValue> {
  const values: Record<string, JsonValue> = {};
  for (const descriptor of table.descriptors) {
    const value = table.read(descriptor, raw[descriptor.key], descriptor.key, issues);
    values[descriptor.key] = value === undefined ? defaultOf(descriptor) : value;
  }
  return values;
}
