import type { StrategyInstance } from '../../../src/core/strategy/strategy.ts';
import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import type { CostSpec, SymbolSpec } from '../../../src/core/types/symbol-spec.ts';
import type { ExitReason, StopKind } from '../../../src/core/types/trade.ts';

/** New levels for a position; null leaves a level alone. */
export interface ScriptedLevels {
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
}

/** What a scripted rule wants for every position that is open after the exits of `bar`. */
export interface ScriptedAction {
  readonly bar: number;
  /** Null: change the levels. */
  readonly closeReason: ExitReason | null;
  readonly long: ScriptedLevels;
  readonly short: ScriptedLevels;
  readonly stopKind: StopKind;
}

/** A trade-management rule written down as a table (`execution.md` 6.1). */
export interface ScriptedRule {
  readonly id: string;
  readonly priority: number;
  readonly actions: readonly ScriptedAction[];
}

/** Everything the plain engine reads; settings come straight from the configuration. */
export interface PlainInputs {
  readonly dataset: Dataset;
  readonly config: EffectiveConfig;
  readonly spec: SymbolSpec;
  readonly costs: CostSpec;
  readonly strategy: StrategyInstance;
  readonly rules: readonly ScriptedRule[];
  readonly seed: number;
}
