import type { DirectionSide } from '../direction-side.ts';
import type { EntryScenario, ScenarioDefinition } from './entry-scenario.ts';
import { emaStretch } from './scenario-1-ema-stretch.ts';
import { kalmanBand } from './scenario-2-kalman-band.ts';
import { emaTarget } from './scenario-3-ema-target.ts';
import { volatilityScaled } from './scenario-4-volatility-scaled.ts';
import { calmVolatility } from './scenario-5-calm-volatility.ts';
import { timeframeOverlay } from './scenario-6-timeframe-overlay.ts';

/**
 * Which scenario is asked first, and for which direction: 1S 1L 2S 2L 3S 3L 4S 4L 5L 5S 6L 6S
 * (`strategy.md` 9). The order is fixed, however the configuration lists the scenarios.
 */
const EVALUATION_ORDER = [
  [emaStretch, 'short'],
  [emaStretch, 'long'],
  [kalmanBand, 'short'],
  [kalmanBand, 'long'],
  [emaTarget, 'short'],
  [emaTarget, 'long'],
  [volatilityScaled, 'short'],
  [volatilityScaled, 'long'],
  [calmVolatility, 'long'],
  [calmVolatility, 'short'],
  [timeframeOverlay, 'long'],
  [timeframeOverlay, 'short'],
] as const;

/** Each definition once, in the order in which it first occurs. */
const DEFINITIONS: readonly ScenarioDefinition[] = [...new Set(EVALUATION_ORDER.map(([definition]) => definition))];

/** Definitions of the scenarios with these numbers. */
export function scenarioDefinitions(ids: readonly number[]): readonly ScenarioDefinition[] {
  return DEFINITIONS.filter((definition) => ids.includes(definition.id));
}

/** The scenarios of a run in the order in which they are asked; the first that holds wins the bar. */
export function createScenarios(sides: readonly DirectionSide[]): readonly EntryScenario[] {
  const scenarios: EntryScenario[] = [];
  for (const [definition, direction] of EVALUATION_ORDER) {
    for (const side of sides) {
      const { name, scenarios: enabled } = side.rules;
      if (name === direction && enabled.includes(definition.id)) scenarios.push(definition.create(side));
    }
  }
  return scenarios;
}
