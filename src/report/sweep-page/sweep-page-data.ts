import type { DefinedFigure, NamedText } from '../page/defined-figure.ts';
import type { CombinatorialData, RobustnessData, SurroundingsData } from './choice-page-data.ts';

/** Everything on the page of a sweep. Figures as the artifacts have them; null is "n/a". */
export interface SweepPageData {
  readonly sweepId: string;
  readonly name: string;
  readonly strategy: string;
  readonly symbol: string;
  readonly timeframe: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly currency: string;
  /** Text of the objective; scores are turned so that larger is better. */
  readonly objective: string;
  readonly scoreDecimals: number;
  readonly state: string;
  readonly plannedTrials: number;
  /** Trials by how they ended, without those that are 0. */
  readonly byStatus: readonly (readonly [status: string, trials: number])[];
  /** Paths of the searched parameters, in the order in which trials bring them up. */
  readonly parameters: readonly ParameterData[];
  readonly best: BestTrialData | null;
  /** Null where the sweep has none. */
  readonly verdict: VerdictData | null;
  /** Trials that were better than all before them, by index. */
  readonly bestSoFar: readonly (readonly [trialIndex: number, score: number])[];
  readonly lastTrial: number;
  readonly trials: TrialTableData;
  /** One for every pair of searched parameters that vary. */
  readonly heatMaps: readonly HeatMapData[];
  readonly slices: readonly SliceData[];
  /** Of all trials that may be best. */
  readonly scores: HistogramData;
  /** Sharpe ratios per day of the same trials. */
  readonly sharpes: HistogramData;
  readonly insight: InsightData;
  /** Front of several objectives; null with one. */
  readonly pareto: ParetoData | null;
  /** Figures of `optimizer_metrics.json`; empty without the file. */
  readonly statistics: readonly DefinedFigure[];
  /** Null where the selected trial has no neighbourhood to look at. */
  readonly surroundings: SurroundingsData | null;
  /** Null without stress tests. */
  readonly robustness: RobustnessData | null;
  readonly walkForward: WalkForwardData | null;
  /** A text says why it could not be computed; null where it was not asked for. */
  readonly combinatorial: CombinatorialData | string | null;
  readonly failures: readonly FailureData[];
  readonly provenance: readonly NamedText[];
  readonly command: string;
  /** The sweep file as it was read. */
  readonly sweepFile: string;
}

/** The judgement of the selected trial in words. */
export interface VerdictData {
  readonly conclusion: 'against' | 'open' | 'supported';
  readonly headline: string;
  readonly choice: string;
  readonly points: readonly {
    readonly leaning: 'for' | 'neutral' | 'against' | 'missing';
    readonly text: string;
  }[];
}

export type ParameterValue = string | number | boolean | null;

export interface ParameterData {
  readonly path: string;
  /** The shortest end of the path that is unmistakable. */
  readonly name: string;
}

export interface BestTrialData {
  readonly trialIndex: number;
  readonly score: number;
  /** Values by the order of `parameters`, as text; empty where inactive. */
  readonly parameters: readonly string[];
}

/** Columns of the trial table. */
export interface TrialTableData {
  /** Trials in the store; more than are in the columns where the page cannot hold all. */
  readonly total: number;
  readonly index: readonly number[];
  readonly status: readonly string[];
  readonly score: readonly (number | null)[];
  /** One column per parameter; an inactive value is the empty text. */
  readonly parameters: readonly (readonly ParameterValue[])[];
  readonly metrics: readonly MetricColumnData[];
}

export interface MetricColumnData {
  readonly key: string;
  readonly decimals: number;
  readonly values: readonly (number | null)[];
}

/** Trials by the values of two parameters; cells by row, all rows in one list. */
export interface HeatMapData {
  /** Positions in `parameters`. */
  readonly column: number;
  readonly row: number;
  readonly columnLabels: readonly string[];
  readonly rowLabels: readonly string[];
  /** Trials that were proposed there. */
  readonly trials: readonly number[];
  /** Those of them that may be best. */
  readonly eligible: readonly number[];
  /** Null where no trial may be best. */
  readonly best: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
}

/** Trials by the values of one parameter. */
export interface SliceData {
  readonly parameter: number;
  readonly labels: readonly string[];
  readonly trials: readonly number[];
  readonly best: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
}

export interface HistogramData {
  /** Start of the first bin, and width of all. */
  readonly from: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/** What is computed from the daily results and the search space, or why it is not. */
export interface InsightData {
  readonly importance: readonly { readonly path: string; readonly share: number }[] | null;
  readonly importanceNote: string;
  /** Logits of the cross-validation behind the PBO. */
  readonly logits: HistogramData | null;
  readonly logitsNote: string;
}

export interface ParetoData {
  readonly objectives: readonly string[];
  /** Values as the objectives are written, by trial. */
  readonly points: readonly {
    readonly trialIndex: number;
    readonly values: readonly number[];
    readonly isFront: boolean;
  }[];
}

export interface WalkForwardData {
  readonly mode: string;
  readonly purgeDays: number;
  readonly parameters: readonly string[];
  readonly windows: readonly WindowData[];
  /** Result of the chosen trials on their test windows; days since the epoch, money from the initial balance. */
  readonly joinedDays: readonly number[];
  readonly joinedEquity: readonly number[];
  readonly drift: readonly NamedText[];
}

export interface WindowData {
  /** Number of the window, from 0 as in files. */
  readonly window: number;
  readonly trainStart: string;
  readonly trainEnd: string;
  readonly testStart: string;
  readonly testEnd: string;
  readonly chosenTrial: number | null;
  readonly trainScore: number | null;
  readonly testScore: number | null;
  readonly testProfit: number | null;
  readonly testTrades: number | null;
  readonly rankCorrelation: number | null;
  readonly parameters: readonly string[];
}

/** Trials that ended the same way. */
export interface FailureData {
  readonly status: string;
  readonly code: string;
  readonly message: string;
  readonly trials: number;
  readonly firstTrial: number;
}
