import { normalCdf, normalQuantile } from '../../../core/math/normal.ts';
import { expNegative, MAX_EXPONENT } from './fast-exponential.ts';

const INVERSE_SQRT_2PI = 0.3989422804014327;
/** Widths are at least this share of the range. */
const MAX_RESOLUTION = 100;
/** Distance in widths beyond which the normal distribution function adds nothing to a draw of 53 bits. */
const NEGLIGIBLE_TAIL = 12;
/** Terms between two looks at the limit. */
const BLOCK = 16;

/**
 * Parzen estimator of TPE (`optimizer.md` 10.5, step 3): a mixture of normals truncated to a range, one
 * per observed value and a wide one in the middle, the prior. The memory is reused from fit to fit.
 */
export class Mixture {
  /** Of the components, ascending by mean; the prior stands behind equal means. */
  readonly means: Float64Array;
  readonly widths: Float64Array;
  count = 0;
  private readonly lower: number;
  private readonly upper: number;
  private readonly weights: Float64Array;
  /** Share of the untruncated normal below the range, and inside it. */
  private readonly below: Float64Array;
  private readonly inside: Float64Array;
  private priorAt = -1;
  /** What the density is computed from: neighbours with equal mean and width are one term. */
  private terms = 0;
  private readonly termMeans: Float64Array;
  private readonly inverseWidths: Float64Array;
  /** Weight divided by everything that is constant in the density. */
  private readonly coefficients: Float64Array;

  /** @param capacity largest number of `add` calls of one fit */
  constructor(lower: number, upper: number, capacity: number) {
    this.lower = lower;
    this.upper = upper;
    const column = (): Float64Array => new Float64Array(capacity + 1);
    this.means = column();
    this.widths = column();
    this.weights = column();
    this.below = column();
    this.inside = column();
    this.termMeans = column();
    this.inverseWidths = column();
    this.coefficients = column();
  }

  /** Begins a fit. */
  clear(): void {
    this.count = 0;
    this.priorAt = -1;
  }

  /** Adds an observed value; means must come in ascending order. */
  add(mean: number, weight: number): void {
    if (this.priorAt < 0 && mean > this.priorMean()) this.addPrior();
    this.append(mean, weight);
  }

  /**
   * Ends a fit.
   *
   * @param observations number of observed values behind the components
   * @param isPooled equal values were added as one component each
   */
  seal(observations: number, isPooled: boolean): void {
    if (this.priorAt < 0) this.addPrior();
    const range = this.upper - this.lower;
    const narrowest = range / Math.min(MAX_RESOLUTION, observations + 2);
    let totalWeight = 0;
    for (let j = 0; j < this.count; j++) totalWeight += this.weights[j];
    this.terms = 0;
    for (let j = 0; j < this.count; j++) {
      const gap = Math.max(this.gapBefore(j), this.gapAfter(j, isPooled));
      const width = j === this.priorAt ? range : Math.min(Math.max(gap, narrowest), range);
      this.widths[j] = width;
      this.truncate(j);
      this.addTerm(j, (this.weights[j] / totalWeight) * (INVERSE_SQRT_2PI / (width * this.inside[j])));
    }
  }

  densityAt(x: number): number {
    return this.densityWithin(x, Number.POSITIVE_INFINITY);
  }

  /**
   * The density at x, or any number above `limit` where it exceeds that. Components ten widths away are
   * left out: exp(-50) of the narrowest of 600 components is below the last bit of the density of the
   * prior, which reaches everywhere.
   */
  densityWithin(x: number, limit: number): number {
    const { termMeans, inverseWidths, coefficients, terms } = this;
    let sum = 0;
    for (let start = 0; start < terms && sum <= limit; start += BLOCK) {
      const end = Math.min(start + BLOCK, terms);
      for (let k = start; k < end; k++) {
        const distance = (x - termMeans[k]) * inverseWidths[k];
        const exponent = 0.5 * distance * distance;
        if (exponent < MAX_EXPONENT) sum += coefficients[k] * expNegative(exponent);
      }
    }
    return sum;
  }

  /** The value at a share u of a component, in [0, 1). */
  valueAt(component: number, u: number): number {
    const share = this.below[component] + u * this.inside[component];
    const x = this.means[component] + this.widths[component] * normalQuantile(share);
    return Math.min(Math.max(x, this.lower), this.upper);
  }

  private priorMean(): number {
    return (this.lower + this.upper) / 2;
  }

  private addPrior(): void {
    this.priorAt = this.count;
    this.append(this.priorMean(), 1);
  }

  private append(mean: number, weight: number): void {
    this.means[this.count] = mean;
    this.weights[this.count] = weight;
    this.count += 1;
  }

  private gapBefore(j: number): number {
    return j === 0 ? 0 : this.means[j] - this.means[j - 1];
  }

  /** A pooled component looks past a prior at the same place, to the next distinct mean. */
  private gapAfter(j: number, isPooled: boolean): number {
    const isTwin = isPooled && j + 1 === this.priorAt && this.means[j + 1] === this.means[j];
    const next = isTwin ? j + 2 : j + 1;
    return next < this.count ? this.means[next] - this.means[j] : 0;
  }

  private truncate(j: number): void {
    const toLower = (this.lower - this.means[j]) / this.widths[j];
    const toUpper = (this.upper - this.means[j]) / this.widths[j];
    const below = toLower < -NEGLIGIBLE_TAIL ? 0 : normalCdf(toLower);
    this.below[j] = below;
    this.inside[j] = (toUpper > NEGLIGIBLE_TAIL ? 1 : normalCdf(toUpper)) - below;
  }

  private addTerm(j: number, coefficient: number): void {
    const isTwin = j > 0 && this.means[j] === this.means[j - 1] && this.widths[j] === this.widths[j - 1];
    if (isTwin) {
      this.coefficients[this.terms - 1] += coefficient;
      return;
    }
    this.termMeans[this.terms] = this.means[j];
    this.inverseWidths[this.terms] = 1 / this.widths[j];
    this.coefficients[this.terms] = coefficient;
    this.terms += 1;
  }
}
