import { describe, expect, it } from 'vitest';
import { kmeans1d } from '../../../src/core/indicators/kmeans-1d.ts';
import { decideVolCluster } from '../../../src/core/indicators/vol-cluster-guard.ts';
import { volClusterState } from '../../../src/core/indicators/vol-cluster-state.ts';

const VALUES = Float64Array.of(1.0, 1.1, 0.9, 2.0, 2.1, 1.9, 5.0, 5.2, 4.8, 1.05);
const LABELS = [0, 0, 0, 1, 1, 1, 2, 2, 2, 0];
const SETTINGS = { window: 10, k: 3, minPoints: 5, logTransform: false };

describe('volClusterState', () => {
  it('finds the clusters of the strategy specification', () => {
    const state = volClusterState(VALUES, 9, SETTINGS);
    if (state.status !== 'ok') throw new Error(state.status);
    expect([...state.labels]).toEqual(LABELS);
    expect(state.centers[0]).toBeCloseTo(1.0125, 12);
    expect([...state.centers].slice(1)).toEqual([2, 5]);
    expect(state.names).toEqual(['low', 'mid', 'high']);
    expect(state.centersLog).toBeNull();
    expect(state.sigma).toBe(1.05);
  });

  it('finds them on logarithms too and gives the centres in both units', () => {
    const state = volClusterState(VALUES, 9, { ...SETTINGS, logTransform: true });
    if (state.status !== 'ok') throw new Error(state.status);
    const expected = [0.009684957078982674, 0.6923128038205725, 1.6089041519784424];
    expect([...state.labels]).toEqual(LABELS);
    for (const [j, center] of expected.entries()) {
      expect(state.centersLog?.[j]).toBeCloseTo(center, 12);
      expect(state.centers[j]).toBeCloseTo(Math.exp(center), 12);
    }
  });

  it('counts defined values before the window cut and looks at nothing after the bar', () => {
    const series = Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, ...VALUES, 99);
    const state = volClusterState(series, 11, { ...SETTINGS, window: 4 });
    expect(state).toMatchObject({ status: 'ok', sampleSize: 10, sigma: 1.05 });
    expect(volClusterState(series, 5, SETTINGS)).toEqual({ status: 'insufficient_points', sampleSize: 4 });
  });

  it('needs as many values in the window as clusters are asked for', () => {
    const state = volClusterState(VALUES, 9, { ...SETTINGS, window: 2 });
    expect(state).toEqual({ status: 'insufficient_unique', sampleSize: 10 });
  });

  it('raises settings below 1', () => {
    const state = volClusterState(VALUES, 9, { ...SETTINGS, window: 0, k: 0, minPoints: -1 });
    expect(state).toMatchObject({ status: 'ok', names: ['low'] });
    expect(volClusterState(new Float64Array(0), 0, { ...SETTINGS, minPoints: 0 }).status).toBe('insufficient_points');
  });
});

describe('kmeans1d', () => {
  it('has no more clusters than distinct values', () => {
    expect(kmeans1d(Float64Array.of(2, 2, 2), 3)).toEqual({ centers: Float64Array.of(2), labels: new Int32Array(3) });
    expect(kmeans1d(Float64Array.of(1, 2, 1, 2), 3)).toEqual({
      centers: Float64Array.of(1, 2),
      labels: Int32Array.of(0, 1, 0, 1),
    });
  });
});

describe('kmeans1d stop test', () => {
  it('is relative to the size of the centres', () => {
    // Both centres move by less than 1e-4 of 1000; without that term another round would follow.
    const clusters = kmeans1d(Float64Array.of(1000, 1000.01, 1000.02, 1000.1), 2);
    expect(clusters?.labels).toEqual(Int32Array.of(0, 0, 1, 1));
    expect(clusters?.centers[0]).toBeCloseTo(1000.005, 9);
    expect(clusters?.centers[1]).toBeCloseTo(1000.06, 9);
  });
});

describe('decideVolCluster', () => {
  const state = volClusterState(VALUES, 9, SETTINGS);

  it('lets an allowed label pass, whatever its case and blanks', () => {
    expect(decideVolCluster(state, 0, ['mid', ' LOW '])).toEqual({
      status: 'ok',
      allowed: true,
      label: 'low',
      hysteresisOk: true,
      labelAllowed: true,
    });
  });

  it('blocks other labels and every label with an empty list', () => {
    expect(decideVolCluster(state, 1, ['mid']).status).toBe('label_block');
    expect(decideVolCluster(state, 1, []).allowed).toBe(false);
  });

  it('reports unsteady labels before forbidden ones', () => {
    expect(decideVolCluster(state, 2, ['low'])).toMatchObject({ status: 'hysteresis_block', labelAllowed: true });
    expect(decideVolCluster(state, 2, ['mid'])).toMatchObject({ status: 'hysteresis_block', labelAllowed: false });
    const steady = volClusterState(VALUES, 8, { ...SETTINGS, window: 9 });
    expect(decideVolCluster(steady, 3, ['high']).status).toBe('ok');
    expect(decideVolCluster(steady, 4, ['high']).status).toBe('hysteresis_block');
    expect(decideVolCluster(steady, 10, ['high']).status).toBe('hysteresis_block');
  });

  it('passes a missing state on', () => {
    const decision = decideVolCluster({ status: 'insufficient_points', sampleSize: 3 }, 0, ['low']);
    expect(decision).toMatchObject({ status: 'insufficient_points', allowed: false, label: null });
  });
});
