import type { AuthoredStrategy } from '../../../../src/core/strategy/authored/authored-strategy.ts';
import { defineStrategy } from '../../../../src/core/strategy/authored/define-strategy.ts';
import type { StrategyDefinition } from '../../../../src/core/strategy/strategy.ts';

/** The least that is a strategy, with changes: it never trades. */
export function minimalStrategy(changes: Partial<AuthoredStrategy> = {}): AuthoredStrategy {
  return { name: 'minimal', version: '1.0.0', create: () => ({ onBar: () => null }), ...changes };
}

export function defined(changes: Partial<AuthoredStrategy> = {}): StrategyDefinition {
  return defineStrategy(minimalStrategy(changes));
}
