import { levelGrid } from '../level-grid.ts';
import type { StrategyDefinition } from '../strategy.ts';
import { BreakoutSide } from './breakout-side.ts';
import { DonchianBreakoutInstance } from './instance.ts';
import { parameterDescriptors } from './parameter-descriptors.ts';
import { breakoutMemberResolver, breakoutRules, resolveBreakoutParameters } from './parameters.ts';
import { declareSeries } from './series-requests.ts';

/** Donchian channel breakout: resting stop orders at the extremes of the last bars. */
export const donchianBreakout: StrategyDefinition = {
  name: 'donchian_breakout',
  version: '1.0.0',
  parameterDescriptors,
  resolve: resolveBreakoutParameters,
  memberResolver: breakoutMemberResolver,

  requirements(parameters, environment) {
    return declareSeries(breakoutRules(parameters, environment), environment.primary);
  },

  create(parameters, environment, inputs) {
    const { variant, symbolSpec } = environment;
    const levels = levelGrid(variant, symbolSpec?.tickSize ?? 0.00001);
    const pipSize = symbolSpec?.pipSize ?? Number.NaN;
    const sides = breakoutRules(parameters, environment).map(
      (rules) => new BreakoutSide(rules, inputs, pipSize, levels),
    );
    return new DonchianBreakoutInstance(inputs, sides);
  },
};
