import type { BlockSums } from '../block-sums.ts';
import type { JudgedRange, PboStatistic } from '../cross-validation-splits.ts';
import type { DailyMatrix } from '../daily-matrix.ts';
import type { StandardisedColumns } from '../effective-trials.ts';
import type { MonteCarloMethod, MonteCarloSettings, TradePaths } from '../monte-carlo-trades.ts';
import type { ParameterPoints } from '../parameter-points.ts';
import type { ResampledMaxima, ResamplingPlan } from '../resampled-maxima.ts';
import type { SeriesMoments } from '../series-moments.ts';
import type { SuperiorityBasis } from '../superiority-basis.ts';
import type { TradeSample } from '../sweep-statistics-input.ts';
import type { TradePValues } from '../trade-p-values.ts';
import type { PieceRange } from './cut-range.ts';

/** A kind of work: what a piece of it is given, beside its range, and what comes of it. */
interface Piece<Data, Result> {
  readonly data: Data & PieceRange;
  readonly result: Result;
}

/**
 * What the statistics of a sweep are made of. A piece is plain data, so that any thread can compute it; long
 * columns lie in shared memory. Pieces have fixed sizes and random streams of their own, so that neither the
 * number of threads nor the order in which they finish reaches a figure.
 */
export interface PieceKinds {
  /** Range of columns. */
  readonly moments: Piece<{ readonly matrix: DailyMatrix }, SeriesMoments>;
  /** Range of days. */
  readonly correlation: Piece<{ readonly matrix: DailyMatrix; readonly columns: StandardisedColumns }, Float64Array>;
  /** Range of splits with block 0 in-sample. */
  readonly splits: Piece<{ readonly sums: BlockSums; readonly statistic: PboStatistic }, JudgedRange>;
  /** Range of columns. */
  readonly superiority: Piece<
    { readonly matrix: DailyMatrix; readonly benchmark: Float64Array | null; readonly restart: number },
    SuperiorityBasis
  >;
  /** Range of resamples. */
  readonly resamples: Piece<
    {
      readonly matrix: DailyMatrix;
      readonly benchmark: Float64Array | null;
      readonly basis: SuperiorityBasis;
      readonly plan: ResamplingPlan;
    },
    ResampledMaxima
  >;
  /** Range of resamples. */
  readonly tradePaths: Piece<
    { readonly net: Float64Array; readonly method: MonteCarloMethod; readonly settings: MonteCarloSettings },
    TradePaths
  >;
  /** All resamples: they share one random stream. */
  readonly tradePValues: Piece<{ readonly trades: TradeSample; readonly trialSeed: number }, TradePValues>;
  /** Range of trials. */
  readonly distances: Piece<{ readonly points: ParameterPoints; readonly k: number }, Float64Array>;
}

export type PieceKind = keyof PieceKinds;

export type PieceData<Kind extends PieceKind> = PieceKinds[Kind]['data'];

export type PieceResult<Kind extends PieceKind> = PieceKinds[Kind]['result'];

/** A piece on its way to a thread. */
export interface PieceTask<Kind extends PieceKind = PieceKind> {
  readonly kind: Kind;
  readonly data: PieceData<Kind>;
}
