import { describe, expect, it } from 'vitest';
import { lagOneAutocorrelation } from '../../../src/optimizer/statistics/autocorrelation.ts';
import { columnOf, type DailyMatrix } from '../../../src/optimizer/statistics/daily-matrix.ts';
import { meanCorrelation } from '../../../src/optimizer/statistics/describe-series.ts';
import { effectiveTrials } from '../../../src/optimizer/statistics/effective-trials.ts';
import { expectedMaximum } from '../../../src/optimizer/statistics/expected-maximum.ts';
import { InlineRunner } from '../../../src/optimizer/statistics/pieces/piece-runner.ts';
import { describeColumns } from '../../../src/optimizer/statistics/series-moments.ts';
import {
  expectedMaximumSharpe,
  minTrackRecordDays,
  probabilisticSharpe,
  sharpeVariance,
} from '../../../src/optimizer/statistics/sharpe-inference.ts';
import { describeSharpe, isInformative } from '../../../src/optimizer/statistics/sharpe-sample.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { allColumns, matrixOf, readReference } from './example-matrix.ts';

interface SharpeReference {
  literature_example: { inputs: Record<string, number>; expected: Record<string, number> };
  sweep_example: { expected: Record<string, number> & { sharpes: number[] } };
  psr_and_min_trl: Record<string, number>[];
  min_backtest_length: Record<string, number>[];
}

const reference = readReference<SharpeReference>('sharpe_inference');
const { large } = readReference<{ large: { inputs: { matrix: number[][] } } }>('pbo_cscv');

function correlationOf(matrix: DailyMatrix, columns: Int32Array): Promise<number> {
  return meanCorrelation(matrix, describeColumns(matrix, 0, matrix.columns), columns, new InlineRunner());
}

describe('Sharpe inference', () => {
  it('reproduces the figures of the literature', () => {
    const { inputs, expected } = reference.literature_example;
    const perYear = inputs.periods_per_year!;
    const sample = {
      observations: inputs.observations!,
      sharpe: inputs.sharpe_annual! / Math.sqrt(perYear),
      skewness: inputs.skewness!,
      kurtosis: inputs.kurtosis!,
    };
    const variance = inputs.variance_of_sharpe_annual! / perYear;
    const [many, fewer] = [inputs.n_trials!, 46].map((trials) => expectedMaximumSharpe(variance, trials));
    expectFigure(many!, expected.expected_max_sharpe!, 'SR0');
    expectFigure(fewer!, expected.expected_max_sharpe_n46!, 'SR0 of 46');
    expectFigure(probabilisticSharpe(sample, many!) as number, expected.dsr!, 'dsr');
    expectFigure(probabilisticSharpe(sample, fewer!) as number, expected.dsr_n46!, 'dsr of 46');
    expectFigure(probabilisticSharpe(sample, 0) as number, expected.psr_zero!, 'psr');
    expectFigure(minTrackRecordDays(sample, 0, 0.95) as number, expected.min_trl_zero_95!, 'MinTRL');
  });

  it('reproduces the example of a sweep', async () => {
    const { expected } = reference.sweep_example;
    const matrix = matrixOf(large.inputs.matrix);
    const samples = [...allColumns(matrix)].map((column) => describeSharpe(columnOf(matrix, column)));
    samples.forEach(({ sharpe }, k) => {
      expectFigure(sharpe, expected.sharpes[k]!, `sharpe ${k}`);
    });
    const sample = samples[expected.selected!]!;
    expectFigure(sample.skewness, expected.skewness!, 'skewness');
    expectFigure(sample.kurtosis, expected.kurtosis!, 'kurtosis');
    const variance = sharpeVariance(Float64Array.from(samples, ({ sharpe }) => sharpe));
    expectFigure(variance, expected.variance_of_sharpes!, 'variance');
    const correlation = await correlationOf(matrix, allColumns(matrix));
    expectFigure(correlation, expected.mean_correlation!, 'correlation');
    const effective = effectiveTrials(correlation, matrix.columns);
    expectFigure(effective, expected.n_trials_effective!, 'effective trials');
    const maximum = expectedMaximumSharpe(variance, matrix.columns);
    const maximumEffective = expectedMaximumSharpe(variance, effective);
    expectFigure(maximum, expected.expected_max_sharpe!, 'SR0');
    expectFigure(maximumEffective, expected.expected_max_sharpe_effective!, 'SR0 effective');
    expectFigure(probabilisticSharpe(sample, 0) as number, expected.psr_zero!, 'psr');
    expectFigure(probabilisticSharpe(sample, maximum) as number, expected.dsr!, 'dsr');
    expectFigure(probabilisticSharpe(sample, maximumEffective) as number, expected.dsr_effective!, 'dsr effective');
    expectFigure(minTrackRecordDays(sample, 0, 0.95) as number, expected.min_track_record_days!, 'MinTRL');
    const againstMaximum = minTrackRecordDays(sample, maximum, 0.95) as number;
    expectFigure(againstMaximum, expected.min_track_record_days_vs_expected_max!, 'MinTRL above SR0');
  });

  it.each(reference.psr_and_min_trl)('PSR and track record of SR $sharpe with skewness $skewness', (expected) => {
    const { sharpe, skewness, kurtosis, benchmark, alpha } = expected as Record<string, number>;
    const sample = { observations: 250, sharpe: sharpe!, skewness: skewness!, kurtosis: kurtosis! };
    expectFigure(probabilisticSharpe(sample, benchmark!) as number, expected.psr_T250!, 'psr');
    expectFigure(minTrackRecordDays(sample, benchmark!, 1 - alpha!) as number, expected.min_track_record!, 'MinTRL');
  });

  it.each(reference.min_backtest_length)('expected maximum of $n_trials trials', (expected) => {
    expectFigure(expectedMaximum(expected.n_trials!), expected.expected_max_z!, 'z');
  });

  it('expects nothing of a single trial', () => {
    expect(expectedMaximum(1)).toBe(0);
    expect(expectedMaximumSharpe(Number.NaN, 1)).toBe(0);
  });

  it('is missing with few days, without dispersion, and where the variance is not positive', async () => {
    const sample = { observations: 250, sharpe: 0.1, skewness: 0, kurtosis: 3 };
    expect(probabilisticSharpe({ ...sample, observations: 9 }, 0)).toMatchObject({ reason: '9 days, 10 are needed' });
    expect(probabilisticSharpe({ ...sample, sharpe: Number.NaN }, 0)).toMatchObject({ value: 'n/a' });
    expect(probabilisticSharpe({ ...sample, sharpe: 1, skewness: 1.5, kurtosis: 3 }, 0)).toMatchObject({
      value: 'n/a',
    });
    expect(minTrackRecordDays(sample, 0.1, 0.95)).toMatchObject({ value: 'n/a' });
    expect(await correlationOf(matrixOf([[1], [2]]), Int32Array.of(0))).toBeNaN();
  });

  it('keeps the effective number between 1 and N', () => {
    expect(effectiveTrials(1, 50)).toBe(1);
    expect(effectiveTrials(0, 50)).toBe(50);
    expect(effectiveTrials(-0.5, 50)).toBe(50);
  });
});

describe('informative series', () => {
  it('vary and have ten days with a result', () => {
    const nine = Float64Array.from({ length: 30 }, (_, day) => (day < 9 ? day + 1 : 0));
    expect(isInformative(nine)).toBe(false);
    expect(isInformative(Float64Array.from({ length: 30 }, (_, day) => (day < 10 ? day + 1 : 0)))).toBe(true);
    expect(isInformative(new Float64Array(30).fill(0.1))).toBe(false);
  });
});

describe('lag-one autocorrelation', () => {
  it('is that of the definition', () => {
    // Deviations -1.5, -0.5, 0.5, 1.5: products 0.75 - 0.25 + 0.75 over squares 5.
    expectFigure(lagOneAutocorrelation(Float64Array.of(1, 2, 3, 4)), 0.25, 'trend');
    expectFigure(lagOneAutocorrelation(Float64Array.of(1, -1, 1, -1)), -0.75, 'alternation');
    expect(lagOneAutocorrelation(Float64Array.of(2, 2, 2))).toBeNaN();
  });
});
