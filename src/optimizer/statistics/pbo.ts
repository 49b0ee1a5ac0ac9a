import { mean } from '../../core/metrics/sample-moments.ts';
import { type BlockSums, sumBlocks } from './block-sums.ts';
import type { DailyMatrix } from './daily-matrix.ts';
import { type NotAvailable, notAvailable } from './figure.ts';
import { median } from './median.ts';

/** What the columns are ranked by. */
export type PboStatistic = 'sharpe' | 'mean';

/** Outcome of the combinatorially symmetric cross-validation; lists have one element per split. */
export interface PboResult {
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
  /** Column index among those given. */
  readonly winners: Int32Array;
  readonly inSample: Float64Array;
  readonly outOfSample: Float64Array;
  /** 1 is worst, the number of columns best; halves on ties. */
  readonly ranks: Float64Array;
  /** ln(omega / (1 - omega)), omega = rank / (columns + 1). */
  readonly logits: Float64Array;
}

const MIN_BLOCKS = 4;
const MIN_BLOCK_DAYS = 20;
/** C(20, 10) is below, C(22, 11) above: with ten thousand columns some minutes lie in between. */
const MAX_SPLITS = 200_000;
/**
 * Sums of squares resolve a variance to about 1e-16 of their size, so a deviation below 1e-6 of the
 * root mean square counts as zero. A series without results has sums of exactly 0.
 */
const ZERO_VARIANCE_SHARE = 1e-12;

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
  if (splits > MAX_SPLITS) return notAvailable(`${blocks} blocks give ${splits} splits, at most 20 blocks are possible`);
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
export function computePbo(
  matrix: DailyMatrix,
  columns: Int32Array,
  blocks: number,
  statistic: PboStatistic,
): PboResult {
  const sums = sumBlocks(matrix, columns, blocks);
  const splits = judgeSplits(sums, statistic);
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

/** Lists of a `PboResult`. */
type JudgedSplits = Pick<PboResult, 'winners' | 'inSample' | 'outOfSample' | 'ranks' | 'logits'>;

/**
 * Walks through all ways to divide the blocks, oldest block first, with running sums of both halves:
 * a way costs about four additions per column instead of one per block. A half and its complement are
 * two splits that share their statistics, so block 0 always goes to the first half; the complement of
 * lexicographic split i is split (count - 1 - i).
 */
function judgeSplits(sums: BlockSums, statistic: PboStatistic): JudgedSplits {
  const { blocks, columns } = sums;
  const half = blocks / 2;
  const count = countSplits(blocks);
  const judged: JudgedSplits = {
    winners: new Int32Array(count),
    inSample: new Float64Array(count),
    outOfSample: new Float64Array(count),
    ranks: new Float64Array(count),
    logits: new Float64Array(count),
  };
  const [first, second] = [createHalf(half, columns), createHalf(half, columns)];
  const rows = half * sums.blockDays;
  const left = new Float64Array(columns);
  const right = new Float64Array(columns);
  let split = 0;
  const visit = (block: number, inFirst: number): void => {
    const inSecond = block - inFirst;
    if (block === blocks) {
      fillStatistic(statistic, first.sums[half], first.squares[half], rows, left);
      fillStatistic(statistic, second.sums[half], second.squares[half], rows, right);
      judgeSplit(judged, split, left, right);
      judgeSplit(judged, count - 1 - split, right, left);
      split += 1;
      return;
    }
    if (inFirst < half) {
      extend(first, inFirst, sums, block);
      visit(block + 1, inFirst + 1);
    }
    if (inSecond < half && block > 0) {
      extend(second, inSecond, sums, block);
      visit(block + 1, inFirst);
    }
  };
  visit(0, 0);
  return judged;
}

/** Running sums of one half; element i covers its first i blocks. */
interface Half {
  readonly sums: readonly Float64Array[];
  readonly squares: readonly Float64Array[];
}

function createHalf(blocks: number, columns: number): Half {
  const create = () => Array.from({ length: blocks + 1 }, () => new Float64Array(columns));
  return { sums: create(), squares: create() };
}

/** Adds a block behind the first `taken` ones of a half. */
function extend(half: Half, taken: number, { sums, squares }: BlockSums, block: number): void {
  addColumns(half.sums[taken], sums[block], half.sums[taken + 1]);
  addColumns(half.squares[taken], squares[block], half.squares[taken + 1]);
}

function addColumns(a: Float64Array, b: Float64Array, target: Float64Array): void {
  for (let c = 0; c < target.length; c++) target[c] = a[c] + b[c];
}

function fillStatistic(
  statistic: PboStatistic,
  sums: Float64Array,
  squares: Float64Array,
  rows: number,
  target: Float64Array,
): void {
  if (statistic === 'mean') for (let c = 0; c < target.length; c++) target[c] = sums[c] / rows;
  else fillSharpe(sums, squares, rows, target);
}

function fillSharpe(sums: Float64Array, squares: Float64Array, rows: number, target: Float64Array): void {
  for (let c = 0; c < target.length; c++) {
    const mean = sums[c] / rows;
    const deviations = squares[c] - sums[c] * mean;
    target[c] = deviations > ZERO_VARIANCE_SHARE * squares[c] ? mean / Math.sqrt(deviations / (rows - 1)) : 0;
  }
}

/** Ranks the winner of one half among all columns in the other half. */
function judgeSplit(judged: JudgedSplits, split: number, inSample: Float64Array, outOfSample: Float64Array): void {
  let winner = 0;
  let best = inSample[0];
  for (let c = 1; c < inSample.length; c++) {
    if (inSample[c] > best) {
      best = inSample[c];
      winner = c;
    }
  }
  const reached = outOfSample[winner];
  let below = 0;
  let equal = 0;
  for (let c = 0; c < outOfSample.length; c++) {
    if (outOfSample[c] < reached) below += 1;
    else if (outOfSample[c] === reached) equal += 1;
  }
  const rank = 1 + below + (equal - 1) / 2;
  judged.winners[split] = winner;
  judged.inSample[split] = best;
  judged.outOfSample[split] = reached;
  judged.ranks[split] = rank;
  // omega / (1 - omega) without its rounding, so that the middle rank is exactly 0.
  judged.logits[split] = Math.log(rank / (inSample.length + 1 - rank));
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

/** Binomial coefficient of `blocks` over its half; exact. */
function countSplits(blocks: number): number {
  let count = 1;
  for (let i = 1; i <= blocks / 2; i++) count = (count * (blocks / 2 + i)) / i;
  return Math.round(count);
}
