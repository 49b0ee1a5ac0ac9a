import type { ErrorDescription } from '../../core/types/errors.ts';
import type { Timeframe } from '../../core/types/timeframe.ts';

/** What a batch is asked for. */
export interface BatchRequest {
  /** Configuration files in the order of the report. */
  readonly configs: readonly string[];
  /** Runs at the same time; default: processors less one, at least one. */
  readonly workers?: number;
  /** Base of relative locations; default: the working directory. */
  readonly projectRoot?: string;
  /** Environment variables that move locations; default: those of the process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Unknown keys are errors. */
  readonly strict?: boolean;
  /** Data warnings are errors. */
  readonly strictData?: boolean;
  /** Read and write the column cache; default true. */
  readonly useCache?: boolean;
  /** Record the commit of the project in `meta.json`. */
  readonly provenance?: boolean;
  /** Aborted: no further run begins, those at hand are finished. */
  readonly signal?: AbortSignal;
  /** All files are valid; the first run is about to begin. */
  readonly onStart?: () => void;
  /** A run has ended; in the order of completion. */
  readonly onRow?: (row: BatchRow) => void;
  /** Told what deserves a line on standard error as soon as it is known. */
  readonly onNotice?: (notice: string) => void;
}

/** What the configuration of a row says, known before it runs. */
export interface BatchEntry {
  /** File as it was named. */
  readonly config: string;
  readonly strategy: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly startDate: string;
  readonly endDate: string;
  readonly configHash: string;
  /** Row of the same run before this one; it is not repeated. Always null in prod, where every run is its own. */
  readonly repeatOf: number | null;
}

/** What a finished run left. */
export interface BatchRun {
  readonly runId: string;
  readonly folder: string;
  readonly seed: number;
  readonly manifestSha256: string;
  readonly resultHash: string;
  readonly artifactHash: string;
  /** Unrounded, in the order of `METRIC_KEYS`; NaN is "n/a". */
  readonly metrics: Float64Array;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** How a run of a batch ended. */
export type BatchOutcome =
  | { readonly status: 'complete'; readonly run: BatchRun; readonly error: null }
  | { readonly status: 'failed'; readonly run: null; readonly error: ErrorDescription }
  /** The batch was stopped before it began. */
  | { readonly status: 'cancelled'; readonly run: null; readonly error: null };

export type BatchRow = BatchEntry & BatchOutcome;

export interface BatchReport {
  /** One per configuration, in the order in which they were named. */
  readonly rows: readonly BatchRow[];
  readonly workers: number;
  /** Wall time in milliseconds; informational. */
  readonly elapsedMs: number;
}
