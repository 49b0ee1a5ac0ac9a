import { type BulkRandomStream, stream } from '../../random/seeds.ts';
import type { SpacePoint } from '../../space/point-builder.ts';
import type { SearchSpace } from '../../space/search-space.ts';
import { type Axis, geneAtUnit } from '../axis.ts';
import type { BatchMethod } from '../batch-method.ts';
import type { PointIdentity } from '../gene-identity.ts';
import { GenePoints } from '../gene-points.ts';
import type { FinishedTrial } from '../sampler.ts';
import type { AxisModel } from './axis-model.ts';
import { BadTrials, MAX_REPRESENTED } from './bad-trials.ts';
import { ChoiceModel } from './choice-model.ts';
import { NumericModel } from './numeric-model.ts';
import { MAX_GOOD, TrialHistory } from './trial-history.ts';

export interface TpeSettings {
  readonly root: number;
  readonly batchSize: number;
  /** Finished trials needed before the first modelled proposal. */
  readonly startupTrials: number;
  /** Candidates per parameter. */
  readonly candidates: number;
  /** `objective.decimals`. */
  readonly decimals: number;
}

/**
 * Tree-structured Parzen estimator in its univariate form (`optimizer.md` 10.5): Bergstra, Bardenet, Bengio
 * and Kegl (2011), *Algorithms for Hyper-Parameter Optimization*, NIPS 24.
 */
export class TpeMethod implements BatchMethod {
  readonly batchSize: number;
  private readonly settings: TpeSettings;
  private readonly points: GenePoints;
  private readonly models: readonly AxisModel[];
  private readonly history: TrialHistory;
  private readonly bad: BadTrials;
  private readonly startupGenes: Float64Array;
  /** Per axis: trial whose G the model was fitted to. */
  private readonly fittedFor: Int32Array;
  private trialIndex = -1;
  private random: BulkRandomStream;
  private isStartup = true;
  /**
   * Candidates of the point that is being drawn: half as many after every repetition, down to one, which is a
   * plain draw from L. Choosing the best of 24 again and again draws the few points that the search knows
   * already; the less is chosen, the farther from them it looks.
   */
  private candidates = 0;

  constructor(space: SearchSpace, settings: TpeSettings) {
    this.settings = settings;
    this.batchSize = settings.batchSize;
    this.points = new GenePoints(space);
    this.models = this.points.axes.map((axis) => createModel(axis, settings.candidates));
    this.history = new TrialHistory(this.models, settings.decimals);
    this.bad = new BadTrials(settings.root);
    this.startupGenes = new Float64Array(this.models.length);
    this.fittedFor = new Int32Array(this.models.length);
    this.random = stream(settings.root, 'sampler', 'tpe', 0);
  }

  beginBatch(_batch: number): void {
    const { history, batchSize } = this;
    this.isStartup = history.finished < this.settings.startupTrials;
    if (this.isStartup) return;
    const goodRows = history.goodRows();
    this.bad.beginBatch(history.finished, goodRows, batchSize);
    for (let d = 0; d < this.models.length; d++) this.models[d].fitGood(history.cells[d], goodRows);
  }

  beginTrial(trialIndex: number): void {
    this.trialIndex = trialIndex;
    this.random = stream(this.settings.root, 'sampler', 'tpe', trialIndex);
    this.fittedFor.fill(-1);
    if (!this.isStartup) this.bad.represent(trialIndex);
  }

  draw(repeats: number): PointIdentity | null {
    this.candidates = Math.max(1, Math.floor(this.settings.candidates / 2 ** repeats));
    if (this.isStartup) this.drawStartupGenes();
    return this.points.place(this.drawGene);
  }

  accept(): SpacePoint {
    this.history.add(this.points.genes);
    if (!this.isStartup) this.bad.add(this.trialIndex);
    return this.points.build();
  }

  learn(finished: readonly FinishedTrial[]): void {
    this.history.finish(finished);
  }

  /** One draw per parameter in file order, also for inactive ones, as the random sampler does. */
  private drawStartupGenes(): void {
    for (let d = 0; d < this.startupGenes.length; d++) {
      this.startupGenes[d] = geneAtUnit(this.points.axes[d], this.random.uniform());
    }
  }

  private readonly drawGene = (d: number): number => (this.isStartup ? this.startupGenes[d] : this.drawModelled(d));

  private drawModelled(d: number): number {
    const model = this.models[d];
    // Fitted where it is needed: inactive parameters cost nothing, and redraws use the same densities.
    if (this.fittedFor[d] !== this.trialIndex) {
      model.fitBad(this.history.cells[d], this.bad.rows, this.bad.weights, this.bad.count);
      this.fittedFor[d] = this.trialIndex;
    }
    return model.draw(this.random, this.candidates);
  }
}

function createModel(axis: Axis, candidates: number): AxisModel {
  return axis.kind === 'choice'
    ? new ChoiceModel(axis.size, candidates)
    : new NumericModel(axis, candidates, MAX_GOOD, MAX_REPRESENTED);
}
