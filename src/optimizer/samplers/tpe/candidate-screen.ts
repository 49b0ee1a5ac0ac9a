import type { Mixture } from './mixture.ts';
import type { WorkingRange } from './working-range.ts';

/** Cells of a range, at least; each lies within one level where levels are evenly spaced. */
const MIN_CELLS = 100;
/** Equal parts of the uniform draw that places a candidate within its component. */
const BINS = 256;
/** Covers the rounding of a place, as a share of the range, and of a sum of densities. */
const PLACE_MARGIN = 1e-9;
const DENSITY_MARGIN = 1e-10;
const UNKNOWN = -1;
const NONE = -2;

/**
 * Finds out cheaply which of the candidates of a stepped range can be the best: all values of a cell have
 * their ratio of densities between the same bounds, and a candidate's cell follows from its two uniform
 * draws by a table. Where all that are left belong to one level the choice is made without a single
 * density. The choice is exactly that of comparing all ratios, which a search that has converged would
 * have to do a hundred times per proposal.
 */
export class CandidateScreen {
  /** Numbers of the candidates that can be the best, after `choose`. */
  readonly survivors: Int32Array;
  survivorCount = 0;
  private readonly range: WorkingRange;
  private readonly good: Mixture;
  private readonly bad: Mixture;
  private readonly cellCount: number;
  private readonly cellWidth: number;
  private readonly margin: number;
  /** Per cell: the gene of all its values; `UNKNOWN` if they have several. */
  private readonly genes: Int32Array;
  /** Per place of a component and bin: the cell; `UNKNOWN` if the bin reaches into several. */
  private readonly cellOfBin: Int16Array;
  /** Per component: where its bins begin. Equal components share them, which keeps the table small. */
  private readonly firstBin: Int32Array;
  /** Per cell: bounds of both densities and of their ratio, and the fits they hold for. */
  private readonly goodBounds: Float64Array;
  private readonly ratioLow: Float64Array;
  private readonly ratioHigh: Float64Array;
  private readonly goodFitOf: Int32Array;
  private readonly badFitOf: Int32Array;
  private readonly bounds = new Float64Array(3);
  private readonly cells: Int32Array;
  private hasBins = false;
  private goodFit = 0;
  private badFit = 0;

  /** @param levels values of the range @param maxGood largest number of components of L besides the prior */
  constructor(range: WorkingRange, levels: number, good: Mixture, bad: Mixture, maxGood: number, candidates: number) {
    this.range = range;
    this.good = good;
    this.bad = bad;
    this.cellCount = levels * Math.ceil(MIN_CELLS / levels);
    this.cellWidth = (range.upper - range.lower) / this.cellCount;
    this.margin = PLACE_MARGIN * (range.upper - range.lower);
    this.genes = Int32Array.from({ length: this.cellCount }, (_, cell) => this.geneOfCell(cell));
    this.cellOfBin = new Int16Array((maxGood + 1) * BINS);
    this.firstBin = new Int32Array(maxGood + 1);
    this.goodBounds = new Float64Array(3 * this.cellCount);
    this.ratioLow = new Float64Array(this.cellCount);
    this.ratioHigh = new Float64Array(this.cellCount);
    this.goodFitOf = new Int32Array(this.cellCount);
    this.badFitOf = new Int32Array(this.cellCount);
    this.cells = new Int32Array(candidates);
    this.survivors = new Int32Array(candidates);
  }

  /** L was fitted anew. */
  noteGoodFit(): void {
    this.goodFit += 1;
    this.badFit += 1;
    this.hasBins = false;
  }

  /** G was fitted anew. */
  noteBadFit(): void {
    this.badFit += 1;
  }

  /**
   * Gene of the best candidate; -1 where that takes the densities of the survivors.
   *
   * @param draws two uniform numbers per candidate
   */
  choose(draws: Float64Array, candidates: number): number {
    const { cells, ratioHigh, survivors, genes } = this;
    const threshold = this.lowestBest(draws, candidates);
    let gene = NONE;
    let count = 0;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const cell = cells[candidate];
      if (cell !== UNKNOWN && ratioHigh[cell] < threshold) continue;
      survivors[count++] = candidate;
      const found = cell === UNKNOWN ? UNKNOWN : genes[cell];
      gene = gene === NONE || gene === found ? found : UNKNOWN;
    }
    this.survivorCount = count;
    return gene;
  }

  /** Notes the cell of every candidate; the ratio that the best of them reaches at least. */
  private lowestBest(draws: Float64Array, candidates: number): number {
    if (!this.hasBins) this.placeBins();
    const { cells, cellOfBin, firstBin, badFitOf, ratioLow, badFit } = this;
    const components = this.good.count;
    let threshold = 0;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const component = (draws[2 * candidate] * components) | 0;
      const u = draws[2 * candidate + 1];
      let cell: number = cellOfBin[firstBin[component] + ((u * BINS) | 0)];
      if (cell === UNKNOWN) cell = this.cellOf(this.good.valueAt(component, u));
      cells[candidate] = cell;
      if (cell === UNKNOWN) continue;
      if (badFitOf[cell] !== badFit) this.boundRatio(cell);
      const low = ratioLow[cell];
      if (low > threshold) threshold = low;
    }
    return threshold;
  }

  private placeBins(): void {
    const { means, widths, count } = this.good;
    for (let component = 0; component < count; component++) {
      const before = component - 1;
      const isTwin = component > 0 && means[component] === means[before] && widths[component] === widths[before];
      this.firstBin[component] = isTwin ? this.firstBin[before] : component * BINS;
      if (!isTwin) this.placeBinsOf(component);
    }
    this.hasBins = true;
  }

  private placeBinsOf(component: number): void {
    let from = this.range.lower;
    for (let bin = 0; bin < BINS; bin++) {
      const to = bin + 1 < BINS ? this.good.valueAt(component, (bin + 1) / BINS) : this.range.upper;
      this.cellOfBin[component * BINS + bin] = this.commonCell(from, to);
      from = to;
    }
  }

  private cellOf(x: number): number {
    return this.commonCell(x, x);
  }

  /** The cell of all places from one to another; `UNKNOWN` if they are in several. */
  private commonCell(from: number, to: number): number {
    const { range, margin, cellWidth, cellCount } = this;
    const first = Math.max(Math.floor((from - margin - range.lower) / cellWidth), 0);
    const last = Math.min(Math.floor((to + margin - range.lower) / cellWidth), cellCount - 1);
    return first === last ? first : UNKNOWN;
  }

  private geneOfCell(cell: number): number {
    const from = this.range.geneAt(this.borderOf(cell) + this.margin);
    const to = this.range.geneAt(this.borderOf(cell + 1) - this.margin);
    return from === to ? from : UNKNOWN;
  }

  private borderOf(cell: number): number {
    return this.range.lower + cell * this.cellWidth;
  }

  private boundRatio(cell: number): void {
    const { goodBounds, bounds } = this;
    const from = this.borderOf(cell);
    const to = this.borderOf(cell + 1);
    if (this.goodFitOf[cell] !== this.goodFit) {
      this.good.boundDensity(from, to, bounds);
      for (let i = 0; i < 3; i++) goodBounds[3 * cell + i] = bounds[i];
      this.goodFitOf[cell] = this.goodFit;
    }
    this.bad.boundDensity(from, to, bounds);
    const goodFrom = goodBounds[3 * cell];
    const goodTo = goodBounds[3 * cell + 1];
    const goodError = goodBounds[3 * cell + 2];
    const badFrom = bounds[0];
    const badTo = bounds[1];
    const badError = bounds[2];
    // A ratio of two straight lines is largest and smallest at the ends.
    const low = Math.min((goodFrom - goodError) / (badFrom + badError), (goodTo - goodError) / (badTo + badError));
    const high = Math.max((goodFrom + goodError) / (badFrom - badError), (goodTo + goodError) / (badTo - badError));
    this.ratioLow[cell] = low * (1 - DENSITY_MARGIN);
    this.ratioHigh[cell] = Math.min(badFrom, badTo) > badError ? high * (1 + DENSITY_MARGIN) : Number.POSITIVE_INFINITY;
    this.badFitOf[cell] = this.badFit;
  }
}
