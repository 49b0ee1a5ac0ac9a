import type { HoldoutPeriod } from '../definition/validation-definition.ts';
import type { NotAvailable } from '../statistics/figure.ts';
import type { SweepStatistics } from '../statistics/sweep-statistics.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord, TrialStatus } from '../storage/trial-record.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { CandidateReport } from './candidate-report.ts';
import type { CombinatorialReport } from './combinatorial-report.ts';
import type { GroupReport } from './group-report.ts';
import type { HoldoutStatus } from './holdout-report.ts';
import type { ParetoSummary } from './pareto-trials.ts';
import type { PlannedCombinations } from './plan-combinations.ts';
import type { SelectionReport } from './selection-report.ts';
import type { StatisticFigures } from './statistics-file.ts';
import type { SweepTimes } from './sweep-times.ts';
import type { WalkForwardReport } from './walk-forward-report.ts';

/** What a sweep is going to cost, printed before it starts. */
export interface SweepEstimate {
  readonly sweepId: string;
  readonly name: string;
  /** Product of all value lists; null with a continuous parameter. */
  readonly rawPoints: number | null;
  /** Trials of the sweep; an upper limit where `isExact` is false. */
  readonly trials: number;
  readonly isExact: boolean;
  /** Trials already in the store. */
  readonly finished: number;
  /** Walk-forward windows, and the trials on all training and all test windows; 0 without them. */
  readonly windows: number;
  readonly trainTrials: number;
  readonly testTrials: number;
  /** Of the trials in training those that are cut out of full runs instead of being run. */
  readonly slicedTrials: number;
  /** Combinatorial cross-validation, or why there will be none; null where it is not asked for. */
  readonly combinatorial: PlannedCombinations | NotAvailable | null;
  /** Trials whose stress tests are run, and the runs that this takes at most; 0 without them. */
  readonly candidates: number;
  readonly subruns: number;
  readonly parameters: number;
  /** Null without a pruner. */
  readonly pruner: { readonly name: string; readonly segments: number } | null;
  /** What is cut off from the range and not searched; null without a holdout. */
  readonly holdout: HoldoutPeriod | null;
  /** Trading bars per trial; of the longest where there are several markets. */
  readonly bars: number;
  /** Symbols times timeframes. */
  readonly markets: number;
  readonly workers: number;
  /** Memory for series and conditions, all workers together. */
  readonly memoryBytes: number;
  /** Years of data that so many trials ask for (`optimizer.md` 12.4), and the years there are. */
  readonly minimumYears: number;
  readonly years: number;
  /** Data facts that deserve attention. */
  readonly warnings: readonly string[];
}

/** How a call of `runSweep` ended. */
export type SweepOutcome = 'complete' | 'interrupted' | 'failed' | 'shown' | 'estimated';

export interface SweepReport {
  readonly outcome: SweepOutcome;
  readonly exitCode: number;
  readonly sweepId: string;
  /** Null after a dry run of a sweep that is not stored. */
  readonly sweep: SweepRecord | null;
  readonly estimate: SweepEstimate | null;
  readonly byStatus: Readonly<Record<TrialStatus, number>>;
  /** Best trials by the comparator, best first, at most ten. */
  readonly top: readonly TrialRecord[];
  /** Folder of the sweep's files; null where none were written. */
  readonly folder: string | null;
  /** Folder of the best run's artifacts; null without one. */
  readonly bestRunFolder: string | null;
  /** What speaks for and against the best trial; null before the end and with `statistics: off`. */
  readonly statistics: StatisticFigures | null;
  /** All that they consist of; null unless this call computed them. */
  readonly computedStatistics: SweepStatistics | NotAvailable | null;
  /** Front of several objectives; null with one, and without an eligible trial. */
  readonly pareto: ParetoSummary | null;
  /** What speaks for and against the selected trial, in words; null before the end. */
  readonly verdict: Verdict | null;
  /** The trial that the sweep ends with; null before the end, and where none may be best. */
  readonly selection: SelectionReport | null;
  /** The best trials with stress scores and plateaus, by rank; none before the end, and where neither is asked for. */
  readonly candidates: readonly CandidateReport[];
  /** Null before its last window, and without one. */
  readonly walkForward: WalkForwardReport | null;
  /** Null without one, and before the end of the search unless its days are too few anyway. */
  readonly combinatorial: CombinatorialReport | NotAvailable | null;
  /** Best trials by group (`group_by`); empty where results are not grouped. */
  readonly groups: readonly GroupReport[];
  /** What is known of the holdout; null without one. */
  readonly holdout: HoldoutStatus | null;
  /** Trials finished by this call, and the wall time of their searches. */
  readonly finishedNow: number;
  readonly elapsedMs: number;
  /** Where the time of this call went; null where nothing was run. */
  readonly times: SweepTimes | null;
  /** In words, when the sweep ended before its budget, found no winner, or is shown though something is not as asked. */
  readonly remark: string | null;
  /** What differs from the baseline manifest; null without one. */
  readonly drift: readonly string[] | null;
}

/** One field in which a replayed trial differs from the store. */
export interface ReplayDifference {
  readonly field: string;
  readonly stored: string;
  readonly replayed: string;
}

export interface ReplayedTrial {
  /** The part that the trial belongs to, such as `test window 3`; empty for the search itself. */
  readonly stage: string;
  readonly trialIndex: number;
  readonly status: TrialStatus;
  /** Empty: equal. */
  readonly differences: readonly ReplayDifference[];
}

export interface ReplayReport {
  readonly sweepId: string;
  readonly replayed: number;
  /** Trials that a pruner has given up again, at the same rung. */
  readonly pruned: number;
  /** Trials that have no end to repeat: cancelled ones, and those that a repetition need not give up again. */
  readonly skipped: number;
  /** Trials that differ, by index. */
  readonly mismatches: readonly ReplayedTrial[];
  /** The replayed trial when one was asked for. */
  readonly trial: ReplayedTrial | null;
  /** Stored results of a validation that the stored trials do not give again. */
  readonly results: readonly ReplayDifference[];
  /** Configuration file and run folder written by an export. */
  readonly exported: { readonly configFile: string; readonly runFolder: string } | null;
  readonly elapsedMs: number;
}
