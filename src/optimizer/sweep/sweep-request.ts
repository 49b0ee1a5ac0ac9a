import type { StatisticsListener } from '../statistics/pieces/work-meter.ts';
import type { SweepProgressListener } from './sweep-events.ts';
import type { SweepEstimate } from './sweep-report.ts';

/** Where files are and how data is read; shared by all sweep functions. */
export interface SweepSurroundings {
  /** Base of relative locations; default: the working directory. */
  readonly projectRoot?: string;
  /** Environment variables that move locations; default: those of the process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Read and write the column cache; default true. */
  readonly useCache?: boolean;
  /** Number of worker threads; default: the sweep file's, else logical cores - 1. Never changes results. */
  readonly workers?: number;
  /** Memory for shared series and conditions; default: a quarter of the machine's. Never changes results. */
  readonly memoryBytes?: number;
  /** Milliseconds since the epoch; default: the system clock. Only informational columns depend on it. */
  readonly now?: () => number;
  /** Told what deserves a line on standard error as soon as it is known. */
  readonly onNotice?: (notice: string) => void;
  /** Called after every stored chunk. */
  readonly onProgress?: SweepProgressListener;
  /** Called while the statistics of a finished search are computed. */
  readonly onStatistics?: StatisticsListener;
  /** Aborting it ends the work after the trials at hand; the store can be resumed. */
  readonly signal?: AbortSignal;
}

/** What a sweep is asked for. */
export interface SweepRequest extends SweepSurroundings {
  /** Path of a sweep file, or the id, unique prefix or `latest` of a stored sweep to continue. */
  readonly target: { readonly file: string } | { readonly resume: string };
  /** Unknown keys of the base configuration are errors. */
  readonly strict?: boolean;
  /** Data warnings are errors. */
  readonly strictData?: boolean;
  /** Root seed; beats the sweep file's. */
  readonly seed?: number;
  /** Delete the stored sweep and run it again. */
  readonly restart?: boolean;
  /** Stop after the estimate; nothing is run or stored. */
  readonly dryRun?: boolean;
  /** Manifest of an earlier sweep to compare hashes with. */
  readonly baseline?: string;
  /** Called once before the first trial. */
  readonly onEstimate?: (estimate: SweepEstimate) => void;
}

/** What a replay is asked for. */
export interface ReplayRequest extends SweepSurroundings {
  /** Id, unique prefix or `latest`. */
  readonly sweep: string;
  readonly trials: { readonly index: number } | 'all';
  /** Write the trial as a single-run configuration to this file, and its artifacts as a run. */
  readonly exportFile?: string;
}
