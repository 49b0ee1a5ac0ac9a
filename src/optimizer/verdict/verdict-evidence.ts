import type { SelectionSettings } from '../ranking/select-candidate.ts';
import type { Figure, NotAvailable } from '../statistics/figure.ts';
import type { StatisticKey } from '../statistics/statistic-keys.ts';
import type { CandidateKey } from '../storage/candidate-record.ts';
import type { BorderFinding } from './space-borders.ts';

/** Everything that a verdict is made of. */
export interface VerdictEvidence {
  readonly trialIndex: number;
  readonly selection: { readonly rule: SelectionSettings['rule']; readonly rank: number; readonly isByRule: boolean };
  /** Of the selected trial on what was searched, account currency. */
  readonly profitNet: number;
  readonly totalTrades: number;
  /** Statistics against overfitting; null where none were computed, with the reason in `noSearch`. */
  readonly search: SearchEvidence | null;
  /** Why there are no statistics; empty where there are. */
  readonly noSearch: string;
  readonly borders: readonly BorderFinding[];
  /** Null without stress tests. */
  readonly stress: StressEvidence | null;
  /** What the sweep file has to say for stress tests to be run. */
  readonly stressAdvice: string;
  /** Null without a walk-forward. */
  readonly walkForward: WalkForwardEvidence | null;
  /** Combinatorial cross-validation: null where it was not asked for, or why there is none. */
  readonly combinatorial: CombinatorialEvidence | NotAvailable | null;
  /** Null without a holdout. */
  readonly holdout: HoldoutEvidence | null;
}

export interface SearchEvidence {
  readonly figures: Readonly<Record<StatisticKey, Figure>>;
  /** One sentence: how many trials and which family stand behind the result. */
  readonly headline: string;
  /** Days with a result. */
  readonly days: number;
  readonly years: number;
  /** Years that so many parameter sets of the family ask for (`optimizer.md` 12.4). */
  readonly neededYears: number;
  /** False after a sampler that crowds the good region, and with few series: PBO is indicative then. */
  readonly isPboReliable: boolean;
  /** `statistics.dsr.confidence`. */
  readonly confidence: number;
}

export interface StressEvidence {
  readonly isEligible: boolean;
  readonly figures: Readonly<Record<CandidateKey, Figure>>;
}

export interface WalkForwardEvidence {
  /** NaN where training made no profit. */
  readonly wfe: number;
  readonly oosProfitNet: number;
  readonly oosWindowsProfitable: number;
  readonly windows: number;
  /** False where its windows chose by score because they cannot apply the rule of the selection. */
  readonly choosesByRule: boolean;
}

export interface CombinatorialEvidence {
  /** Ways through all days, each day out of sample for the choice that traded it, and those with a profit. */
  readonly paths: number;
  readonly profitablePaths: number;
  /** Choices, and those with a profit on their test days. */
  readonly splits: number;
  readonly profitableSplits: number;
  /** False after a sampler that learns: its trials were drawn to what did well on the test days too. */
  readonly isUnseen: boolean;
}

export interface HoldoutEvidence {
  /** Net profit of the selected trial on it; null while it was not run. */
  readonly profitNet: number | null;
  readonly totalTrades: number | null;
  /** Looks by the research family, this one included. */
  readonly looks: number;
}
