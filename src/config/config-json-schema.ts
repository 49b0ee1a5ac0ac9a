import * as z from 'zod';
import { getStrategy, strategyNames } from '../core/strategy/registry.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import type { ExecutionVariant } from '../core/types/config.ts';
import type { JsonObject } from '../core/types/json.ts';
import { configSchema } from './config-schema.ts';
import { parametersDefinitionName, parametersDefinitions } from './parameter-json-schema.ts';

const DESCRIPTION =
  'Configuration of one backtest. Describes the canonical spelling: omega also accepts words in any case, the ' +
  'documented aliases, and null in place of an absent field, and it checks rules over several fields.';

/**
 * JSON Schema (draft 2020-12) of the configuration file, for editors and other programs. What
 * `strategy_parameters` may hold follows from the strategy and the variant.
 */
export function configJsonSchema(): JsonObject {
  const { $schema = '', ...body } = z.toJSONSchema(configSchema, { io: 'input' }) as JsonObject;
  const strategies = strategyNames().flatMap((name) => getStrategy(name) ?? []);
  return {
    $schema,
    title: 'omega configuration',
    description: DESCRIPTION,
    ...body,
    properties: {
      ...(body.properties as JsonObject),
      strategy_name: { type: 'string', examples: strategies.map(({ name }) => name) },
    },
    allOf: strategies.map(chooseParameters),
    $defs: Object.assign(
      {},
      ...strategies.flatMap((strategy) => [
        parametersDefinitions(strategy, 'v2'),
        parametersDefinitions(strategy, 'v1_parity'),
      ]),
    ),
  };
}

function chooseParameters(strategy: StrategyDefinition): JsonObject {
  const parameters = (variant: ExecutionVariant): JsonObject => ({
    properties: { strategy_parameters: { $ref: `#/$defs/${parametersDefinitionName(strategy, variant)}` } },
  });
  const byVariant = whenEqual('execution_variant', 'v1_parity', parameters('v1_parity'), parameters('v2'));
  return whenEqual('strategy_name', strategy.name, byVariant);
}

/** A conditional subschema. Made from entries, because an object written with a member `then` looks like a promise. */
function whenEqual(key: string, value: string, consequence: JsonObject, alternative?: JsonObject): JsonObject {
  return Object.fromEntries([
    ['if', { properties: { [key]: { const: value } }, required: [key] }],
    ['then', consequence],
    ...(alternative === undefined ? [] : [['else', alternative]]),
  ]);
}
