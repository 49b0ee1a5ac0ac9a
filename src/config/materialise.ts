import { isJsonObject } from '../core/math/json-kind.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { Problem } from '../core/types/errors.ts';
import type { JsonValue } from '../core/types/json.ts';
import { CONVERSION_PATH, completeConversion } from './conversion-block.ts';
import { checkConfig, overlaps } from './cross-checks.ts';
import { ProblemList } from './problem-list.ts';
import { resolveStrategyParameters } from './strategy-parameters.ts';
import { checkSymbolSpec, type SymbolSpecFile } from './symbol-spec-file.ts';

type Members = Record<string, JsonValue>;

/** A value in the form of the effective configuration, and the dotted path it is written to. */
export type ConfigChange = readonly [path: string, value: JsonValue];

/** What a trial's configuration is checked against. */
export interface TrialSurroundings {
  /** The strategy of the base; no trial has another one. */
  readonly strategy: StrategyDefinition;
  /** Null: checks that need the symbol specification are skipped. */
  readonly symbolSpecs: SymbolSpecFile | null;
}

export type MaterialisedTrial = { readonly effective: EffectiveConfig } | { readonly problem: Problem };

/**
 * The configuration of one trial: the base with some values replaced and a seed of its own. The base
 * is never changed and shares with the result what is equal. The values are taken as checked one by
 * one; rules over several fields and the strategy's own rules are applied, and the first problem by
 * place is returned. Runs in workers, once per trial.
 */
export function materialiseTrial(
  base: EffectiveConfig,
  changes: readonly ConfigChange[],
  rngSeed: number,
  surroundings: TrialSurroundings,
): MaterialisedTrial {
  const root: Members = { ...(base as unknown as Members), rng_seed: rngSeed };
  const owned = new Set<JsonValue>([root]);
  for (const [path, value] of changes) writeValue(root, path.split('.'), value, owned);

  const problems = new ProblemList(false);
  const config = withConversion(root as unknown as EffectiveConfig, changes, problems);
  const { strategy, symbolSpecs } = surroundings;
  const spec = symbolSpecs === null ? null : checkSymbolSpec(config, symbolSpecs, problems);
  const effective = resolveStrategyParameters(strategy, config, spec, problems);
  checkConfig(effective, problems);
  const problem = problems.first();
  return problem === undefined ? { effective } : { problem };
}

/** A conversion that trials change may have been null in the base: what nobody sets gets its default. */
function withConversion(
  config: EffectiveConfig,
  changes: readonly ConfigChange[],
  problems: ProblemList,
): EffectiveConfig {
  if (!changes.some(([path]) => overlaps(path, CONVERSION_PATH))) return config;
  const { account } = config;
  return { ...config, account: { ...account, conversion: completeConversion(account.conversion, problems) } };
}

/**
 * Writes below `root`; objects on the way that are not `owned` are copied once, so that the base keeps its own.
 */
export function writeValue(root: Members, keys: readonly string[], value: JsonValue, owned: Set<JsonValue>): void {
  let parent = root;
  for (let index = 0; index < keys.length - 1; index++) {
    const child = parent[keys[index]];
    if (isJsonObject(child) && owned.has(child)) {
      parent = child as Members;
      continue;
    }
    const copy: Members = isJsonObject(child) ? { ...child } : {};
    owned.add(copy);
    parent[keys[index]] = copy;
    parent = copy;
  }
  parent[keys[keys.length - 1]] = value;
}
