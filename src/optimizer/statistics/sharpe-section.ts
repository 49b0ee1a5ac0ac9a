import { normalCdf } from '../../core/math/normal.ts';
import { type AdjustedPValues, adjustPValues } from './adjusted-p-values.ts';
import { lagOneAutocorrelation } from './autocorrelation.ts';
import { columnOf } from './daily-matrix.ts';
import { effectiveTrials } from './effective-trials.ts';
import { type Figure, isMissing, type NotAvailable, notAvailable } from './figure.ts';
import { haircutSharpe } from './haircut-sharpe.ts';
import { type SeriesMoments, sampleOf } from './series-moments.ts';
import {
  expectedMaximumSharpe,
  minTrackRecordDays,
  probabilisticSharpe,
  sharpeDistance,
  sharpeVariance,
} from './sharpe-inference.ts';
import type { SweepStatisticsInput, TrialColumns } from './sweep-statistics-input.ts';

/** Inference on the Sharpe ratio of the selected trial (`optimizer.md` 12.2 to 12.4). */
export interface SharpeSection {
  readonly sharpe: Figure;
  readonly psrZero: Figure;
  /** N of the deflated Sharpe ratio. */
  readonly trials: number;
  /** SR0 per day, with N and with the effective number of trials. */
  readonly expectedMaxSharpe: Figure;
  readonly expectedMaxSharpeEffective: Figure;
  readonly dsr: Figure;
  readonly dsrEffective: Figure;
  readonly effectiveTrials: Figure;
  readonly meanCorrelation: Figure;
  readonly sharpeVariance: Figure;
  /** Days needed to tell the Sharpe ratio from 0, and from SR0; rounded up. */
  readonly minTrackRecordDays: Figure;
  readonly minTrackRecordDaysAboveMaximum: Figure;
  readonly lagOneAutocorrelation: Figure;
}

/** Test of each column on its own (`optimizer.md` 12.8), in column order; NaN for columns left out. */
export interface TrialPValues extends AdjustedPValues {
  readonly trialIndices: Int32Array;
  readonly sharpes: Float64Array;
  /** 1 - PSR(0). */
  readonly pValues: Float64Array;
  /** Sharpe ratio that would give the Holm value as its p-value. */
  readonly haircutSharpes: Float64Array;
}

/** What is known of the columns before anything is inferred from them. */
export interface DescribedColumns extends TrialColumns {
  readonly moments: SeriesMoments;
  /** Columns that vary on enough days; the others say nothing about Sharpe ratios. */
  readonly informative: Int32Array;
}

/** @param pairwise mean correlation of the informative columns; NaN below two of them */
export function inferSharpe(
  input: SweepStatisticsInput,
  { matrix, trialIndices, moments, informative }: DescribedColumns,
  pairwise: number,
): SharpeSection {
  const { settings, selected, family, counts } = input;
  const trials = settings.dsr.family === 'auto' ? family.trials : counts.distinct;
  const sharpes = [...informative].map((column) => moments.sharpes[column]!);
  const pooled = settings.dsr.family === 'auto' ? [...sharpes, ...family.sharpes] : sharpes;
  const variance = orMissing(sharpeVariance(Float64Array.from(pooled)), 'fewer than two trials have a usable series');
  const correlation = orMissing(pairwise, 'fewer than two trials have a usable series');
  const effective = isMissing(correlation) ? correlation : effectiveTrials(correlation, trials);
  const expected = expectMaximum(variance, trials);
  const expectedEffective = expectMaximum(variance, effective);
  const shared = {
    trials,
    expectedMaxSharpe: expected,
    expectedMaxSharpeEffective: expectedEffective,
    effectiveTrials: effective,
    meanCorrelation: correlation,
    sharpeVariance: variance,
  };

  const column = trialIndices.indexOf(selected.trialIndex);
  const problem = selectedProblem(column, informative);
  if (problem !== null) {
    return {
      ...shared,
      sharpe: problem,
      psrZero: problem,
      dsr: problem,
      dsrEffective: problem,
      minTrackRecordDays: problem,
      minTrackRecordDaysAboveMaximum: problem,
      lagOneAutocorrelation: problem,
    };
  }
  const sample = sampleOf(moments, column, matrix.days);
  const against = (benchmark: Figure): Figure =>
    isMissing(benchmark) ? benchmark : probabilisticSharpe(sample, benchmark);
  const record = (benchmark: Figure): Figure => {
    const days = isMissing(benchmark) ? benchmark : minTrackRecordDays(sample, benchmark, settings.dsr.confidence);
    return isMissing(days) ? days : Math.ceil(days);
  };
  return {
    ...shared,
    sharpe: sample.sharpe,
    psrZero: against(0),
    dsr: against(expected),
    dsrEffective: against(expectedEffective),
    minTrackRecordDays: record(0),
    minTrackRecordDaysAboveMaximum: record(expected),
    lagOneAutocorrelation: orMissing(lagOneAutocorrelation(columnOf(matrix, column)), 'the daily results do not vary'),
  };
}

/** Tests every informative column against 0 and corrects for their number. */
export function testTrials({ matrix, trialIndices, moments, informative }: DescribedColumns): TrialPValues {
  const sharpes = new Float64Array(matrix.columns).fill(Number.NaN);
  const distances = new Float64Array(matrix.columns).fill(Number.NaN);
  for (const column of informative) {
    const sample = sampleOf(moments, column, matrix.days);
    const distance = sharpeDistance(sample, 0);
    sharpes[column] = sample.sharpe;
    distances[column] = isMissing(distance) ? Number.NaN : distance;
  }
  // The tail itself, because 1 minus a probability close to 1 has few digits.
  const pValues = distances.map((distance) => normalCdf(-distance));
  const adjusted = adjustPValues(pValues);
  const haircutSharpes = sharpes.map((sharpe, k) => haircutSharpe(sharpe, pValues[k], adjusted.holm[k]));
  return { trialIndices, sharpes, pValues, ...adjusted, haircutSharpes };
}

function expectMaximum(variance: Figure, trials: Figure): Figure {
  if (isMissing(trials)) return trials;
  if (trials <= 1) return 0;
  return isMissing(variance) ? variance : expectedMaximumSharpe(variance, trials);
}

function selectedProblem(column: number, informative: Int32Array): NotAvailable | null {
  if (column === -1) return notAvailable('the store has no daily series of the selected trial');
  if (informative.includes(column)) return null;
  return notAvailable('the selected trial has fewer than 10 days with a result, or its results do not vary');
}

function orMissing(value: number, reason: string): Figure {
  return Number.isNaN(value) ? notAvailable(reason) : value;
}
