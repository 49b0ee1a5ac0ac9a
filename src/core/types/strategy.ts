import type { PriceSide } from './bars.ts';
import type { ExecutionVariant } from './config.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { SymbolSpec } from './symbol-spec.ts';
import type { Timeframe } from './timeframe.ts';

/** Facts about the run that parameters may depend on. */
export interface StrategyEnvironment {
  readonly symbol: string;
  readonly primary: Timeframe;
  /** `timeframes.additional` of the configuration. */
  readonly additional: readonly Timeframe[];
  readonly variant: ExecutionVariant;
  readonly warmupBars: number;
  /** Null while the support files are not known yet. */
  readonly symbolSpec: SymbolSpec | null;
}

export type ParameterType = 'int' | 'float' | 'bool' | 'enum' | 'string' | 'list' | 'object';

/** Describes one strategy parameter (`strategy.md` 15.3): drives checks, defaults, sweeps, docs. */
export interface ParameterDescriptor {
  readonly key: string;
  readonly type: ParameterType;
  readonly defaults: Readonly<Record<ExecutionVariant, JsonValue>>;
  readonly nullable: boolean;
  /** Numeric limits; `minExclusive`/`maxExclusive` turn a limit into a strict one. */
  readonly min?: number;
  readonly max?: number;
  readonly minExclusive?: boolean;
  readonly maxExclusive?: boolean;
  /** Allowed texts of an enum (or of the elements of a list). */
  readonly choices?: readonly string[];
  /** `directional` parameters may differ in `long` / `short` blocks. */
  readonly scope: 'global' | 'directional';
  /** Whether `v1_parity` enforces the range too (marked **P** in the specification). */
  readonly strictInParity: boolean;
  readonly description: string;
  readonly unit?: string;
}

/** Problem or warning found while resolving parameters; `path` is relative to `strategy_parameters`. */
export interface ParameterIssue {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly hint?: string;
}

export interface ResolvedParameters {
  readonly parameters: JsonObject;
  readonly issues: readonly ParameterIssue[];
}

/** One indicator a strategy reads (`strategy.md` 15.4). */
export interface IndicatorRequest {
  /** Local name under which the strategy finds the values. */
  readonly id: string;
  readonly indicator: string;
  /** Which output of a multi-output indicator. */
  readonly output: string;
  readonly timeframe: Timeframe;
  readonly side: PriceSide;
  readonly params: JsonObject;
}

/** A higher-timeframe column that a strategy reads without an indicator: the aligned close. */
export interface AlignedCloseRequest {
  readonly id: string;
  readonly timeframe: Timeframe;
  readonly side: PriceSide;
}

export interface StrategyRequirements {
  readonly indicators: readonly IndicatorRequest[];
  readonly alignedCloses: readonly AlignedCloseRequest[];
  /** Timeframes to load beyond those listed in the configuration (`v2` only). */
  readonly requiredTimeframes: readonly Timeframe[];
}
