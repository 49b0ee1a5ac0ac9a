import { type RandomStream, stream } from '../../random/seeds.ts';
import { searchKey } from '../../ranking/search-order.ts';
import type { SpacePoint } from '../../space/point-builder.ts';
import type { SearchSpace } from '../../space/search-space.ts';
import type { BatchMethod } from '../batch-method.ts';
import type { PointIdentity } from '../gene-identity.ts';
import { GenePoints } from '../gene-points.ts';
import type { FinishedTrial } from '../sampler.ts';
import { breedChild, createRandomGenes, type Genes } from './breed.ts';
import { type Individual, selectSurvivors } from './survival.ts';

export interface Nsga2Settings {
  readonly root: number;
  /** Individuals per generation; a generation is a batch. */
  readonly population: number;
  /** `objective.decimals`. */
  readonly decimals: number;
}

interface Parent extends Individual {
  readonly genes: Genes;
}

/**
 * NSGA-II (`optimizer.md` 10.7). With one objective the ranks are those of the rounded score, which makes
 * it a plain elitist genetic algorithm. Inactive parameters keep their genes, which become effective where
 * a descendant activates them.
 */
export class Nsga2Method implements BatchMethod {
  readonly batchSize: number;
  private readonly settings: Nsga2Settings;
  private readonly points: GenePoints;
  /** Genes of the child drawn last. */
  private readonly child: Genes;
  private readonly geneOfChild = (d: number): number => this.child[d];
  /** Best first; empty in the first generation. */
  private parents: readonly Parent[] = [];
  private parentGenes: readonly Genes[] = [];
  private children: Genes[] = [];
  private random: RandomStream;

  constructor(space: SearchSpace, settings: Nsga2Settings) {
    this.settings = settings;
    this.batchSize = settings.population;
    this.points = new GenePoints(space);
    this.child = new Float64Array(this.points.axes.length);
    this.random = stream(settings.root, 'sampler', 'nsga2', 0);
  }

  beginBatch(batch: number): void {
    this.random = stream(this.settings.root, 'sampler', 'nsga2', batch);
    this.parentGenes = this.parents.map(({ genes }) => genes);
    this.children = [];
  }

  beginTrial(_trialIndex: number): void {}

  draw(): PointIdentity | null {
    const { axes } = this.points;
    if (this.parentGenes.length === 0) createRandomGenes(axes, this.random, this.child);
    else breedChild(axes, this.parentGenes, this.random, this.child);
    return this.points.place(this.geneOfChild);
  }

  accept(): SpacePoint {
    this.children.push(this.child.slice());
    return this.points.build();
  }

  learn(finished: readonly FinishedTrial[]): void {
    const born = finished.map((trial, i): Parent => {
      const key = searchKey(trial, this.settings.decimals);
      const objectives = trial.objectives.length > 0 ? trial.objectives : [key.key.scoreQ];
      return { genes: this.children[i], objectives, key };
    });
    this.parents = selectSurvivors([...this.parents, ...born], this.settings.population);
  }
}
