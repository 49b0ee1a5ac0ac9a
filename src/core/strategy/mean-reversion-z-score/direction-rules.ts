import type { JsonObject } from '../../types/json.ts';
import type { Direction } from '../../types/signal.ts';
import type { StrategyEnvironment } from '../../types/strategy.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import type { DirectionName } from '../parameter-merge.ts';
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

/** Directions admitted by `direction_filter`, long first. */
export function directionRules(parameters: JsonObject, environment: StrategyEnvironment): readonly DirectionRules[] {
  return (['long', 'short'] as const).flatMap((name): DirectionRules[] => {
    const complete = directionParameters(parameters, name, environment);
    if (complete.directionFilter !== 'both' && complete.directionFilter !== name) return [];
    const hasOverlay = complete.scenario6Timeframes.length > 0;
    const scenarios = complete.enabledScenarios.filter((scenario) => scenario !== 6 || hasOverlay);
    return [{ name, direction: name === 'long' ? 1 : -1, parameters: complete, scenarios }];
  });
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
