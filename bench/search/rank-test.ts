import { normalCdf } from '../../src/core/math/normal.ts';

/**
 * One-sided p-value that values of `worse` tend to be larger than those of `better`: the rank-sum test of H. Mann
 * and D. Whitney (1947), *On a Test of Whether One of Two Random Variables Is Stochastically Larger than the
 * Other*, Annals of Mathematical Statistics 18, by the normal distribution, with ties and without continuity
 * correction.
 */
export function largerByRank(worse: readonly number[], better: readonly number[]): number {
  const all = [...worse, ...better].sort((a, b) => a - b);
  const count = all.length;
  const ranks = new Map<number, number>();
  let tieTerm = 0;
  for (let first = 0; first < count; ) {
    let end = first;
    while (end < count && all[end] === all[first]) end += 1;
    const size = end - first;
    ranks.set(all[first], (first + 1 + end) / 2);
    tieTerm += size ** 3 - size;
    first = end;
  }
  const [n, m] = [worse.length, better.length];
  const rankSum = worse.reduce((sum, value) => sum + (ranks.get(value) ?? 0), 0);
  const u = rankSum - (n * (n + 1)) / 2;
  const variance = ((n * m) / 12) * (count + 1 - tieTerm / (count * (count - 1)));
  return variance === 0 ? 1 : 1 - normalCdf((u - (n * m) / 2) / Math.sqrt(variance));
}
