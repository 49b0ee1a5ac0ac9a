import type { SymbolSpecFile } from '../../config/symbol-spec-file.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { Dataset } from '../../core/types/dataset.ts';
import type { ErrorDescription } from '../../core/types/errors.ts';
import type { JsonValue } from '../../core/types/json.ts';
import type { CostSpec, SymbolSpec } from '../../core/types/symbol-spec.ts';
import type { TradeResults } from '../../core/types/trade.ts';
import type { ModuleSource } from '../../run/strategy-module/import-text.ts';
import type { PricePath } from '../robustness/price-jitter.ts';
import type { PackedTrades } from '../storage/packed-trades.ts';
import type { DayPlacement } from './day-placement.ts';

/** A trial on its way to a worker: everything else about it is in its setup. */
export interface TrialJob {
  readonly index: number;
  readonly seed: number;
  /** Position of its setup among those of the sweep. */
  readonly setup: number;
  /** Configuration paths that differ from the base, with their normalised values. */
  readonly changes: readonly (readonly [path: string, value: JsonValue])[];
  /** How the prices of its setup are moved before it runs; absent: not at all. */
  readonly pricePaths?: readonly PricePath[];
}

/**
 * What all trials on one market in one period share; a sweep has at least one, and hands all of them to a
 * worker once. The dataset's columns are shared memory.
 */
export interface SweepSetup {
  /** Setups of one period are in use at the same time; the search over the whole range is period 0. */
  readonly period: number;
  readonly dataset: Dataset;
  readonly baseConfig: EffectiveConfig;
  readonly symbolSpecs: SymbolSpecFile;
  /** Entry of the traded symbol. */
  readonly symbolSpec: SymbolSpec;
  readonly costSpec: CostSpec;
  /** Return the daily results of every trial (`metrics.md` 6). */
  readonly keepsDaily: boolean;
  /** Where its days are in the calendar of its period, by which daily results are returned; null: it is the same. */
  readonly placement: DayPlacement | null;
  /** Return the closed trades of every trial. */
  readonly keepsTrades: boolean;
  /** Return them as the store keeps them. */
  readonly packsTrades: boolean;
  /** Text of the strategy, which every worker runs for itself; null for a bundled one. */
  readonly strategyModule: ModuleSource | null;
}

/** The setups of a sweep, in the order in which jobs name them. */
export type SweepSetups = readonly [SweepSetup, ...SweepSetup[]];

/** What a trial came to, before its score is known. */
export interface TrialOutcome {
  readonly index: number;
  /** Null where no valid configuration exists. */
  readonly configHash: string | null;
  /** Null without a finished run. */
  readonly resultHash: string | null;
  readonly error: ErrorDescription | null;
  /** Unrounded, in the order of `METRIC_KEYS`; all NaN without a finished run. */
  readonly metrics: Float64Array;
  /** Daily results in account currency; null where they are not kept. */
  readonly daily: Float64Array | null;
  /** Closed trades in the order of `trades.json`; null where they are not kept. */
  readonly trades: TradeResults | null;
  /** The same as the store keeps them; null where it does not. */
  readonly packedTrades: PackedTrades | null;
  /** Mean and sample deviation of the daily returns (`metrics.md` 6); NaN without a finished run. */
  readonly dailyMean: number;
  readonly dailySd: number;
  readonly durationUs: number;
}
