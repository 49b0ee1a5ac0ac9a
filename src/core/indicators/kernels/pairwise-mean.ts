/** Below this many values a sum runs left to right. */
const UNROLLED = 8;
/** Above this many values a sum is split in two. */
const BLOCK = 128;

/** Mean of x[from] to x[to - 1], added pairwise in the order of `indicators.md` 2.7; NaN if there are none. */
export function pairwiseMean(x: Float64Array, from: number, to: number): number {
  return pairwiseSum(x, from, to) / (to - from);
}

function pairwiseSum(x: Float64Array, from: number, to: number): number {
  const length = to - from;
  if (length > BLOCK) {
    const half = Math.floor(length / 2);
    const middle = from + half - (half % UNROLLED);
    return pairwiseSum(x, from, middle) + pairwiseSum(x, middle, to);
  }
  if (length < UNROLLED) return addLeftToRight(x, from, to, 0);
  return sumBlock(x, from, to);
}

/** Eight running sums, one for each position modulo 8, then the tail. */
function sumBlock(x: Float64Array, from: number, to: number): number {
  let [r0, r1, r2, r3] = [x[from], x[from + 1], x[from + 2], x[from + 3]];
  let [r4, r5, r6, r7] = [x[from + 4], x[from + 5], x[from + 6], x[from + 7]];
  let i = from + UNROLLED;
  for (; i + UNROLLED <= to; i += UNROLLED) {
    r0 += x[i];
    r1 += x[i + 1];
    r2 += x[i + 2];
    r3 += x[i + 3];
    r4 += x[i + 4];
    r5 += x[i + 5];
    r6 += x[i + 6];
    r7 += x[i + 7];
  }
  return addLeftToRight(x, i, to, r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7)));
}

function addLeftToRight(x: Float64Array, from: number, to: number, start: number): number {
  let sum = start;
  for (let i = from; i < to; i++) sum += x[i];
  return sum;
}
