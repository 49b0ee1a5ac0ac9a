import { configJsonSchema } from '../../config/config-json-schema.ts';
import { isJsonObject } from '../../core/math/json-kind.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { ParameterDescriptor } from '../../core/types/strategy.ts';

/** What a number of the configuration has to be, however it is written. */
export interface NumberRule {
  readonly isInteger: boolean;
  readonly min: number;
  readonly max: number;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
}

const STRATEGY_PREFIX = 'strategy_parameters.';

/** Finds the rules of configuration paths: of the strategy's parameters, else of the configuration's schema. */
export function createRuleFinder(descriptors: readonly ParameterDescriptor[]): (path: string) => NumberRule {
  const schema = configJsonSchema();
  return (path) => {
    if (!path.startsWith(STRATEGY_PREFIX)) return ruleOfSchema(schemaAt(schema, path.split('.')));
    // Blocks of one direction and of overlays hold parameters under their own names.
    const key = path.slice(path.lastIndexOf('.') + 1);
    return ruleOfDescriptor(descriptors.find((descriptor) => descriptor.key === key));
  };
}

function ruleOfDescriptor(descriptor: ParameterDescriptor | undefined): NumberRule {
  return {
    isInteger: descriptor?.type === 'int',
    min: descriptor?.min ?? Number.NEGATIVE_INFINITY,
    max: descriptor?.max ?? Number.POSITIVE_INFINITY,
    minExclusive: descriptor?.minExclusive === true,
    maxExclusive: descriptor?.maxExclusive === true,
  };
}

function ruleOfSchema(schema: JsonObject): NumberRule {
  const limit = (key: string): number | undefined => (typeof schema[key] === 'number' ? schema[key] : undefined);
  const above = limit('exclusiveMinimum');
  const below = limit('exclusiveMaximum');
  return {
    isInteger: schema.type === 'integer',
    min: above ?? limit('minimum') ?? Number.NEGATIVE_INFINITY,
    max: below ?? limit('maximum') ?? Number.POSITIVE_INFINITY,
    minExclusive: above !== undefined,
    maxExclusive: below !== undefined,
  };
}

/** The part of a JSON Schema that describes a path; a value that may be null is described by its other form. */
function schemaAt(schema: JsonObject, path: readonly string[]): JsonObject {
  let current = schema;
  for (const key of path) {
    const members = current.properties;
    const member = isJsonObject(members) ? members[key] : undefined;
    current = isJsonObject(member) ? withoutNull(member) : {};
  }
  return current;
}

function withoutNull(schema: JsonObject): JsonObject {
  const forms: JsonValue | undefined = schema.anyOf;
  if (!Array.isArray(forms)) return schema;
  return (forms as readonly JsonObject[]).find(({ type }) => type !== 'null') ?? schema;
}
