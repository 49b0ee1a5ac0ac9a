/** Strategy parameters of CMA-ES (`optimizer.md` 10.6), fixed by dimension and generation size. */
export interface CmaConstants {
  /** Weights of the selected points, best first; their number is mu. */
  readonly weights: Float64Array;
  readonly muEff: number;
  readonly cSigma: number;
  readonly dSigma: number;
  readonly cC: number;
  readonly c1: number;
  readonly cMu: number;
  /** Expected length of a standard normal vector. */
  readonly chi: number;
}

/**
 * First step size in the unit cube, below the 0.25 that `optimizer.md` 10.6 names: within a few hundred trials
 * that spends too many on the whole box, and the step grows soon where a good point is far from the middle.
 */
export const DEFAULT_SIGMA = 0.15;

/** Points per generation: 4 + floor(3 ln n). */
export function defaultLambda(dimensions: number): number {
  return 4 + Math.floor(3 * Math.log(dimensions));
}

/** N. Hansen (2016), *The CMA Evolution Strategy: A Tutorial*, arXiv 1604.00772. */
export function cmaConstants(n: number, lambda: number): CmaConstants {
  const weights = recombinationWeights(lambda);
  const muEff = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
  const cSigma = (muEff + 2) / (n + muEff + 5);
  const c1 = 2 / ((n + 1.3) ** 2 + muEff);
  return {
    weights,
    muEff,
    cSigma,
    dSigma: 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma,
    cC: (4 + muEff / n) / (n + 4 + (2 * muEff) / n),
    c1,
    cMu: Math.min(1 - c1, (2 * (muEff - 2 + 1 / muEff)) / ((n + 2) ** 2 + muEff)),
    chi: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

/** ln((lambda + 1) / 2) - ln i for the better half, scaled to a sum of 1. */
function recombinationWeights(lambda: number): Float64Array {
  const raw = Float64Array.from(
    { length: Math.floor(lambda / 2) },
    (_, i) => Math.log((lambda + 1) / 2) - Math.log(i + 1),
  );
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}
