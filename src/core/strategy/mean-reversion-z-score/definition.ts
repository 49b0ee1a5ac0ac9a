import { levelGrid } from '../level-grid.ts';
import type { StrategyDefinition } from '../strategy.ts';
import { directionRules } from './direction-rules.ts';
import { DirectionSide } from './direction-side.ts';
import { MeanReversionInstance } from './instance.ts';
import { parameterDescriptors } from './parameter-descriptors.ts';
import { memberResolver, resolveParameters } from './parameters.ts';
import { createScenarios } from './scenarios/evaluation-order.ts';
import { declareSeries } from './series-requests.ts';
import { SharedValues } from './shared-values.ts';

/** Mean reversion on z-scores: enters against stretched prices, leaves at the mean (`strategy.md`). */
export const meanReversionZScore: StrategyDefinition = {
  name: 'mean_reversion_z_score',
  version: '2.0.0',
  parameterDescriptors,
  resolve: resolveParameters,
  memberResolver,

  requirements(parameters, environment) {
    return declareSeries(directionRules(parameters, environment), environment);
  },

  create(parameters, environment, inputs) {
    const shared = new SharedValues(inputs.primary.bid);
    const sides = directionRules(parameters, environment).map(
      (rules) => new DirectionSide(rules, environment, inputs, shared),
    );
    const tickSize = environment.symbolSpec?.tickSize ?? 0.00001;
    const levels = levelGrid(environment.variant, tickSize);
    return new MeanReversionInstance(inputs, createScenarios(sides), levels);
  },
};
