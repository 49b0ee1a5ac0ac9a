/** Stress tests that run a candidate again (`metrics.md` 8.1); the words are labels of seeds too. */
export const SUBRUN_KINDS = ['robustness_1', 'data_jitter', 'cost_shock', 'timing_jitter', 'stability'] as const;

export type SubrunKind = (typeof SUBRUN_KINDS)[number];

export const SUBRUN_STATUSES = ['complete', 'failed', 'skipped'] as const;

export type SubrunStatus = (typeof SUBRUN_STATUSES)[number];

/** One additional backtest of a candidate as it is kept: final, never changed after it was written. */
export interface SubrunRecord {
  /** The candidate. */
  readonly trialIndex: number;
  readonly kind: SubrunKind;
  /** From 0 within its kind. */
  readonly subrunIndex: number;
  /** `skipped`: the data do not cover its window, so that there is nothing to run. */
  readonly status: SubrunStatus;
  /** Seed of the engine. */
  readonly seed: number;
  /** Seed that what was changed was drawn from; null where nothing was. */
  readonly drawSeed: number | null;
  readonly startDate: string;
  readonly endDate: string;
  /** JSON text: configuration paths that differ from the sweep's base configuration, with their values. */
  readonly changedPathsJson: string;
  /** JSON text of the price paths; null where prices were left as they are. */
  readonly pricePathsJson: string | null;
  readonly errorCode: string | null;
  /** Why it failed or was skipped. */
  readonly errorMessage: string | null;
  readonly configHash: string | null;
  readonly resultHash: string | null;
  /** Unrounded, in the order of `METRIC_KEYS`; NaN stands for `"n/a"`, and everywhere without a finished run. */
  readonly metrics: Float64Array;
  /** Informational. */
  readonly durationUs: number | null;
}
