import { pointHash } from '../space/params-hash.ts';
import { PointBuilder } from '../space/point-builder.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { pointAt } from './random-sampler.ts';
import type { FinishedTrial, Proposal, Sampler, SamplerLosses } from './sampler.ts';

/** Points of a sequence passed over in a row before the space counts as used up (`optimizer.md` 8.4). */
const MAX_PASSED = 1000;

/** An endless sequence of points in the unit cube, one coordinate per searched parameter. */
export interface UnitSequence {
  /** Writes the next point; coordinates are in [0, 1). */
  next(point: Float64Array): void;
}

/**
 * Follows a quasi-random sequence (`optimizer.md` 10.4). Points that violate a constraint or repeat an
 * identity are passed over; the others are numbered 0, 1, 2, ...
 */
export class SequenceSampler implements Sampler {
  readonly isAdaptive = false;
  readonly isWaiting = false;
  exhaustion: string | null = null;
  readonly losses: SamplerLosses & { violating: number; repeated: number } = { violating: 0, repeated: 0 };
  private readonly space: SearchSpace;
  private readonly builder: PointBuilder;
  private readonly limit: number;
  private readonly sequence: UnitSequence;
  private readonly unitPoint: Float64Array;
  /** Unit coordinates by parameter position. */
  private readonly coordinates: Float64Array;
  private readonly seen = new Set<string>();

  constructor(space: SearchSpace, limit: number, sequence: UnitSequence) {
    this.space = space;
    this.builder = new PointBuilder(space);
    this.limit = limit;
    this.sequence = sequence;
    this.unitPoint = new Float64Array(space.searched.length);
    this.coordinates = new Float64Array(space.parameters.length);
  }

  ask(count: number): readonly Proposal[] {
    const proposals: Proposal[] = [];
    while (proposals.length < count && this.seen.size < this.limit && this.exhaustion === null) {
      const proposal = this.propose(this.seen.size);
      if (proposal === null) {
        this.exhaustion = `no new valid parameter set in ${MAX_PASSED} points for trial ${this.seen.size}`;
      } else {
        this.seen.add(proposal.paramsHash);
        proposals.push(proposal);
      }
    }
    return proposals;
  }

  tell(_finished: readonly FinishedTrial[]): void {}

  private propose(trialIndex: number): Proposal | null {
    for (let passed = 0; passed < MAX_PASSED; passed++) {
      const point = this.nextPoint();
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

  private nextPoint(): Proposal['point'] | null {
    this.sequence.next(this.unitPoint);
    for (let d = 0; d < this.unitPoint.length; d++) this.coordinates[this.space.searched[d]] = this.unitPoint[d];
    return pointAt(this.space, this.builder, this.coordinates);
  }
}
