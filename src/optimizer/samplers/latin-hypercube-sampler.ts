import { shuffle } from '../random/draws.ts';
import { stream } from '../random/seeds.ts';
import { pointHash } from '../space/params-hash.ts';
import { PointBuilder } from '../space/point-builder.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { pointAt } from './random-sampler.ts';
import type { FinishedTrial, Proposal, Sampler, SamplerLosses } from './sampler.ts';

/**
 * Latin hypercube of as many points as the budget (`optimizer.md` 10.3). Points that violate a
 * constraint or repeat an identity are dropped, not redrawn; the others are numbered 0, 1, 2, ...
 */
export class LatinHypercubeSampler implements Sampler {
  readonly isAdaptive = false;
  readonly isWaiting = false;
  exhaustion: string | null = null;
  readonly losses: SamplerLosses & { violating: number; repeated: number } = { violating: 0, repeated: 0 };
  private readonly space: SearchSpace;
  private readonly builder: PointBuilder;
  private readonly size: number;
  /** Per dimension, in file order: one coordinate per point. */
  private readonly design: readonly Float64Array[];
  private readonly coordinates: Float64Array;
  private readonly seen = new Set<string>();
  private nextPoint = 0;

  constructor(space: SearchSpace, size: number, root: number) {
    this.space = space;
    this.builder = new PointBuilder(space);
    this.size = size;
    this.design = space.searched.map((_, dimension) => latinColumn(root, dimension, size));
    this.coordinates = new Float64Array(space.parameters.length);
  }

  ask(count: number): readonly Proposal[] {
    const proposals: Proposal[] = [];
    while (proposals.length < count && this.nextPoint < this.size) {
      const proposal = this.propose();
      if (proposal !== null) proposals.push(proposal);
    }
    const dropped = this.losses.violating + this.losses.repeated;
    if (this.nextPoint >= this.size && dropped > 0) {
      this.exhaustion = `${dropped} of ${this.size} points of the Latin hypercube were dropped`;
    }
    return proposals;
  }

  tell(_finished: readonly FinishedTrial[]): void {}

  private propose(): Proposal | null {
    this.space.searched.forEach((position, dimension) => {
      this.coordinates[position] = this.design[dimension]?.[this.nextPoint] as number;
    });
    this.nextPoint += 1;
    const point = pointAt(this.space, this.builder, this.coordinates);
    if (point === null) {
      this.losses.violating += 1;
      return null;
    }
    const identity = pointHash(point);
    if (this.seen.has(identity)) {
      this.losses.repeated += 1;
      return null;
    }
    this.seen.add(identity);
    return { trialIndex: this.seen.size - 1, point, paramsHash: identity, repeatOf: null };
  }
}

/** Largest double below 1: the last cell plus a draw close to 1 may round up. */
const BELOW_ONE = 1 - 2 ** -53;

/** One dimension of the design: a permutation of the cells, and a place within each. */
export function latinColumn(root: number, dimension: number, size: number): Float64Array {
  const random = stream(root, 'sampler', 'lhs', dimension);
  const cells = shuffle(
    random,
    Float64Array.from({ length: size }, (_, i) => i),
  );
  for (let i = 0; i < size; i++) cells[i] = Math.min(((cells[i] as number) + random.uniform()) / size, BELOW_ONE);
  return cells;
}
