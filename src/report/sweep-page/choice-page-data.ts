/** What a page shows of the best trials when they are looked at again. Ratios as files carry them; null is "n/a". */

/** Stress scores of the best trials. */
export interface RobustnessData {
  /** Components in the order of the values of a candidate. */
  readonly scores: readonly StressScoreData[];
  /** Candidates that were examined; more than are listed where there are very many. */
  readonly total: number;
  /** By rank. */
  readonly candidates: readonly CandidateData[];
}

export interface StressScoreData {
  readonly key: string;
  readonly name: string;
  readonly description: string;
}

export interface CandidateData {
  /** From 1, by score. */
  readonly rank: number;
  readonly trialIndex: number;
  readonly isSelected: boolean;
  readonly score: number | null;
  /** False: no profit or too few trades, so that the scores mean little. */
  readonly isEligible: boolean;
  /** Smallest of the values. */
  readonly robustness: number | null;
  readonly values: readonly (number | null)[];
  /** Per score what its additional backtests came to; null for scores that need none. */
  readonly runs: readonly (StressRunsData | null)[];
  readonly profit: number | null;
  readonly examinedTargets: number;
}

export interface StressRunsData {
  readonly complete: number;
  readonly failed: number;
  /** The data do not cover their window. */
  readonly skipped: number;
  /** Smallest net profit among the complete ones. */
  readonly lowestProfit: number | null;
}

/** How the trials around the selected one did. */
export interface SurroundingsData {
  readonly trialIndex: number;
  readonly score: number;
  /** How neighbours are found: by steps on the value lists, or by distance. */
  readonly layout: 'grid' | 'scattered';
  /** Steps to a neighbour on a grid. */
  readonly radius: number;
  readonly neighbours: number;
  readonly neighbourMedian: number | null;
  readonly lowestNeighbour: number | null;
  readonly plateauScore: number | null;
  readonly plateauRatio: number | null;
  /** Scores along each ordered parameter with steps, everything else as chosen. */
  readonly profiles: readonly ProfileData[];
  /** Trials nearest to the selected one, nearest first. */
  readonly nearest: readonly NearTrialData[];
}

export interface ProfileData {
  readonly path: string;
  /** From the lowest value to the highest; the values beyond the ends of the list are left out. */
  readonly steps: readonly ProfileStepData[];
}

export interface ProfileStepData {
  /** Steps from the chosen value, which is 0. */
  readonly offset: number;
  readonly value: string;
  /** Null where this value was not tried with the other values as chosen. */
  readonly trialIndex: number | null;
  /** How the trial ended; null where there is none. */
  readonly status: string | null;
  readonly score: number | null;
}

export interface NearTrialData {
  readonly trialIndex: number;
  /** Root of the mean squared difference over the parameters, each scaled to 0..1. */
  readonly distance: number;
  readonly status: string;
  readonly score: number | null;
  /** Counts for the plateau figures. */
  readonly isNeighbour: boolean;
}

/** Combinatorial purged cross-validation. */
export interface CombinatorialData {
  readonly groups: number;
  readonly testGroups: number;
  readonly purgeDays: number;
  readonly embargoDays: number;
  /** Trials that took part. */
  readonly trials: number;
  readonly splits: readonly SplitData[];
  readonly paths: readonly PathData[];
  readonly medianTrainSharpe: number;
  readonly medianTestSharpe: number;
  readonly lossShare: number;
  readonly medianPathSharpe: number;
  readonly lowestPathSharpe: number;
  readonly profitablePathShare: number;
  /** Mean over the splits of the share of other trials that the choice beats out of sample. */
  readonly meanTestRank: number | null;
}

export interface SplitData {
  /** Numbers of the groups that were tested, from 0. */
  readonly testGroups: readonly number[];
  readonly trainDays: number;
  readonly testDays: number;
  readonly chosenTrial: number;
  /** Annualised. */
  readonly trainSharpe: number;
  readonly testSharpe: number;
  /** Share of the initial balance. */
  readonly testReturn: number;
  readonly testRank: number | null;
}

export interface PathData {
  readonly totalReturn: number;
  readonly sharpe: number;
  readonly maxDrawdown: number;
}
