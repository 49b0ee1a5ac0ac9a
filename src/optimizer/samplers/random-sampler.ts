import { type RandomStream, stream } from '../random/seeds.ts';
import type { Dimension } from '../space/dimension.ts';
import { pointHash } from '../space/params-hash.ts';
import { buildPoint, PointBuilder } from '../space/point-builder.ts';
import type { SearchSpace } from '../space/search-space.ts';
import type { FinishedTrial, Proposal, Sampler, SamplerLosses } from './sampler.ts';

/** Draws for one trial before the space counts as used up (`optimizer.md` 8.4). */
const MAX_ATTEMPTS = 1000;

/**
 * Independent uniform draws (`optimizer.md` 10.2): one draw per searched parameter in file order, also
 * for inactive ones; a violated constraint or a repeated identity takes the next redraw stream.
 */
export class RandomSampler implements Sampler {
  readonly isAdaptive = false;
  readonly isWaiting = false;
  exhaustion: string | null = null;
  readonly losses: SamplerLosses & { violating: number; repeated: number } = { violating: 0, repeated: 0 };
  private readonly space: SearchSpace;
  private readonly builder: PointBuilder;
  private readonly limit: number;
  private readonly root: number;
  private readonly coordinates: Float64Array;
  private readonly seen = new Set<string>();

  constructor(space: SearchSpace, limit: number, root: number) {
    this.space = space;
    this.builder = new PointBuilder(space);
    this.limit = limit;
    this.root = root;
    this.coordinates = new Float64Array(space.parameters.length);
  }

  ask(count: number): readonly Proposal[] {
    const proposals: Proposal[] = [];
    while (proposals.length < count && this.seen.size < this.limit && this.exhaustion === null) {
      const proposal = this.propose(this.seen.size);
      if (proposal === null) {
        this.exhaustion = `no new valid parameter set in ${MAX_ATTEMPTS} draws for trial ${this.seen.size}`;
      } else {
        this.seen.add(proposal.paramsHash);
        proposals.push(proposal);
      }
    }
    return proposals;
  }

  tell(_finished: readonly FinishedTrial[]): void {}

  private propose(trialIndex: number): Proposal | null {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      this.draw(
        attempt === 0
          ? stream(this.root, 'sampler', 'random', trialIndex)
          : stream(this.root, 'sampler', 'random', trialIndex, attempt),
      );
      const point = pointAt(this.space, this.builder, this.coordinates);
      if (point === null) {
        this.losses.violating += 1;
        continue;
      }
      const identity = pointHash(point);
      if (!this.seen.has(identity)) return { trialIndex, point, paramsHash: identity, repeatOf: null };
      this.losses.repeated += 1;
    }
    return null;
  }

  private draw(random: RandomStream): void {
    for (const position of this.space.searched) this.coordinates[position] = random.uniform();
  }
}

/** Point of unit coordinates by parameter position; null if it violates a constraint. */
export function pointAt(
  space: SearchSpace,
  builder: PointBuilder,
  coordinates: ArrayLike<number>,
): Proposal['point'] | null {
  return buildPoint(space, builder, (position) =>
    (space.dimensions[position] as Dimension).valueAtUnit(coordinates[position] as number),
  );
}
