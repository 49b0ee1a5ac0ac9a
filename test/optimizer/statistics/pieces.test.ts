import { describe, expect, it } from 'vitest';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { sumBlocks } from '../../../src/optimizer/statistics/block-sums.ts';
import { joinSplits, judgeRange } from '../../../src/optimizer/statistics/cross-validation-splits.ts';
import { sumStandardised } from '../../../src/optimizer/statistics/effective-trials.ts';
import {
  joinPaths,
  MONTE_CARLO_METHODS,
  resampleTrades,
} from '../../../src/optimizer/statistics/monte-carlo-trades.ts';
import { placeParameters } from '../../../src/optimizer/statistics/parameter-points.ts';
import { computePiece } from '../../../src/optimizer/statistics/pieces/compute-piece.ts';
import { cutRange } from '../../../src/optimizer/statistics/pieces/cut-range.ts';
import { expectWork } from '../../../src/optimizer/statistics/pieces/expected-work.ts';
import type { PieceData, PieceKind } from '../../../src/optimizer/statistics/pieces/piece-kinds.ts';
import {
  InlineRunner,
  type PieceRunner,
  StatisticsStopped,
} from '../../../src/optimizer/statistics/pieces/piece-runner.ts';
import { joinNumbers } from '../../../src/optimizer/statistics/pieces/shared-numbers.ts';
import { meterWork, type StatisticsProgress } from '../../../src/optimizer/statistics/pieces/work-meter.ts';
import { neighbourDistances } from '../../../src/optimizer/statistics/plateau-smoothing.ts';
import { describeColumns, joinMoments } from '../../../src/optimizer/statistics/series-moments.ts';
import { describeSuperiority, joinBases } from '../../../src/optimizer/statistics/superiority-basis.ts';
import { computeSweepStatistics } from '../../../src/optimizer/statistics/sweep-statistics.ts';
import type { SweepStatisticsInput } from '../../../src/optimizer/statistics/sweep-statistics-input.ts';
import { float } from '../space/example-parameters.ts';
import { exampleInput, statisticsOf } from './example-input.ts';
import { allColumns, noiseMatrix } from './example-matrix.ts';

/** An input with something to do for every kind of piece. */
function scatteredInput(): SweepStatisticsInput {
  const input = exampleInput(noiseMatrix(2, 240, 40));
  const space = createSearchSpace([float('a'), float('b')], []);
  const coordinates = Array.from({ length: 40 }, (_, trial) => ({ a: ((trial * 7) % 40) / 40, b: trial / 40 }));
  return { ...input, search: { ...input.search, layout: 'scattered', points: placeParameters(space, coordinates) } };
}

describe('pieces of the statistics', () => {
  it('give the same figures in whatever order they are computed', async () => {
    const kinds = new Set<PieceKind>();
    const backwards: PieceRunner = {
      run: async <Kind extends PieceKind>(kind: Kind, pieces: readonly PieceData<Kind>[]) => {
        kinds.add(kind);
        return pieces
          .toReversed()
          .map((data) => computePiece({ kind, data }))
          .toReversed();
      },
    };
    const input = scatteredInput();
    expect(await computeSweepStatistics(input, backwards)).toEqual(await statisticsOf(input));
    expect([...kinds].sort()).toEqual(Object.keys(expectWork(input)).sort());
  });

  it('cut the splits anywhere', () => {
    const matrix = noiseMatrix(3, 200, 9);
    const sums = sumBlocks(matrix, allColumns(matrix), 10);
    const whole = joinSplits([judgeRange(sums, 'sharpe', 0, 126)]);
    expect(whole.winners.length).toBe(252);
    for (const size of [1, 7, 64, 125]) {
      const parts = cutRange(126, size).map(({ from, to }) => judgeRange(sums, 'sharpe', from, to));
      expect(joinSplits(parts), `pieces of ${size}`).toEqual(whole);
    }
  });

  it('cut series, days, paths and trials anywhere', () => {
    const matrix = noiseMatrix(5, 60, 11);
    const parts = <Part>(size: number, compute: (from: number, to: number) => Part) =>
      cutRange(size, 7).map(({ from, to }) => compute(from, to));
    const moments = (from: number, to: number) => describeColumns(matrix, from, to);
    expect(joinMoments(parts(11, moments))).toEqual(moments(0, 11));
    const bases = (from: number, to: number) => describeSuperiority(matrix, null, 0.4, from, to);
    expect(joinBases(parts(11, bases))).toEqual(bases(0, 11));
    const columns = { columns: allColumns(matrix), ...moments(0, 11) };
    const sums = (from: number, to: number) => sumStandardised(matrix, columns, from, to);
    expect(joinNumbers(parts(60, sums))).toEqual(sums(0, 60));
    const settings = { trialSeed: 3, resamples: 20, initialBalance: 10, ruinBalance: 9 };
    for (const method of MONTE_CARLO_METHODS) {
      const paths = (from: number, to: number) => resampleTrades(matrix.values, method, settings, from, to);
      expect(joinPaths(parts(20, paths)), method).toEqual(paths(0, 20));
    }
    const { points } = scatteredInput().search;
    const distances = (from: number, to: number) => neighbourDistances(points, 5, from, to);
    expect(joinNumbers(parts(40, distances))).toEqual(distances(0, 40));
  });

  it('add up to all of the expected work, and never fall back', async () => {
    const input = scatteredInput();
    const states: StatisticsProgress[] = [];
    const listener = meterWork(
      expectWork(input),
      (state) => states.push(state),
      () => 5,
    );
    await computeSweepStatistics(input, new InlineRunner(listener));
    const shares = states.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeCloseTo(1, 12);
    expect(new Set(states.map(({ stage }) => stage))).toContain('cross-validation');
  });

  it('stop when they are asked to', async () => {
    const abort = new AbortController();
    const runner = new InlineRunner((kind) => kind === 'resamples' && abort.abort(), abort.signal);
    await expect(computeSweepStatistics(scatteredInput(), runner)).rejects.toThrow(StatisticsStopped);
  });
});
