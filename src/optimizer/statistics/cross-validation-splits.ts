import type { BlockSums } from './block-sums.ts';

/** What the columns are ranked by. */
export type PboStatistic = 'sharpe' | 'mean';

/** The in-sample winner of every split and how it did out of sample; splits in lexicographic order. */
export interface JudgedSplits {
  /** Column index among those given. */
  readonly winners: Int32Array;
  readonly inSample: Float64Array;
  readonly outOfSample: Float64Array;
  /** 1 is worst, the number of columns best; halves on ties. */
  readonly ranks: Float64Array;
  /** ln(omega / (1 - omega)), omega = rank / (columns + 1). */
  readonly logits: Float64Array;
}

/**
 * Sums of squares resolve a variance to about 1e-16 of their size, so a deviation below 1e-6 of the
 * root mean square counts as zero. A series without results has sums of exactly 0.
 */
const ZERO_VARIANCE_SHARE = 1e-12;

/** Some splits with block 0 in-sample, and their complements in the opposite order. */
export interface JudgedRange {
  readonly splits: JudgedSplits;
  readonly complements: JudgedSplits;
}

/**
 * Judges splits from `from` up to before `to`, of the half of all splits that has block 0 in-sample, and their
 * complements: a half and its complement share their statistics, and the complement of lexicographic split i is
 * split (count - 1 - i). Walks through the ways to divide the blocks, oldest block first, with running sums of
 * both halves: a way costs about four additions per column instead of one per block. Any range gives the same.
 */
export function judgeRange(sums: BlockSums, statistic: PboStatistic, from: number, to: number): JudgedRange {
  const { blocks, columns } = sums;
  const half = blocks / 2;
  const [splits, complements] = [createJudged(to - from), createJudged(to - from)];
  const { first, second, left, right } = workspaceFor(half, columns);
  const rows = half * sums.blockDays;
  const visit = (block: number, inFirst: number, split: number): void => {
    const inSecond = block - inFirst;
    if (split >= to || split + choose(blocks - block, half - inFirst) <= from) return;
    if (block === blocks) {
      fillStatistic(statistic, first.sums[half], first.squares[half], rows, left);
      fillStatistic(statistic, second.sums[half], second.squares[half], rows, right);
      judgeSplit(splits, split - from, left, right);
      judgeSplit(complements, to - 1 - split, right, left);
      return;
    }
    if (inFirst < half) {
      extend(first, inFirst, sums, block);
      visit(block + 1, inFirst + 1, split);
    }
    if (inSecond < half && block > 0) {
      extend(second, inSecond, sums, block);
      visit(block + 1, inFirst, split + (inFirst < half ? choose(blocks - block - 1, half - inFirst - 1) : 0));
    }
  };
  visit(0, 0, 0);
  return { splits, complements };
}

/** Puts consecutive ranges that cover one half of all splits together, in lexicographic order. */
export function joinSplits(ranges: readonly JudgedRange[]): JudgedSplits {
  const count = 2 * ranges.reduce((sum, { splits }) => sum + splits.winners.length, 0);
  const judged = createJudged(count);
  let from = 0;
  for (const { splits, complements } of ranges) {
    const size = splits.winners.length;
    place(judged, splits, from);
    place(judged, complements, count - from - size);
    from += size;
  }
  return judged;
}

function createJudged(count: number): JudgedSplits {
  return {
    winners: new Int32Array(count),
    inSample: new Float64Array(count),
    outOfSample: new Float64Array(count),
    ranks: new Float64Array(count),
    logits: new Float64Array(count),
  };
}

function place(judged: JudgedSplits, part: JudgedSplits, at: number): void {
  judged.winners.set(part.winners, at);
  judged.inSample.set(part.inSample, at);
  judged.outOfSample.set(part.outOfSample, at);
  judged.ranks.set(part.ranks, at);
  judged.logits.set(part.logits, at);
}

/** Running sums of one half; element i covers its first i blocks. */
interface Half {
  readonly sums: readonly Float64Array[];
  readonly squares: readonly Float64Array[];
}

/** What a walk writes into. Values are written before they are read, but for the empty sums, which stay 0. */
interface Workspace {
  readonly half: number;
  readonly columns: number;
  readonly first: Half;
  readonly second: Half;
  /** Statistics of both halves. */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Kept for the next range of the same size: megabytes that would else wait for a collection of garbage. */
let workspace: Workspace | null = null;

function workspaceFor(half: number, columns: number): Workspace {
  if (workspace === null || workspace.half !== half || workspace.columns !== columns) {
    workspace = {
      half,
      columns,
      first: createHalf(half, columns),
      second: createHalf(half, columns),
      left: new Float64Array(columns),
      right: new Float64Array(columns),
    };
  }
  return workspace;
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

/** Number of ways to choose half of the blocks; exact. */
export function countSplits(blocks: number): number {
  return choose(blocks, blocks / 2);
}

/** Number of ways to choose so many of `from`; every step of the product is a whole number. */
function choose(from: number, taken: number): number {
  let count = 1;
  for (let i = 1; i <= taken; i++) count = (count * (from - taken + i)) / i;
  return count;
}
