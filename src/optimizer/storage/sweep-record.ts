import type { RunMode } from '../../core/types/config.ts';
import type { Timeframe } from '../../core/types/timeframe.ts';

export type SweepState = 'running' | 'complete' | 'interrupted' | 'failed';

/** What is fixed when a sweep starts (`optimizer.md` 3 and 12.11). */
export interface SweepDefinition {
  /** 16 lower-case hex digits. */
  readonly sweepId: string;
  readonly name: string;
  readonly strategy: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** As in the effective base configuration. */
  readonly startDate: string;
  readonly endDate: string;
  readonly runMode: RunMode;
  /** Below 2^53. */
  readonly rootSeed: number;
  readonly seedOrigin: 'file' | 'cli' | 'os' | 'default';
  readonly seedPolicy: 'per_trial' | 'common' | 'per_params';
  readonly seeding: 'root' | 'independent';
  /** Name of the seed derivation, `omega-seed-v1`. */
  readonly generatorId: string;
  /** Text of the objective. */
  readonly objective: string;
  readonly direction: 'maximize' | 'minimize';
  /** Decimals to which scores are rounded before they are compared. */
  readonly decimals: number;
  /** Grid: its points; otherwise `budget.trials`. */
  readonly plannedTrials: number;
  readonly initialBalance: number;
  /** Identity of the research family (`optimizer.md` 12.3). */
  readonly familyKey: string;
  readonly definitionHash: string;
  readonly manifestSha256: string;
  readonly programVersion: string;
  /** The sweep file as read. */
  readonly sweepFileText: string;
  /** JSON text of the effective base configuration. */
  readonly baseConfigJson: string;
  /** Days with data, in days since the epoch (UTC), ascending; empty where no daily series is kept. */
  readonly days: Int32Array;
}

/** What belongs to one execution; informational, never compared. */
export interface SweepStart {
  readonly workerCount: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

export interface SweepEnd {
  readonly state: Exclude<SweepState, 'running'>;
  readonly exitCode: number;
  /** Milliseconds since the epoch; informational. */
  readonly finishedAt: number;
}

export interface SweepRecord extends SweepDefinition {
  readonly state: SweepState;
  /** Null while running, and after a process that died. */
  readonly exitCode: number | null;
  /** Of the last execution. */
  readonly workerCount: number;
  /** Start of the first execution, milliseconds since the epoch. */
  readonly startedAt: number;
  /** End of the last execution. */
  readonly finishedAt: number | null;
}
