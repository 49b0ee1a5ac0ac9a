import type { ExecutionVariant } from '../../types/config.ts';
import { isTimeframe, type Timeframe } from '../../types/timeframe.ts';
import type { DirectionRules } from './direction-rules.ts';
import { type OverlayParameters, overlayParameters } from './overlay-parameter-merge.ts';

/** One entry of `scenario6_timeframes` for one direction. */
export interface OverlayTimeframe {
  /** As listed, `PRIMARY` included. */
  readonly name: string;
  /** Null for a name that is no timeframe, which `v1_parity` accepts; its values are never available. */
  readonly timeframe: Timeframe | null;
  readonly parameters: OverlayParameters;
}

/** The overlay of a direction, in list order. */
export function overlayTimeframes(
  rules: DirectionRules,
  primary: Timeframe,
  variant: ExecutionVariant,
): readonly OverlayTimeframe[] {
  const { name: direction, parameters } = rules;
  return parameters.scenario6Timeframes.map((name) => ({
    name,
    timeframe: name === 'PRIMARY' ? primary : isTimeframe(name) ? name : null,
    parameters: overlayParameters(parameters, parameters.scenario6Params, name, direction, variant),
  }));
}
