import { ConfigError, RuntimeFailure } from '../types/errors.ts';
import { atrIndicator } from './atr.ts';
import { bollingerIndicator } from './bollinger.ts';
import { choppinessIndicator } from './choppiness.ts';
import { dmiIndicator } from './dmi.ts';
import { donchianIndicator } from './donchian.ts';
import { emaIndicator } from './ema.ts';
import { garchVolatilityIndicator } from './garch-volatility.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { kalmanGarchZscoreIndicator } from './kalman-garch-zscore.ts';
import { kalmanGarchZscoreLocalIndicator } from './kalman-garch-zscore-local.ts';
import { kalmanMeanIndicator } from './kalman-mean.ts';
import { kalmanZscoreIndicator } from './kalman-zscore.ts';
import { macdIndicator } from './macd.ts';
import { rocIndicator } from './roc.ts';
import { rsiIndicator } from './rsi.ts';
import { smaIndicator } from './sma.ts';
import { stepwiseForm } from './stepwise-indicator.ts';
import { zscoreIndicator } from './zscore.ts';

/** Every indicator that a strategy may request; adding one is one file and one line here. */
const REGISTRY = createRegistry([
  atrIndicator,
  bollingerIndicator,
  choppinessIndicator,
  dmiIndicator,
  donchianIndicator,
  emaIndicator,
  garchVolatilityIndicator,
  kalmanGarchZscoreIndicator,
  kalmanGarchZscoreLocalIndicator,
  kalmanMeanIndicator,
  kalmanZscoreIndicator,
  macdIndicator,
  rocIndicator,
  rsiIndicator,
  smaIndicator,
  zscoreIndicator,
  stepwiseForm(bollingerIndicator),
  stepwiseForm(emaIndicator),
  stepwiseForm(kalmanZscoreIndicator),
]);

/** Indicators by name; a name twice is a mistake in the program. */
export function createRegistry(definitions: readonly IndicatorDefinition[]): ReadonlyMap<string, IndicatorDefinition> {
  const registry = new Map<string, IndicatorDefinition>();
  for (const definition of definitions) {
    if (registry.has(definition.name)) {
      throw new RuntimeFailure('RUNTIME_INTERNAL', `indicator "${definition.name}" is registered twice`);
    }
    registry.set(definition.name, definition);
  }
  return registry;
}

/** The indicator of that name; upper case does not matter. */
export function getIndicator(name: string): IndicatorDefinition {
  const definition = REGISTRY.get(name) ?? REGISTRY.get(name.toLowerCase());
  if (definition !== undefined) return definition;
  const known = listIndicators();
  throw new ConfigError([
    {
      code: 'CFG_UNKNOWN_INDICATOR',
      where: 'indicator',
      message: `indicator "${name}" is not known, expected one of ${known.join(', ')}`,
      details: { name, known },
    },
  ]);
}

/** Names of all indicators, sorted. */
export function listIndicators(): readonly string[] {
  return [...REGISTRY.keys()].sort();
}
