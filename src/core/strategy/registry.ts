import { donchianBreakout } from './donchian-breakout/definition.ts';
import { meanReversionZScore } from './mean-reversion-z-score/definition.ts';
import type { StrategyDefinition } from './strategy.ts';

/** Bundled strategies; a new one is one folder and one line here. */
const BUNDLED: readonly StrategyDefinition[] = [donchianBreakout, meanReversionZScore];

const byName = new Map<string, StrategyDefinition>();
for (const definition of BUNDLED) {
  if (byName.has(definition.name)) throw new Error(`strategy '${definition.name}' is registered twice`);
  byName.set(definition.name, definition);
}

export function getStrategy(name: string): StrategyDefinition | undefined {
  return byName.get(name);
}

/** Registered names, ascending. */
export function strategyNames(): readonly string[] {
  return [...byName.keys()].sort();
}
