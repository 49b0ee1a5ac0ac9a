import { mean } from '../../core/metrics/sample-moments.ts';
import { sumBlocks } from './block-sums.ts';
import { countSplits, type JudgedSplits, joinSplits, type PboStatistic } from './cross-validation-splits.ts';
import type { DailyMatrix } from './daily-matrix.ts';
import { type NotAvailable, notAvailable } from './figure.ts';
import { median } from './median.ts';
import { cutRange } from './pieces/cut-range.ts';
import type { PieceRunner } from './pieces/piece-runner.ts';

/** Outcome of the combinatorially symmetric cross-validation; lists have one element per split. */
export interface PboResult extends JudgedSplits {
  readonly blocks: number;
  readonly blockDays: number;
  readonly columns: number;
  /** Probability of backtest overfitting: share of splits with a logit of 0 or below (O-16). */
  readonly pbo: number;
  /** Share of splits whose in-sample winner has a negative statistic out of sample. */
  readonly probOosLoss: number;
  /** Least-squares line of the winner's out-of-sample on its in-sample statistic; NaN without a slope. */
  readonly degradationSlope: number;
  readonly degradationIntercept: number;
  readonly medianLogit: number;
}

const MIN_BLOCKS = 4;
const MIN_BLOCK_DAYS = 20;
/** C(20, 10) is below, C(22, 11) above: with ten thousand columns a minute and several. */
const MAX_SPLITS = 200_000;
/** Splits of a piece, each with its complement: 30 ms with ten thousand columns. */
const SPLITS_PER_PIECE = 64;

/**
 * Number of blocks for so many days: the wanted even number, or the largest below it that leaves 20 days
 * per block, at least 4 (`optimizer.md` 12.1).
 */
export function choosePboBlocks(days: number, wanted: number): number | NotAvailable {
  const fitting = 2 * Math.floor(Math.floor(days / MIN_BLOCK_DAYS) / 2);
  const blocks = Math.min(wanted, fitting);
  if (blocks < MIN_BLOCKS) {
    return notAvailable(`${days} days, ${MIN_BLOCKS * MIN_BLOCK_DAYS} are needed for ${MIN_BLOCKS} blocks`);
  }
  const splits = countSplits(blocks);
  if (splits > MAX_SPLITS) return notAvailable(`${blocks} blocks give ${splits} splits; use at most 20 blocks`);
  return blocks;
}

/**
 * Probability of backtest overfitting: D. Bailey, J. Borwein, M. Lopez de Prado and Q. Zhu (2017), *The
 * Probability of Backtest Overfitting*, Journal of Computational Finance 20(4). Every half of the blocks
 * is in-sample once; splits are in lexicographic order of their in-sample blocks. With the Sharpe ratio
 * as statistic a column without dispersion has 0; the first column wins ties.
 *
 * @param columns which columns of the matrix take part, at least 2
 * @param blocks even
 */
export async function computePbo(
  matrix: DailyMatrix,
  columns: Int32Array,
  blocks: number,
  statistic: PboStatistic,
  runner: PieceRunner,
): Promise<PboResult> {
  const sums = sumBlocks(matrix, columns, blocks);
  const pieces = cutRange(countSplits(blocks) / 2, SPLITS_PER_PIECE).map((range) => ({ sums, statistic, ...range }));
  const splits = joinSplits(await runner.run('splits', pieces));
  const { logits, outOfSample, inSample } = splits;
  const count = logits.length;
  let overfit = 0;
  let losses = 0;
  for (let split = 0; split < count; split++) {
    if (logits[split] <= 0) overfit += 1;
    if (outOfSample[split] < 0) losses += 1;
  }
  return {
    blocks,
    blockDays: sums.blockDays,
    columns: columns.length,
    pbo: overfit / count,
    probOosLoss: losses / count,
    ...fitLine(inSample, outOfSample),
    medianLogit: median(logits),
    ...splits,
  };
}

function fitLine(x: Float64Array, y: Float64Array): { degradationSlope: number; degradationIntercept: number } {
  const [centerX, centerY] = [mean(x), mean(y)];
  let products = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    products += (x[i] - centerX) * (y[i] - centerY);
    squares += (x[i] - centerX) ** 2;
  }
  const slope = squares > 0 ? products / squares : Number.NaN;
  return { degradationSlope: slope, degradationIntercept: centerY - slope * centerX };
}
