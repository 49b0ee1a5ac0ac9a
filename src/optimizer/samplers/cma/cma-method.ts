import { normal } from '../../random/draws.ts';
import { type RandomStream, stream } from '../../random/seeds.ts';
import { compareSearchKeys, searchKey } from '../../ranking/search-order.ts';
import type { SpacePoint } from '../../space/point-builder.ts';
import type { SearchSpace } from '../../space/search-space.ts';
import { geneAtUnit } from '../axis.ts';
import type { BatchMethod } from '../batch-method.ts';
import type { PointIdentity } from '../gene-identity.ts';
import { GenePoints } from '../gene-points.ts';
import { reflect } from '../reflect.ts';
import type { FinishedTrial } from '../sampler.ts';
import { CmaDistribution } from './distribution.ts';

export interface CmaSettings {
  readonly root: number;
  /** Points per generation, at least 2; a generation is a batch. */
  readonly lambda: number;
  /** First step size in the unit cube. */
  readonly sigma: number;
  /** `objective.decimals`. */
  readonly decimals: number;
}

/** Largest unit coordinate. */
const BELOW_ONE = 1 - 2 ** -53;

/**
 * CMA-ES in the unit cube of numeric parameters (`optimizer.md` 10.6), from its centre. Points outside are
 * reflected before they are evaluated and learnt from, so the mean stays inside.
 */
export class CmaMethod implements BatchMethod {
  readonly batchSize: number;
  private readonly settings: CmaSettings;
  private readonly points: GenePoints;
  private readonly distribution: CmaDistribution;
  private readonly z: Float64Array;
  /** Unit coordinates of the point drawn last. */
  private readonly x: Float64Array;
  private readonly geneAtX = (d: number): number => geneAtUnit(this.points.axes[d], this.x[d]);
  /** Accepted points of the running generation. */
  private generation: Float64Array[] = [];
  private random: RandomStream;

  constructor(space: SearchSpace, settings: CmaSettings) {
    const n = space.searched.length;
    this.settings = settings;
    this.batchSize = settings.lambda;
    this.points = new GenePoints(space);
    this.distribution = new CmaDistribution(new Float64Array(n).fill(0.5), settings.sigma, settings.lambda);
    this.z = new Float64Array(n);
    this.x = new Float64Array(n);
    this.random = stream(settings.root, 'sampler', 'cma', 0);
  }

  beginBatch(batch: number): void {
    this.random = stream(this.settings.root, 'sampler', 'cma', batch);
    this.generation = [];
  }

  beginTrial(_trialIndex: number): void {}

  draw(): PointIdentity | null {
    for (let d = 0; d < this.z.length; d++) this.z[d] = normal(this.random);
    this.distribution.place(this.z, this.x);
    for (let d = 0; d < this.x.length; d++) this.x[d] = Math.min(reflect(this.x[d], 0, 1), BELOW_ONE);
    return this.points.place(this.geneAtX);
  }

  accept(): SpacePoint {
    this.generation.push(this.x.slice());
    return this.points.build();
  }

  learn(finished: readonly FinishedTrial[]): void {
    const selected = finished
      .map((trial, i) => ({ x: this.generation[i], key: searchKey(trial, this.settings.decimals) }))
      .sort((a, b) => compareSearchKeys(a.key, b.key))
      .slice(0, this.distribution.mu)
      .map(({ x }) => x);
    this.distribution.update(selected);
  }
}
