import type { StrategyDefinition } from '../../../src/core/strategy/strategy.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../src/core/types/strategy.ts';
import { ENVIRONMENT, PARITY } from './environment.ts';

/** Bars of the data set that every case runs on, and those of them before trading starts. */
export const BAR_COUNT = 1500;
export const WARMUP_BARS = 150;

/** A strategy with parameters that the conformance suite runs on. */
export interface ConformanceCase {
  readonly strategy: StrategyDefinition;
  readonly name: string;
  readonly parameters: JsonObject;
  readonly environment: StrategyEnvironment;
}

export const V2 = {
  ...ENVIRONMENT,
  warmupBars: WARMUP_BARS,
  additional: ['M15', 'H1'],
} as const satisfies StrategyEnvironment;

export const V1 = {
  ...PARITY,
  warmupBars: WARMUP_BARS,
  additional: ['M15', 'H1'],
} as const satisfies StrategyEnvironment;
