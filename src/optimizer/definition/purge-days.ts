import { type ConfigChange, materialiseTrial } from '../../config/materialise.ts';
import { resolveHoldingLimit } from '../../core/backtest/holding-limit.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { JsonValue } from '../../core/types/json.ts';
import { createDimension } from '../space/dimension.ts';
import type { ParameterDefinition, SearchParameter } from '../space/parameter.ts';

/** Purge where nothing limits how long a trade is held (`optimizer.md` 13.1). */
const UNBOUNDED_DAYS = 2;
const MINUTES_PER_DAY = 1440;
/** Largest number below 1: the upper end of a continuous range. */
const LAST_UNIT = 1 - 2 ** -53;

/** Where the time stop is set; below `trade_management` everything counts. */
const HOLDING_PATHS = ['strategy_parameters.use_position_manager', 'strategy_parameters.max_holding_minutes'];

/**
 * `purge_days: auto`: the longest time that any trial may hold a trade, rounded up to days. 2 where a trial
 * may have no limit, or one for some scenarios only.
 */
export function automaticPurgeDays(
  strategy: StrategyDefinition,
  base: EffectiveConfig,
  parameters: readonly ParameterDefinition[],
): number {
  const relevant = parameters.filter(({ path }) => path.startsWith('trade_management') || HOLDING_PATHS.includes(path));
  // What follows from other parameters cannot be bounded here.
  if (relevant.some(({ kind }) => kind === 'derived')) return UNBOUNDED_DAYS;
  let longest = 0;
  for (const changes of combine(relevant.map(extremesOf))) {
    const trial = materialiseTrial(base, changes, 0, { strategy, symbolSpecs: null });
    // Such a trial fails and holds nothing.
    if ('problem' in trial) continue;
    const limit = resolveHoldingLimit(trial.effective);
    if (limit === null || limit.onlyScenarios.length > 0) return UNBOUNDED_DAYS;
    longest = Math.max(longest, limit.minutes);
  }
  return longest === 0 ? UNBOUNDED_DAYS : Math.ceil(longest / MINUTES_PER_DAY);
}

/** Ways in which a parameter can move the time stop; a conditional one may leave the base as it is. */
function extremesOf(parameter: ParameterDefinition): readonly ConfigChange[][] {
  const changes = extremeValues(parameter).map((value): ConfigChange[] => [[parameter.path, value]]);
  return parameter.when === null ? changes : [[], ...changes];
}

function extremeValues(parameter: ParameterDefinition): readonly JsonValue[] {
  switch (parameter.kind) {
    case 'derived':
      return [];
    case 'fixed':
      return [parameter.value];
    case 'int':
    case 'float':
      return rangeEnds(parameter);
    default:
      return parameter.values;
  }
}

function rangeEnds(parameter: SearchParameter): readonly JsonValue[] {
  const { size, valueAt, valueAtUnit } = createDimension(parameter);
  return size === null ? [valueAtUnit(0), valueAtUnit(LAST_UNIT)] : [valueAt(0), valueAt(size - 1)];
}

function combine(choices: readonly (readonly ConfigChange[][])[]): readonly ConfigChange[][] {
  return choices.reduce<readonly ConfigChange[][]>(
    (combinations, changes) =>
      combinations.flatMap((combination) => changes.map((change) => [...combination, ...change])),
    [[]],
  );
}
