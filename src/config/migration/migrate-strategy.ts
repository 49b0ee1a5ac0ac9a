import { isJsonArray, isJsonObject } from '../../core/math/json-kind.ts';
import { getStrategy, strategyNames } from '../../core/strategy/registry.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { ExecutionVariant } from '../../core/types/config.ts';
import { ConfigError } from '../../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { LegacyBlock } from './legacy-block.ts';
import type { MigrationFindings } from './migration-findings.ts';

/** Constructor arguments of old strategies that now come from elsewhere in the configuration. */
const RUN_FACTS = ['symbol', 'timeframe', 'enable_backtest_robust_metrics'] as const;

/** The one strategy of an old configuration. */
export interface MigratedStrategy {
  readonly name: string;
  readonly parameters: JsonObject;
}

/** The block of the one strategy; a list of strategies is accepted if it has one element. */
export function findStrategyBlock(
  old: LegacyBlock,
  open: (members: JsonObject, path: string) => LegacyBlock,
): LegacyBlock {
  const several = old.take('strategies');
  if (several === undefined) return old.block('strategy');
  if (isJsonArray(several) && several.length === 1 && isJsonObject(several[0]))
    return open(several[0], 'strategies[0]');
  throw new ConfigError([
    {
      code: 'CFG_V1_SHAPE',
      where: 'strategies',
      message: 'one configuration runs one strategy, found several',
      hint: 'split the old configuration into one file per strategy and migrate each of them',
    },
  ]);
}

/**
 * Registered name and parameters of the strategy. `v2` has other defaults than the old program; where a
 * parameter was left out, the old default is written out, so that the strategy stays the same.
 */
export function migrateStrategy(
  block: LegacyBlock,
  variant: ExecutionVariant,
  findings: MigrationFindings,
): MigratedStrategy {
  const definition = findDefinition(block);
  const parameters = block.block('parameters');
  parameters.ignore(...RUN_FACTS);
  block.ignore('name');
  // Null has a meaning of its own for some parameters, so they are handed over as they are.
  const written: Record<string, JsonValue> = { ...parameters.rest() };
  if (variant === 'v2') {
    for (const { key, defaults } of definition.parameterDescriptors) {
      if (Object.hasOwn(written, key) || Object.is(defaults.v2, defaults.v1_parity)) continue;
      if (JSON.stringify(defaults.v2) === JSON.stringify(defaults.v1_parity)) continue;
      written[key] = defaults.v1_parity;
      findings.changed(
        parameters.pathOf(key),
        `left out; its default was ${JSON.stringify(defaults.v1_parity)} and is ${JSON.stringify(defaults.v2)} in v2`,
        'the old default is written out; remove it to use the new one',
      );
    }
  }
  return { name: definition.name, parameters: written };
}

/** The registered strategy that a module path of the old program names in one of its parts. */
function findDefinition(block: LegacyBlock): StrategyDefinition {
  const module = block.take('module');
  const className = block.take('class');
  const parts = typeof module === 'string' ? module.split('.') : [];
  const definition = parts.map((part) => getStrategy(part.trim().toLowerCase())).find((found) => found !== undefined);
  if (definition !== undefined) return definition;
  const names = strategyNames();
  const found = [module, className].filter((word) => word !== undefined).map((word) => JSON.stringify(word));
  throw new ConfigError([
    {
      code: 'CFG_UNKNOWN_STRATEGY',
      where: block.pathOf('module'),
      message:
        found.length === 0 ? 'names no strategy' : `there is no counterpart of the strategy ${found.join(' / ')}`,
      hint: `known strategies: ${names.join(', ')}`,
      details: { known: names },
    },
  ]);
}
