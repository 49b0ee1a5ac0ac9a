import type { Bars } from '../../core/types/bars.ts';
import { type Figure, type NotAvailable, notAvailable } from '../statistics/figure.ts';
import type { TradeSample } from '../statistics/sweep-statistics-input.ts';
import { tradePValues } from '../statistics/trade-p-values.ts';
import type { CandidateKey } from '../storage/candidate-record.ts';
import type { SubrunKind } from '../storage/subrun-record.ts';
import {
  clamp,
  deteriorationOfLevels,
  deteriorationOfRatios,
  meanOfScores,
  type StressFigures,
  scoreOfMean,
} from './deterioration.ts';
import { type StressedTrades, stressExitLevels } from './level-stress.ts';
import { type ComponentKey, summariseRobustness } from './robustness-score.ts';
import type { RobustnessSettings } from './robustness-settings.ts';
import { stabilityScore, type YearResult } from './stability.ts';
import { tradeDropoutScore } from './trade-dropout.ts';

/** What a candidate is judged by: its run on the whole range, and what came of its sub-runs. */
export interface CandidateEvidence {
  readonly trialSeed: number;
  readonly base: StressFigures;
  readonly totalTrades: number;
  readonly sample: TradeSample;
  readonly trades: StressedTrades;
  /** Loaded primary bars that `trades` refers to. */
  readonly bars: Bars;
  /** Percent; NaN below two weeks. */
  readonly ulcerIndex: number;
  /** Sub-runs that could be run, by kind and in order; none where a kind is switched off or impossible. */
  readonly runs: Readonly<Record<SubrunKind, readonly (StressFigures | 'failed')[]>>;
  /** Sub-runs that the data do not cover. */
  readonly skipped: Readonly<Record<SubrunKind, number>>;
  /** Calendar years with what they earned; those that could not be run are missing. */
  readonly years: readonly YearResult[];
}

/** What the stress tests say; the rest of a candidate's figures come from other parts. */
type ScoreKey = Exclude<CandidateKey, `plateau_${string}` | 'v1_final_score'>;

/** The stress scores of a candidate, unrounded. */
export interface CandidateScores {
  readonly figures: Readonly<Record<ScoreKey, Figure>>;
  readonly isEligible: boolean;
  readonly components: number;
  readonly failedRuns: number;
  readonly skippedRuns: number;
  readonly examinedTargets: number;
}

/** Computes all stress scores of a candidate (`metrics.md` 9 and 10). */
export function scoreCandidate(evidence: CandidateEvidence, settings: RobustnessSettings): CandidateScores {
  const { base, runs, skipped, sample, trialSeed, ulcerIndex } = evidence;
  const cap = settings.penaltyCap;
  const ofRuns = (kind: SubrunKind, score: (deteriorated: readonly (StressFigures | 'failed')[]) => number): Figure =>
    runs[kind].length === 0 ? whyNone(kind, skipped[kind], settings) : score(runs[kind]);
  const levels = (penaltyCap: number) => (outcomes: readonly (StressFigures | 'failed')[]) =>
    scoreOfMean(
      outcomes.map((run) => deteriorationOfLevels(base, run)),
      penaltyCap,
    );
  const ratios = (outcomes: readonly (StressFigures | 'failed')[]) =>
    outcomes.map((run) => deteriorationOfRatios(base, run));
  const exits = stressExitLevels(evidence.trades, evidence.bars);
  const pValues = tradePValues(sample.r, sample.net, trialSeed, settings.pValueResamples);
  const tooShort = notAvailable('fewer than two weeks of equity');
  const components: Record<ComponentKey, Figure> = {
    robustness_1_score: ofRuns('robustness_1', levels(cap)),
    data_jitter_score: ofRuns('data_jitter', levels(settings.prices.penaltyCap)),
    cost_shock_score: ofRuns('cost_shock', (outcomes) => meanOfScores(ratios(outcomes), cap)),
    timing_jitter_score: ofRuns('timing_jitter', (outcomes) => scoreOfMean(ratios(outcomes), cap)),
    trade_dropout_score: tradeDropoutScore(sample, trialSeed, { ...settings.dropout, penaltyCap: cap }),
    tp_sl_stress_score: exits.score,
    ulcer_index_score: Number.isNaN(ulcerIndex) ? tooShort : clamp(1 - ulcerIndex / settings.ulcerCap, 0, 1),
    stability_score: stabilityOf(evidence, settings),
  };
  const summary = summariseRobustness(components);
  const outcomes = Object.values(runs).flat();
  return {
    figures: {
      ...components,
      robustness_score: summary.score,
      ulcer_index: Number.isNaN(ulcerIndex) ? tooShort : ulcerIndex,
      p_value_mean_r_gt_0: pValues.meanR,
      p_value_net_profit_gt_0: pValues.netProfit,
    },
    isEligible: isEligible(base.profit, evidence.totalTrades, settings.minTrades),
    components: summary.components,
    failedRuns: outcomes.filter((run) => run === 'failed').length,
    skippedRuns: Object.values(skipped).reduce((sum, count) => sum + count, 0),
    examinedTargets: exits.examined,
  };
}

/** Whether relative figures of a result mean something (`metrics.md` 8.4). */
export function isEligible(profit: number, trades: number, minTrades: number): boolean {
  return profit > 0 && trades >= minTrades;
}

function stabilityOf({ years, skipped }: CandidateEvidence, settings: RobustnessSettings): Figure {
  if (years.length > 0) return stabilityScore(years, settings.stability.minScale);
  return whyNone('stability', skipped.stability, settings);
}

/** Why there is not a single sub-run of a kind. */
function whyNone(kind: SubrunKind, skipped: number, { mode }: RobustnessSettings): NotAvailable {
  if (skipped > 0) return notAvailable('the data do not cover the windows that it needs');
  if (mode === 'fast' && kind !== 'robustness_1') return notAvailable("metrics.robustness.mode is 'fast'");
  return notAvailable(NOTHING_TO_RUN[kind]);
}

const NOTHING_TO_RUN: Readonly<Record<SubrunKind, string>> = {
  robustness_1: 'no number of the space to move, or metrics.robustness.jitter_repeats is 0',
  data_jitter: 'metrics.data_jitter.repeats is 0',
  cost_shock: 'costs.enabled is false',
  timing_jitter: 'the window is a single day',
  stability: 'no calendar year',
};
