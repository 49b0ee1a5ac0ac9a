import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import type { ExecutionVariant } from '../core/types/config.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';
import type { ParameterDescriptor } from '../core/types/strategy.ts';

type Members = Record<string, JsonValue>;

const TYPE_NAMES: Readonly<Record<ParameterDescriptor['type'], string>> = {
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  enum: 'string',
  string: 'string',
  list: 'array',
  object: 'object',
};

/** Name of the definition below `$defs` that describes the parameters of a strategy. */
export function parametersDefinitionName(strategy: StrategyDefinition, variant: ExecutionVariant): string {
  return `${strategy.name}.${variant}`;
}

/**
 * Definitions below `$defs` for `strategy_parameters` of one strategy in one variant. Other names stay
 * allowed: flat overlay keys have too many forms to list. `v1_parity` accepts values outside a range
 * unless the range is strict there, and knows no blocks (`strategy.md` 2 and 3.2).
 */
export function parametersDefinitions(strategy: StrategyDefinition, variant: ExecutionVariant): JsonObject {
  const name = parametersDefinitionName(strategy, variant);
  const descriptors = strategy.parameterDescriptors;
  const properties = Object.fromEntries(
    descriptors.map((descriptor) => [descriptor.key, describeParameter(descriptor, variant)]),
  );
  if (variant === 'v1_parity') return { [name]: { type: 'object', properties } };
  const reference = (keys: readonly string[]): JsonObject =>
    Object.fromEntries(keys.map((key) => [key, { $ref: `#/$defs/${name}/properties/${key}` }]));
  const directional = descriptors.filter(({ scope }) => scope === 'directional').map(({ key }) => key);
  const sides = { long: { $ref: `#/$defs/${name}.direction` }, short: { $ref: `#/$defs/${name}.direction` } };
  const overrides = { type: 'object', additionalProperties: { $ref: `#/$defs/${name}.override` } };
  return {
    [name]: { type: 'object', properties: { ...properties, ...sides, overrides } },
    [`${name}.direction`]: { type: 'object', properties: reference(directional) },
    [`${name}.override`]: {
      type: 'object',
      properties: { ...reference(descriptors.map(({ key }) => key)), ...sides },
    },
  };
}

function describeParameter(descriptor: ParameterDescriptor, variant: ExecutionVariant): JsonObject {
  const { type, nullable, unit, description } = descriptor;
  const typeName = TYPE_NAMES[type];
  return {
    description: unit === undefined ? description : `${description} (${unit})`,
    default: descriptor.defaults[variant],
    type: nullable ? [typeName, 'null'] : typeName,
    ...(variant === 'v2' || descriptor.strictInParity ? describeLimits(descriptor) : {}),
  };
}

/** Limits of a list are those of its elements. */
function describeLimits(descriptor: ParameterDescriptor): JsonObject {
  const { type, choices, nullable } = descriptor;
  const range = describeRange(descriptor);
  if (type === 'list') {
    const items = choices === undefined ? { type: 'integer', ...range } : { enum: choices };
    return { items };
  }
  if (choices === undefined) return range;
  return { enum: nullable ? [...choices, null] : choices };
}

function describeRange({ min, max, minExclusive, maxExclusive }: ParameterDescriptor): JsonObject {
  const range: Members = {};
  if (min !== undefined) range[minExclusive === true ? 'exclusiveMinimum' : 'minimum'] = min;
  if (max !== undefined) range[maxExclusive === true ? 'exclusiveMaximum' : 'maximum'] = max;
  return range;
}
