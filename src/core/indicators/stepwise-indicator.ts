import type { IndicatorDefinition } from './indicator.ts';
import { holdDefined } from './stepwise.ts';

/**
 * The stepwise form of an indicator under a name of its own. On another timeframe it equals the plain
 * form; on the primary timeframe, where every bar is a step, it adds the rule that a value holds over
 * later undefined ones (`indicators.md` 7.4).
 */
export function stepwiseForm(plain: IndicatorDefinition): IndicatorDefinition {
  return {
    ...plain,
    name: `${plain.name}_stepwise`,
    compute: (bars, params) => plain.compute(bars, params).map(holdDefined),
  };
}
