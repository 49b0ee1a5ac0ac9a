import { judgeRange } from '../cross-validation-splits.ts';
import { sumStandardised } from '../effective-trials.ts';
import { resampleTrades } from '../monte-carlo-trades.ts';
import { neighbourDistances } from '../plateau-smoothing.ts';
import { resampleRange } from '../resampled-maxima.ts';
import { describeColumns } from '../series-moments.ts';
import { describeSuperiority } from '../superiority-basis.ts';
import { tradePValues } from '../trade-p-values.ts';
import type { PieceData, PieceKind, PieceResult, PieceTask } from './piece-kinds.ts';

type Computations = { readonly [Kind in PieceKind]: (data: PieceData<Kind>) => PieceResult<Kind> };

const COMPUTATIONS: Computations = {
  moments: ({ matrix, from, to }) => describeColumns(matrix, from, to),
  correlation: ({ matrix, columns, from, to }) => sumStandardised(matrix, columns, from, to),
  splits: ({ sums, statistic, from, to }) => judgeRange(sums, statistic, from, to),
  superiority: ({ matrix, benchmark, restart, from, to }) => describeSuperiority(matrix, benchmark, restart, from, to),
  resamples: ({ matrix, benchmark, basis, plan, from, to }) => resampleRange(matrix, benchmark, basis, plan, from, to),
  tradePaths: ({ net, method, settings, from, to }) => resampleTrades(net, method, settings, from, to),
  tradePValues: ({ trades: { r, net }, trialSeed, to }) => tradePValues(r, net, trialSeed, to),
  distances: ({ points, k, from, to }) => neighbourDistances(points, k, from, to),
};

/** Computes a piece of the statistics: the only place where that happens, in whichever thread. */
export function computePiece<Kind extends PieceKind>({ kind, data }: PieceTask<Kind>): PieceResult<Kind> {
  return COMPUTATIONS[kind](data);
}
