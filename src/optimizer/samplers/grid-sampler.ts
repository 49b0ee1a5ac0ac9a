import { shuffle } from '../random/draws.ts';
import { stream } from '../random/seeds.ts';
import { PointCoordinates } from '../space/point-coordinates.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { GridWalk } from './grid-walk.ts';
import { LazyProposal } from './lazy-proposal.ts';
import type { FinishedTrial, Proposal, Sampler, SamplerLosses } from './sampler.ts';

/** Every grid point once, in file order; constant memory. */
export class GridSampler implements Sampler {
  readonly isAdaptive = false;
  readonly isWaiting = false;
  private readonly points: PointCoordinates;
  private readonly walk: GridWalk;
  private readonly limit: number;
  private proposed = 0;

  constructor(space: SearchSpace, limit: number) {
    this.points = new PointCoordinates(space);
    this.walk = new GridWalk(space);
    this.limit = limit;
  }

  get losses(): SamplerLosses {
    return lossesOf(this.walk);
  }

  /** A grid without a limit ends with its points, which is no early end. */
  readonly exhaustion = null;

  ask(count: number): readonly Proposal[] {
    const proposals: Proposal[] = [];
    while (proposals.length < count && this.proposed < this.limit && this.walk.next()) {
      proposals.push(new LazyProposal(this.points, this.proposed, this.walk.coordinates(this.points), null));
      this.proposed += 1;
    }
    return proposals;
  }

  tell(_finished: readonly FinishedTrial[]): void {}
}

/**
 * Every grid point once, in shuffled order; the trial indices stay those of the grid (`optimizer.md`
 * 10.1). Keeps eight bytes per grid point.
 */
export class ShuffledGridSampler implements Sampler {
  readonly isAdaptive = false;
  readonly isWaiting = false;
  private readonly points: PointCoordinates;
  private readonly walk: GridWalk;
  /** Raw rank per trial index, and the trial indices in the order of visiting. */
  private readonly ranks: Uint32Array;
  private readonly visits: Uint32Array;
  private readonly limit: number;
  private proposed = 0;

  constructor(space: SearchSpace, limit: number, root: number) {
    this.points = new PointCoordinates(space);
    this.walk = new GridWalk(space);
    this.ranks = collectRanks(this.walk);
    this.visits = shuffle(
      stream(root, 'sampler', 'grid'),
      Uint32Array.from(this.ranks, (_, index) => index),
    );
    this.limit = Math.min(limit, this.visits.length);
    this.losses = lossesOf(this.walk);
  }

  readonly losses: SamplerLosses;
  readonly exhaustion = null;

  ask(count: number): readonly Proposal[] {
    const proposals: Proposal[] = [];
    while (proposals.length < count && this.proposed < this.limit) {
      const trialIndex = this.visits[this.proposed] as number;
      this.walk.moveTo(this.ranks[trialIndex] as number);
      proposals.push(new LazyProposal(this.points, trialIndex, this.walk.coordinates(this.points), null));
      this.proposed += 1;
    }
    return proposals;
  }

  tell(_finished: readonly FinishedTrial[]): void {}
}

function lossesOf(walk: GridWalk): SamplerLosses {
  return { violating: walk.violating, repeated: walk.repeated };
}

function collectRanks(walk: GridWalk): Uint32Array {
  let ranks = new Uint32Array(1024);
  let count = 0;
  while (walk.next()) {
    if (count === ranks.length) {
      const larger = new Uint32Array(ranks.length * 2);
      larger.set(ranks);
      ranks = larger;
    }
    ranks[count] = walk.rank();
    count += 1;
  }
  return ranks.slice(0, count);
}
