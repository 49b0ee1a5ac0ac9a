import { canonicalJson } from '../../core/math/canonical-json.ts';
import { sha256Hex } from '../../core/math/sha256.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { JsonValue } from '../../core/types/json.ts';
import type { Objective } from '../ranking/objective.ts';
import type { SweepDefinition } from './sweep-definition.ts';
import type { SweepBody } from './sweep-schema.ts';

/**
 * `sweep_definition_hash` (`optimizer.md` 7): the checked file with the base configuration inlined and
 * defaults and presets written out, without `name`, `workers`, `seed`, `run_mode` and `store`. The base
 * enters in its effective form without the blocks that cannot change a result, and the space as a list:
 * canonical JSON sorts the keys of a mapping, but the order of the parameters numbers the trials.
 */
export function hashDefinition(
  definition: Omit<SweepDefinition, 'definitionHash' | 'warnings'>,
  body: SweepBody,
): string {
  const { base, parameters, constraints, sampler, budget, objective, gates } = definition;
  const content = {
    sweep_version: body.sweep_version,
    base_config: withoutNeutralBlocks(base),
    seed_policy: body.seed_policy,
    seeding: body.seeding,
    space: parameters,
    constraints,
    group_by: body.group_by,
    // Everything else in these two blocks is in the checked file as it is used.
    sampler: { ...body.sampler, name: sampler.name, batch_size: sampler.batchSize },
    budget: { ...body.budget, trials: budget.trials },
    objective: describeObjective(objective),
    gates,
    pruner: body.pruner,
    selection: body.selection,
    validation: body.validation,
    statistics: body.statistics,
  };
  // Through JSON, because keys that were left out are undefined members of the checked file.
  return sha256Hex(canonicalJson(JSON.parse(JSON.stringify(content)) as JsonValue));
}

/** One objective is described as it was before there were several, so that its sweeps keep their identity. */
function describeObjective({ expression, direction, decimals, objectives }: Objective) {
  const score = { expression, direction, decimals };
  return objectives.length === 0 ? score : { ...score, objectives };
}

/**
 * `metrics.robustness` of the base holds the `robustness` of the sweep file already. Of a strategy's own file
 * the content counts, wherever it lies.
 */
function withoutNeutralBlocks({
  logging: _logging,
  observability: _observability,
  strategy_module: _module,
  ...rest
}: EffectiveConfig) {
  return rest;
}
