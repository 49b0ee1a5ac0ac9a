/** p-values corrected for their number, each list in the order of the input. */
export interface AdjustedPValues {
  /** min(1, m p). */
  readonly bonferroni: Float64Array;
  /** S. Holm (1979), step down: bounds the chance of any false finding. */
  readonly holm: Float64Array;
  /** Y. Benjamini and Y. Hochberg (1995), step up: bounds the share of false findings, independent tests. */
  readonly benjaminiHochberg: Float64Array;
  /** Y. Benjamini and D. Yekutieli (2001): the same under any dependence. */
  readonly benjaminiYekutieli: Float64Array;
}

/** Adjusts p-values for multiple testing (`optimizer.md` 12.8). NaN (no test) stays NaN and does not count. */
export function adjustPValues(pValues: Float64Array): AdjustedPValues {
  const order = Array.from(pValues.keys()).filter((index) => !Number.isNaN(pValues[index]));
  order.sort((a, b) => pValues[a] - pValues[b] || a - b);
  const count = order.length;
  let harmonic = 0;
  for (let j = 1; j <= count; j++) harmonic += 1 / j;

  const adjusted: AdjustedPValues = {
    bonferroni: pValues.map((p) => Math.min(1, count * p)),
    holm: new Float64Array(pValues.length).fill(Number.NaN),
    benjaminiHochberg: new Float64Array(pValues.length).fill(Number.NaN),
    benjaminiYekutieli: new Float64Array(pValues.length).fill(Number.NaN),
  };
  let largest = 0;
  for (let rank = 1; rank <= count; rank++) {
    const index = order[rank - 1] as number;
    largest = Math.max(largest, Math.min(1, (count - rank + 1) * pValues[index]));
    adjusted.holm[index] = largest;
  }
  let smallestHochberg = 1;
  let smallestYekutieli = 1;
  for (let rank = count; rank >= 1; rank--) {
    const index = order[rank - 1] as number;
    const stepped = (pValues[index] * count) / rank;
    smallestHochberg = Math.min(smallestHochberg, stepped);
    smallestYekutieli = Math.min(smallestYekutieli, stepped * harmonic);
    adjusted.benjaminiHochberg[index] = smallestHochberg;
    adjusted.benjaminiYekutieli[index] = smallestYekutieli;
  }
  return adjusted;
}
