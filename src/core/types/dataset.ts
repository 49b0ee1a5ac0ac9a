import type { Bars } from './bars.ts';
import type { JsonObject } from './json.ts';
import type { Timeframe } from './timeframe.ts';

/** A condition that does not stop a run but belongs into its record. */
export interface DataWarning {
  readonly code: string;
  readonly message: string;
  readonly count: number;
}

/** Mid prices of one currency pair, used for account conversion (`execution.md` 10.3). */
export interface RateSeries {
  /** Six letters, base then quote: the rate is quote per base. */
  readonly pair: string;
  readonly timeframe: Timeframe;
  /** Open times in milliseconds, ascending. */
  readonly openTimes: Float64Array;
  /** 0.5 * (bid + ask) of the configured price field. */
  readonly rates: Float64Array;
}

/** Scheduled events; `impact` is LOW 1, MEDIUM 2, HIGH 3 (`data-and-config.md` 14). */
export interface NewsEvents {
  readonly times: Float64Array;
  readonly impacts: Uint8Array;
  readonly currencies: readonly string[];
  readonly duplicatesDropped: number;
}

/** Identity and facts of one input file (`data-and-config.md` 16.3). */
export interface InputFile {
  readonly kind:
    | 'market_parquet_bid'
    | 'market_parquet_ask'
    | 'news_parquet'
    | 'execution_costs_yaml'
    | 'symbol_specs_yaml'
    | 'strategy_module';
  /** Relative to the data root with `/`, or the bare file name. */
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly rows: number | null;
  readonly startTimeMs: number | null;
  readonly endTimeMs: number | null;
  /** Repair record of the file (`data-and-config.md` 12.5), null without one. */
  readonly repair: JsonObject | null;
}

/**
 * Everything a backtest reads about the market: validated, aligned, windowed, immutable. The object
 * is plain data, so that it can be handed to a worker whose columns are shared memory.
 */
export interface Dataset {
  readonly symbol: string;
  /** Loaded primary bars, warm-up included. */
  readonly primary: Bars;
  /** Index into `primary` of the first bar that may trade. */
  readonly firstTradingBar: number;
  /** Loaded higher timeframes, shortest first. */
  readonly additional: readonly Bars[];
  /** How each additional timeframe came in. */
  readonly additionalOrigin: Readonly<Partial<Record<Timeframe, 'listed' | 'auto'>>>;
  readonly rates: readonly RateSeries[];
  readonly news: NewsEvents | null;
  readonly inputs: readonly InputFile[];
  /** `meta.dataset.governance` without `warnings` and without what only the run knows (news, htf staleness). */
  readonly governance: JsonObject;
  readonly warnings: readonly DataWarning[];
}
