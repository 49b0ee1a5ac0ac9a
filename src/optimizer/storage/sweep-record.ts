import type { RunMode } from '../../core/types/config.ts';

export type SweepState = 'running' | 'complete' | 'interrupted' | 'failed';

/**
 * What a row of table `sweep` is: the search that a user started, the same search on the training window of
 * a walk-forward, its best trials on the test window, or a trial on the holdout.
 */
export const SWEEP_PARTS = ['search', 'train', 'test', 'holdout'] as const;

export type SweepPartName = (typeof SWEEP_PARTS)[number];

/** What is fixed when a sweep starts (`optimizer.md` 3 and 12.11). */
export interface SweepDefinition {
  /** 16 lower-case hex digits. */
  readonly sweepId: string;
  /** The search that this one is a part of; null for a search of its own. */
  readonly parentId: string | null;
  readonly part: SweepPartName;
  /** Walk-forward window from 0; null for what belongs to no window. */
  readonly windowIndex: number | null;
  readonly name: string;
  readonly strategy: string;
  /** Symbols and timeframes of the trials; several are separated by commas. */
  readonly symbol: string;
  readonly timeframe: string;
  /** As in the configuration that the trials change. */
  readonly startDate: string;
  readonly endDate: string;
  /** End of the range before the holdout was cut off; null without one. */
  readonly holdoutEnd: string | null;
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
  /** JSON text: several objectives, each with expression, direction and reference; `[]` with one. */
  readonly objectivesJson: string;
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
  /** The trades of every trial are kept. */
  readonly keepsTrades: boolean;
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
