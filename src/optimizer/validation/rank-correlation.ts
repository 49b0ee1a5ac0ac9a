/** Below so many pairs an order says nothing. */
const MIN_PAIRS = 3;

/**
 * Rank correlation of two paired samples: C. Spearman (1904), *The Proof and Measurement of Association
 * between Two Things*, American Journal of Psychology 15. Equal values share the mean of their ranks. NaN
 * for fewer than three pairs, and where all values of one sample are equal.
 */
export function rankCorrelation(left: readonly number[], right: readonly number[]): number {
  if (left.length < MIN_PAIRS) return Number.NaN;
  const [leftRanks, rightRanks] = [meanRanks(left), meanRanks(right)];
  const mean = (left.length + 1) / 2;
  let product = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let i = 0; i < left.length; i++) {
    const [a, b] = [leftRanks[i]! - mean, rightRanks[i]! - mean];
    product += a * b;
    leftSquares += a * a;
    rightSquares += b * b;
  }
  return leftSquares === 0 || rightSquares === 0 ? Number.NaN : product / Math.sqrt(leftSquares * rightSquares);
}

/** Rank of each value from 1; equal values have the mean of the ranks they take up. */
function meanRanks(values: readonly number[]): readonly number[] {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length).fill(0);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end]!] === values[order[first]!]) end++;
    // Ranks first + 1 … end, whose mean is half the sum of both ends.
    for (let place = first; place < end; place++) ranks[order[place]!] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}
