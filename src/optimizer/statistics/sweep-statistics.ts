import { minBacktestYears } from '../definition/estimate.ts';
import { describeSeries, meanCorrelation } from './describe-series.ts';
import { type Figure, isMissing, mapFigure, type NotAvailable, notAvailable } from './figure.ts';
import { crossValidate, type PboSection } from './pbo-section.ts';
import type { PieceRunner } from './pieces/piece-runner.ts';
import { examinePlateau, type PlateauSection } from './plateau-section.ts';
import { judgeFigures, type Verdicts } from './reading-aid.ts';
import {
  type DescribedColumns,
  inferSharpe,
  type SharpeSection,
  type TrialPValues,
  testTrials,
} from './sharpe-section.ts';
import type { StatisticKey } from './statistic-keys.ts';
import { describeSearch, findWarnings } from './statistics-remarks.ts';
import { type SuperioritySection, testSuperiority } from './superiority-section.ts';
import type { SweepStatisticsInput, TrialCounts } from './sweep-statistics-input.ts';
import { examineTrades, summariseMonteCarlo, type TradesSection } from './trades-section.ts';

/** What the search looked at. */
export interface SearchExtent extends TrialCounts {
  readonly familyTrials: number;
  readonly familySweeps: number;
  /** T; 0 without daily series. */
  readonly days: number;
  /** N of the matrix: parameter sets with a daily series. */
  readonly columns: number;
  /** Columns that PBO and the inference on Sharpe ratios leave out; they still count as trials. */
  readonly skippedColumns: number;
  readonly years: number;
  /** Years below which the best of so many trials says nothing, for this sweep and for the family. */
  readonly minBacktestYears: number;
  readonly familyMinBacktestYears: number;
}

/** Statistics of a finished sweep (`optimizer.md` 12), unrounded. */
export interface SweepStatistics {
  readonly selectedTrialIndex: number;
  /** The figures of `optimizer_metrics.json`. */
  readonly figures: Readonly<Record<StatisticKey, Figure>>;
  /** Reading aid; figures without a convention or without a value have none. */
  readonly verdicts: Verdicts;
  /** One sentence: how many trials and which family stand behind the best result. */
  readonly headline: string;
  /** Sentences about what makes the figures say less. */
  readonly warnings: readonly string[];
  readonly extent: SearchExtent;
  readonly pbo: PboSection | NotAvailable;
  readonly sharpe: SharpeSection | NotAvailable;
  readonly superiority: SuperioritySection | NotAvailable;
  readonly trades: TradesSection;
  readonly plateau: PlateauSection;
  readonly trialPValues: TrialPValues | NotAvailable;
}

/**
 * Computes every statistic against overfitting of a sweep, one after the other. The same input gives the same
 * figures, whoever computes the pieces and in which order they finish.
 */
export async function computeSweepStatistics(
  input: SweepStatisticsInput,
  runner: PieceRunner,
): Promise<SweepStatistics> {
  const { daily } = input;
  const described = isMissing(daily) ? daily : await describeSeries(daily, runner);
  const parts = {
    pbo: isMissing(described) ? described : await crossValidate(input, described, described.informative, runner),
    sharpe: isMissing(described) ? described : await measureSharpe(input, described, runner),
    superiority: await testSuperiority(input, runner),
    trades: await examineTrades(input, runner),
    plateau: await examinePlateau(input, runner),
  };
  const figures = collectFigures(input.counts, parts);
  const extent = measureExtent(input, isMissing(described) ? 0 : described.informative.length);
  return {
    selectedTrialIndex: input.selected.trialIndex,
    figures,
    verdicts: judgeFigures(figures, extent.days),
    headline: describeSearch(extent),
    warnings: findWarnings(extent, parts, input.isAdaptive),
    extent,
    ...parts,
    trialPValues: mapFigure(described, testTrials),
  };
}

async function measureSharpe(
  input: SweepStatisticsInput,
  described: DescribedColumns,
  runner: PieceRunner,
): Promise<SharpeSection> {
  const { matrix, moments, informative } = described;
  return inferSharpe(input, described, await meanCorrelation(matrix, moments, informative, runner));
}

type Parts = Pick<SweepStatistics, 'pbo' | 'sharpe' | 'superiority' | 'trades' | 'plateau'>;

function collectFigures(counts: TrialCounts, parts: Parts): Record<StatisticKey, Figure> {
  const { plateau } = parts;
  const sharpe = (pick: (section: SharpeSection) => Figure) => mapFigure(parts.sharpe, pick);
  const pbo = (pick: (section: PboSection) => number) => mapFigure(parts.pbo, pick);
  const spa = mapFigure(parts.superiority, (section) => section.spa);
  const pValues = parts.trades.pValues;
  const monteCarlo = summariseMonteCarlo(parts.trades);
  return {
    dsr: sharpe((section) => section.dsr),
    dsr_effective: sharpe((section) => section.dsrEffective),
    expected_max_sharpe: sharpe((section) => section.expectedMaxSharpe),
    mc_max_drawdown_abs_p50: monteCarlo.drawdownP50,
    mc_max_drawdown_abs_p95: monteCarlo.drawdownP95,
    mc_prob_loss: monteCarlo.probLoss,
    mc_prob_ruin: monteCarlo.probRuin,
    mc_profit_net_p05: monteCarlo.profitP05,
    mc_profit_net_p50: monteCarlo.profitP50,
    min_track_record_days: sharpe((section) => section.minTrackRecordDays),
    n_trials_effective: sharpe((section) => section.effectiveTrials),
    p_value_mean_r_gt_0: mapFigure(pValues, ({ meanR }) => meanR),
    p_value_net_profit_gt_0: mapFigure(pValues, ({ netProfit }) => netProfit),
    pbo: pbo((section) => section.pbo),
    pbo_degradation_slope: slopeOf(parts.pbo),
    pbo_prob_oos_loss: pbo((section) => section.probOosLoss),
    plateau_min_score: plateau.minScore,
    plateau_neighbours: plateau.neighbours,
    plateau_ratio: plateau.ratio,
    plateau_std_score: plateau.stdScore,
    psr_zero: sharpe((section) => section.psrZero),
    reality_check_p_value: mapFigure(parts.superiority, ({ realityCheck }) => realityCheck),
    sharpe_selected: sharpe((section) => section.sharpe),
    spa_p_value: mapFigure(spa, ({ consistent }) => consistent),
    spa_p_value_lower: mapFigure(spa, ({ lower }) => lower),
    spa_p_value_upper: mapFigure(spa, ({ upper }) => upper),
    trials_complete: counts.complete,
    trials_failed: counts.failed,
    trials_pruned: counts.pruned,
    trials_total: counts.total,
  };
}

function slopeOf(pbo: PboSection | NotAvailable): Figure {
  if (isMissing(pbo)) return pbo;
  if (!Number.isNaN(pbo.degradationSlope)) return pbo.degradationSlope;
  return notAvailable('the in-sample results of the winners do not differ');
}

function measureExtent({ daily, counts, family, years, settings }: SweepStatisticsInput, usable: number): SearchExtent {
  const columns = isMissing(daily) ? 0 : daily.matrix.columns;
  return {
    ...counts,
    familyTrials: family.trials,
    familySweeps: family.sweeps,
    days: isMissing(daily) ? 0 : daily.matrix.days,
    columns,
    skippedColumns: columns - usable,
    years,
    minBacktestYears: minBacktestYears(counts.distinct, settings.min_btl_sharpe),
    familyMinBacktestYears: minBacktestYears(family.trials, settings.min_btl_sharpe),
  };
}
