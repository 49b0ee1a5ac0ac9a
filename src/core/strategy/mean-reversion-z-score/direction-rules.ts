import type { JsonObject } from '../../types/json.ts';
import type { Direction } from '../../types/signal.ts';
import type { StrategyEnvironment } from '../../types/strategy.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import { type DirectionName, hasBlocks } from '../parameter-merge.ts';
import { resolveBiasTimeframe } from './parameter-bias.ts';
import type { BiasFilter } from './parameter-set.ts';
import { directionParameters, type MeanReversionParameters } from './parameters.ts';

/** One direction that may trade: its complete parameters and the scenarios that are evaluated. */
export interface DirectionRules {
  readonly name: DirectionName;
  readonly direction: Direction;
  readonly parameters: MeanReversionParameters;
  /** Ascending; without scenario 6 where it has no overlay timeframe, because it then never holds. */
  readonly scenarios: readonly number[];
}

interface KnownRules {
  readonly parameters: JsonObject;
  readonly environment: StrategyEnvironment;
  readonly rules: readonly DirectionRules[];
}

/** Those of the last question: a run asks for its series, then for its instance. */
let lastRules: KnownRules | null = null;

/** Directions admitted by `direction_filter`, long first. */
export function directionRules(parameters: JsonObject, environment: StrategyEnvironment): readonly DirectionRules[] {
  if (lastRules === null || lastRules.parameters !== parameters || lastRules.environment !== environment) {
    lastRules = { parameters, environment, rules: findRules(parameters, environment) };
  }
  return lastRules.rules;
}

function findRules(parameters: JsonObject, environment: StrategyEnvironment): readonly DirectionRules[] {
  const rules: DirectionRules[] = [];
  const long = directionParameters(parameters, 'long', environment);
  addRules(rules, 'long', long);
  addRules(rules, 'short', hasBlocks(parameters) ? directionParameters(parameters, 'short', environment) : long);
  return rules;
}

function addRules(rules: DirectionRules[], name: DirectionName, parameters: MeanReversionParameters): void {
  const { directionFilter, enabledScenarios, scenario6Timeframes } = parameters;
  if (directionFilter !== 'both' && directionFilter !== name) return;
  const hasOverlay = scenario6Timeframes.length > 0;
  const scenarios = hasOverlay ? enabledScenarios : enabledScenarios.filter((scenario) => scenario !== 6);
  rules.push({ name, direction: name === 'long' ? 1 : -1, parameters, scenarios });
}

/** One of the two bias settings of a direction; a null timeframe means there is none. */
export interface BiasParameters {
  readonly slot: 'bias_a' | 'bias_b';
  readonly timeframe: Timeframe | null;
  readonly emaLength: number;
  readonly filter: BiasFilter;
}

/** Both bias settings with `AUTO` and `NONE` resolved: A, then B. */
export function biasParameters(
  parameters: MeanReversionParameters,
  primary: Timeframe,
): readonly [BiasParameters, BiasParameters] {
  return [
    {
      slot: 'bias_a',
      timeframe: resolveBiasTimeframe(parameters.htfTimeframe, primary),
      emaLength: parameters.htfEmaLength,
      filter: parameters.htfFilter,
    },
    {
      slot: 'bias_b',
      timeframe: resolveBiasTimeframe(parameters.extraHtfTimeframe, primary),
      emaLength: parameters.extraHtfEmaLength,
      filter: parameters.extraHtfFilter,
    },
  ];
}
