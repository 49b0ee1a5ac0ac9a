import type { PriceSide } from '../../types/bars.ts';
import type { JsonObject, JsonValue } from '../../types/json.ts';
import type { Signal, SignalDetails } from '../../types/signal.ts';
import type { ParameterDescriptor, StrategyEnvironment } from '../../types/strategy.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import type { BarCondition } from '../bar-conditions.ts';
import type { AuthoredInputs } from './authored-inputs.ts';

/** A strategy as a user writes it down: the default export of a strategy module (`docs/writing-a-strategy.md`). */
export interface AuthoredStrategy {
  /** `[a-z0-9_]+`, the `strategy_name` of configurations; not the name of a bundled strategy. */
  readonly name: string;
  /** Semantic version, written to `meta.json`. */
  readonly version: string;
  /** Absent: there are none. */
  readonly parameters?: readonly AuthoredParameter[];
  /** Rules over several parameters; an empty list, or nothing, where all of them hold. */
  check?(parameters: JsonObject, environment: StrategyEnvironment): readonly AuthoredProblem[] | undefined;
  /** Series that an instance reads; absent: the bars of the primary timeframe alone. */
  requirements?(parameters: JsonObject, environment: StrategyEnvironment): AuthoredRequirements;
  /** A fresh instance for one run. */
  create(parameters: JsonObject, environment: StrategyEnvironment, inputs: AuthoredInputs): AuthoredInstance;
}

/** A parameter: the same for both directions and both variants. */
export interface AuthoredParameter
  extends Pick<
    ParameterDescriptor,
    'key' | 'type' | 'min' | 'max' | 'minExclusive' | 'maxExclusive' | 'choices' | 'description' | 'unit'
  > {
  readonly default: JsonValue;
  /** Whether null is a value of its own; default false. */
  readonly nullable?: boolean;
}

/** A rule that does not hold. */
export interface AuthoredProblem {
  /** Parameter to look at. */
  readonly key?: string;
  readonly message: string;
  readonly hint?: string;
}

export interface AuthoredRequirements {
  readonly indicators?: readonly AuthoredIndicator[];
  /** Closes of the last completed bar of other timeframes. */
  readonly alignedCloses?: readonly {
    readonly id: string;
    readonly timeframe: Timeframe;
    /** Default: bid. */
    readonly side?: PriceSide;
  }[];
}

export interface AuthoredIndicator {
  /** Name under which the instance finds the values. */
  readonly id: string;
  readonly indicator: string;
  /** Default: the only output. */
  readonly output?: string;
  /** Default: the primary timeframe; another one is loaded. */
  readonly timeframe?: Timeframe;
  /** Default: bid. */
  readonly side?: PriceSide;
  /** Default: those of the indicator. */
  readonly params?: JsonObject;
}

/** A strategy in one run; see `StrategyInstance` for the contract. */
export interface AuthoredInstance {
  /** Asked at the close of a bar: an order, or nothing. */
  onBar(bar: number): AuthoredSignal | null | undefined;
  /** Bars at which `onBar` may return a signal; it is asked at no other. Absent: it is asked at every bar. */
  readonly candidates?: BarCondition;
  /** Words and figures behind the signal just returned for `bar`; asked for recorded runs only. */
  describe?(bar: number): Partial<SignalDetails>;
  /** True where a value that the strategy needs is missing at `bar`; asked for recorded runs only. */
  isUndefinedAt?(bar: number): boolean;
}

/** An order; levels in price units. */
export interface AuthoredSignal extends Pick<Signal, 'direction' | 'orderType' | 'stopLoss' | 'takeProfit'> {
  /** Level of a limit or stop order; may be absent for a market order, which is filled at the close. */
  readonly entryPrice?: number;
  /** Small integer for the trade record; default 0. */
  readonly scenarioId?: number;
  /** Latest bar open time (ms) at which a resting order may still fill; default: no end. */
  readonly goodTillMs?: number;
}
