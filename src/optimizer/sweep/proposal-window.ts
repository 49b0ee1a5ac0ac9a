import { LazyProposal } from '../samplers/lazy-proposal.ts';
import type { Proposal } from '../samplers/sampler.ts';
import type { PointCoordinates } from '../space/point-coordinates.ts';
import { orderBySeries } from './execution-order.ts';
import type { PlacedProposal } from './proposal-intake.ts';

/** A proposal on its way out of a window. */
export interface WaitingProposal {
  readonly proposal: Proposal;
  readonly coordinates: readonly number[];
  readonly position: number;
}

/**
 * Proposals that wait for a worker, in the order of execution. Their numbers are kept in columns, because
 * thousands of objects that live for a while cost the collector of garbage more than all the rest.
 */
export class ProposalWindow {
  private readonly points: PointCoordinates;
  private readonly indices: Float64Array;
  private readonly positions: Float64Array;
  private readonly repeats: Float64Array;
  private readonly coordinates: Float64Array;
  private order: readonly number[] = [];
  private count = 0;
  private given = 0;

  /** @param capacity proposals at most */
  constructor(points: PointCoordinates, capacity: number) {
    this.points = points;
    this.indices = new Float64Array(capacity);
    this.positions = new Float64Array(capacity);
    this.repeats = new Float64Array(capacity);
    this.coordinates = new Float64Array(capacity * points.count);
  }

  get isEmpty(): boolean {
    return this.given === this.count;
  }

  add({ proposal, coordinates, position }: PlacedProposal): void {
    const row = this.count++;
    const width = this.points.count;
    this.indices[row] = proposal.trialIndex;
    this.positions[row] = position;
    this.repeats[row] = proposal.repeatOf ?? Number.NaN;
    for (let place = 0; place < width; place++) this.coordinates[row * width + place] = coordinates[place]!;
  }

  /** Fixes the order of everything that was added. @param places see `orderBySeries` */
  arrange(places: readonly number[]): void {
    const width = this.points.count;
    this.order = orderBySeries(this.count, places, (row, place) => this.coordinates[row * width + place]!);
  }

  /** The next one; there must be one. */
  take(): WaitingProposal {
    const row = this.order[this.given++]!;
    const width = this.points.count;
    const coordinates = new Array<number>(width);
    for (let place = 0; place < width; place++) coordinates[place] = this.coordinates[row * width + place]!;
    const repeatOf = this.repeats[row]!;
    const first = Number.isNaN(repeatOf) ? null : repeatOf;
    const proposal = new LazyProposal(this.points, this.indices[row]!, coordinates, first);
    return { proposal, coordinates, position: this.positions[row]! };
  }
}
