import { describe, expect, it } from 'vitest';
import { stream } from '../../../src/optimizer/random/seeds.ts';
import { selectBlockLength } from '../../../src/optimizer/statistics/block-length.ts';
import { drawRowCounts } from '../../../src/optimizer/statistics/row-counts.ts';
import { drawStationaryRow } from '../../../src/optimizer/statistics/stationary-bootstrap.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { readReference } from './example-matrix.ts';

interface BootstrapReference {
  index_rows: { inputs: { n: number; restart_probability: number }; expected: number[][] };
  block_length: {
    inputs: { series: number[] };
    expected: {
      expected_block_length: number;
      k_n: number;
      m_max: number;
      band: number;
      m: number;
      g: number;
      long_run_variance: number;
      cap: number;
      autocovariances_0_to_m: number[];
    };
  };
}

const reference = readReference<BootstrapReference>('stationary_bootstrap');

describe('stationary bootstrap', () => {
  const { inputs, expected } = reference.index_rows;

  it('draws the rows of the reference', () => {
    const row = new Int32Array(inputs.n);
    expected.forEach((indices, b) => {
      drawStationaryRow(stream(42, 'example', 'stationary', b), inputs.restart_probability, row);
      expect([...row]).toEqual(indices);
    });
  });

  it('never leaves a block with probability 0 and always with 1', () => {
    const row = new Int32Array(50);
    drawStationaryRow(stream(1, 'example'), 0, row);
    expect([...row]).toEqual(Array.from(row, (_, i) => (row[0]! + i) % 50));
    drawStationaryRow(stream(1, 'example'), 1, row);
    expect([...row].filter((index, i) => i > 0 && index === (row[i - 1]! + 1) % 50).length).toBeLessThan(10);
  });

  it('counts the same days whatever range a resample is drawn in', () => {
    const [days, restart] = [40, 0.2];
    const whole = drawRowCounts(42, restart, days, 0, 7);
    const part = drawRowCounts(42, restart, days, 5, 7);
    const row = new Int32Array(days);
    drawStationaryRow(stream(42, 'spa', 5), restart, row);
    const counts = Array.from({ length: days }, (_, day) => row.filter((index) => index === day).length);
    // Resample 5 is lane 1 of the second group of the whole range, and lane 0 of the only group of its part.
    expect(counts.map((_, day) => whole.values[4 * days + 4 * day + 1])).toEqual(counts);
    expect(counts.map((_, day) => part.values[4 * day])).toEqual(counts);
    expect(counts.map((_, day) => part.values[4 * day + 2])).toEqual(counts.map(() => 0));
  });
});

describe('block length', () => {
  it('takes the steps of the reference', () => {
    const { inputs, expected } = reference.block_length;
    const actual = selectBlockLength(Float64Array.from(inputs.series));
    expect(actual).toMatchObject({
      window: expected.k_n,
      maximumLag: expected.m_max,
      lags: expected.m,
      cap: expected.cap,
    });
    expectFigure(actual.band, expected.band, 'band');
    expectFigure(actual.curvature, expected.g, 'G');
    expectFigure(actual.longRunVariance, expected.long_run_variance, 's2');
    expectFigure(actual.blockLength, expected.expected_block_length, 'block length');
    expect(actual.autocovariances.length).toBe(expected.autocovariances_0_to_m.length);
    expected.autocovariances_0_to_m.forEach((value, k) => {
      expectFigure(actual.autocovariances[k]!, value, `R(${k})`);
    });
  });

  it('is 0 for a constant series', () => {
    expect(selectBlockLength(new Float64Array(100)).blockLength).toBe(0);
  });

  it('takes the largest lag where no autocorrelation fades, and stops at the cap', () => {
    const wave = selectBlockLength(Float64Array.from({ length: 400 }, (_, day) => Math.sin((2 * Math.PI * day) / 12)));
    expect(wave.lags).toBe(wave.maximumLag);
    // Uncapped it would be about 227.
    expect(wave).toMatchObject({ cap: 60, blockLength: 60 });
  });
});
