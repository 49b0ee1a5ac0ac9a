import type { JsonObject } from '../types/json.ts';
import type { Signal, SignalDetails } from '../types/signal.ts';
import type {
  ParameterDescriptor,
  ResolvedParameters,
  StrategyEnvironment,
  StrategyRequirements,
} from '../types/strategy.ts';
import type { BarCondition } from './bar-conditions.ts';
import type { MemberResolver } from './parameters/member-resolver.ts';
import type { StrategyInputs } from './strategy-inputs.ts';

/**
 * A strategy as the engine and the optimizer see it. Everything here is pure: no clock, no files, no
 * random numbers, no state between runs.
 */
export interface StrategyDefinition {
  /** Registry key, `[a-z0-9_]+`. */
  readonly name: string;
  /** Semantic version, written to `meta.strategy.version`. */
  readonly version: string;
  readonly parameterDescriptors: readonly ParameterDescriptor[];
  /** Fills in defaults and checks values; resolving a resolved object changes nothing. */
  resolve(raw: JsonObject, environment: StrategyEnvironment): ResolvedParameters;
  /**
   * A shorter way to what `resolve` gives, for many sets that differ in these members only; null where the
   * members call for the whole. A strategy without it has all its parameters resolved every time.
   */
  memberResolver?(keys: readonly string[]): MemberResolver | null;
  /** Declares every series that an instance will read. */
  requirements(parameters: JsonObject, environment: StrategyEnvironment): StrategyRequirements;
  /** Returns a fresh instance for one run; `inputs` holds what was declared. */
  create(parameters: JsonObject, environment: StrategyEnvironment, inputs: StrategyInputs): StrategyInstance;
}

/**
 * One strategy in one run. The engine asks it at the close of a bar whose gates are open; it may use
 * that bar and earlier ones only.
 */
export interface StrategyInstance {
  /** Returns a signal or null. The object may be the same every time; the engine reads it at once. */
  onBar(bar: number): Signal | null;
  /**
   * Bars at which `onBar` may return a signal; it is asked at no other. A superset is allowed, a miss is
   * not. A strategy that needs to see every bar leaves it out.
   */
  readonly candidates?: BarCondition;
  /** Words and figures behind the signal just returned for `bar`; asked for recorded runs only. */
  describe?(bar: number): SignalDetails;
  /** True where a value that the strategy needs is missing at `bar`; asked for recorded runs only. */
  isUndefinedAt?(bar: number): boolean;
}
