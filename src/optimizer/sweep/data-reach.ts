import { type ConfigChange, materialiseTrial } from '../../config/materialise.ts';
import type { SymbolSpecFile } from '../../config/symbol-spec-file.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { SymbolSpec } from '../../core/types/symbol-spec.ts';
import { TIMEFRAMES, type Timeframe } from '../../core/types/timeframe.ts';
import { requiredTimeframes } from '../../run/market-inputs.ts';
import type { ParameterDefinition } from '../space/parameter.ts';

/** Market data that the trials of a sweep need together. */
export interface DataReach {
  /** Timeframes beyond the configured ones, shortest first. */
  readonly timeframes: readonly Timeframe[];
  readonly usesNews: boolean;
}

/** More combinations of words than this are looked at in pairs only. */
const MAX_COMBINATIONS = 4096;

/**
 * Which data the trials may read. Numbers never decide that, words and switches do (a timeframe, a
 * filter, a flag), so all combinations of the parameters with such values are asked.
 */
export function findDataReach(
  strategy: StrategyDefinition,
  base: EffectiveConfig,
  parameters: readonly ParameterDefinition[],
  symbolSpecs: SymbolSpecFile,
  spec: SymbolSpec,
): DataReach {
  const timeframes = new Set<Timeframe>(requiredTimeframes(strategy, base, spec));
  let usesNews = base.news_filter.enabled;
  for (const changes of wordCombinations(parameters)) {
    const trial = materialiseTrial(base, changes, 0, { strategy, symbolSpecs });
    if ('problem' in trial) continue;
    for (const timeframe of requiredTimeframes(strategy, trial.effective, spec)) timeframes.add(timeframe);
    usesNews ||= trial.effective.news_filter.enabled;
  }
  return { timeframes: TIMEFRAMES.filter((timeframe) => timeframes.has(timeframe)), usesNews };
}

function wordCombinations(parameters: readonly ParameterDefinition[]): readonly ConfigChange[][] {
  const choices = parameters.map(wordChanges).filter((changes) => changes.length > 0);
  const size = choices.reduce((product, changes) => product * changes.length, 1);
  if (size <= MAX_COMBINATIONS) return product(choices);
  return choices.flatMap((left, index) => choices.slice(index + 1).flatMap((right) => product([left, right])));
}

function wordChanges(parameter: ParameterDefinition): ConfigChange[] {
  switch (parameter.kind) {
    case 'fixed':
      return [[parameter.path, parameter.value]];
    case 'list':
    case 'categorical':
    case 'bool':
      return parameter.values.some((value) => typeof value !== 'number')
        ? parameter.values.map((value): ConfigChange => [parameter.path, value])
        : [];
    default:
      return [];
  }
}

function product(choices: readonly (readonly ConfigChange[])[]): ConfigChange[][] {
  return choices.reduce<ConfigChange[][]>(
    (combinations, changes) => combinations.flatMap((combination) => changes.map((change) => [...combination, change])),
    [[]],
  );
}
