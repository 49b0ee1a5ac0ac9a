import type { StrategyModuleOutcome } from '../../config/strategy-choice.ts';
import { isJsonObject } from '../../core/math/json-kind.ts';
import { getStrategy } from '../../core/strategy/registry.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import { ConfigError, RuntimeFailure } from '../../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { loadConfiguredModule } from '../../run/strategy-module/configured-module.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';

/** The strategy module of a stored sweep, as its file is now. */
export interface StoredModule {
  /** Null for a bundled strategy. */
  readonly outcome: StrategyModuleOutcome | null;
  /** Null where the file is the same. */
  readonly change: ModuleChange | null;
}

/** Hashes of a file then and now. */
export interface ModuleChange {
  readonly stored: string;
  readonly found: string;
}

/** Loads the strategy module that a stored sweep was made with; its place is relative to the project root. */
export async function loadStoredModule(sweep: SweepRecord, projectRoot: string): Promise<StoredModule> {
  const base = parseBaseConfig(sweep);
  const outcome = await loadConfiguredModule(base, projectRoot, projectRoot);
  const stored = base.strategy_module_sha256;
  if (outcome === null || 'problems' in outcome || typeof stored !== 'string') return { outcome, change: null };
  const found = outcome.file.input.sha256;
  return { outcome, change: found === stored ? null : { stored, found } };
}

/**
 * The strategy that a stored sweep was made with.
 * @throws OmegaError where it is not bundled and its file is gone, does not load or has changed
 */
export async function loadStoredStrategy(sweep: SweepRecord, projectRoot: string): Promise<StrategyDefinition> {
  const { outcome, change } = await loadStoredModule(sweep, projectRoot);
  if (change !== null) throw changedModule(sweep, change);
  if (outcome !== null && 'problems' in outcome) throw new ConfigError(outcome.problems);
  const strategy = outcome?.strategy ?? getStrategy(sweep.strategy);
  if (strategy !== undefined) return strategy;
  throw new RuntimeFailure(
    'RUNTIME_INTERNAL',
    `sweep ${sweep.sweepId} was made with the unknown strategy ${sweep.strategy}`,
  );
}

/** The file of a strategy is no longer what a sweep was made with. */
export function changedModule({ sweepId }: SweepRecord, { stored, found }: ModuleChange): RuntimeFailure {
  const message = `strategy_module_sha256 is ${found}, the sweep was made with ${stored}`;
  return new RuntimeFailure('REPLAY_MISMATCH', message, {
    where: sweepId,
    hint: 'the file of the strategy has changed; the folder of the sweep holds it as it was',
    details: { sweep_id: sweepId, field: 'strategy_module_sha256', stored, found },
  });
}

/** The effective base configuration of a stored sweep. */
export function parseBaseConfig({ sweepId, baseConfigJson }: SweepRecord): JsonObject {
  const base = parseJson(baseConfigJson);
  if (isJsonObject(base)) return base;
  throw new RuntimeFailure('STORE_CORRUPT', `the base configuration of sweep ${sweepId} is no JSON`, {
    where: sweepId,
    hint: 'the store was altered; restore a copy, or run the sweep file with --restart',
    details: { sweep_id: sweepId, column: 'base_config' },
  });
}

/** Undefined where the text is no JSON. */
function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
