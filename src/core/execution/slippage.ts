import { MersenneTwister } from '../math/mersenne-twister.ts';
import { CounterRandom } from '../math/splitmix64.ts';

/** Fills whose distances are drawn at once. */
const BATCH = 64;

/**
 * Adverse slippage of the canonical variant (`execution.md` 7): the distance of fill n depends on the
 * run's seed and n only.
 */
export class CounterSlippage {
  private readonly random: CounterRandom;
  private readonly fixedPips: number;
  private readonly randomPips: number;
  private readonly pipSize: number;
  /** Distances of the fills from `firstDrawn` on. */
  readonly distances = new Float64Array(BATCH);
  private firstDrawn = -BATCH;

  constructor(seed: number, fixedPips: number, randomPips: number, pipSize: number) {
    this.random = new CounterRandom(seed);
    this.fixedPips = fixedPips;
    this.randomPips = randomPips;
    this.pipSize = pipSize;
  }

  /** Price distance >= 0 of the fill with 0-based index `fillIndex`. */
  distance(fillIndex: number): number {
    return this.distances[this.place(fillIndex)];
  }

  /** Where in `distances` the distance of that fill stands until the next call. */
  place(fillIndex: number): number {
    const place = fillIndex - this.firstDrawn;
    if (place >= 0 && place < BATCH) return place;
    this.drawBatch(fillIndex - (fillIndex % BATCH));
    return fillIndex - this.firstDrawn;
  }

  private drawBatch(first: number): void {
    const { distances, fixedPips, randomPips, pipSize } = this;
    this.firstDrawn = first;
    if (randomPips === 0) {
      distances.fill(fixedPips * pipSize);
      return;
    }
    this.random.fill(first, distances);
    for (let place = 0; place < BATCH; place++) {
      distances[place] = (fixedPips + randomPips * distances[place]) * pipSize;
    }
  }
}

/** Slippage of `v1_parity`: one sequential stream, a draw is consumed even without random pips (15.6). */
export class StreamSlippage {
  private readonly random: MersenneTwister;
  private readonly fixedPips: number;
  private readonly randomPips: number;
  private readonly pipSize: number;

  constructor(seed: number, fixedPips: number, randomPips: number, pipSize: number) {
    this.random = new MersenneTwister(seed);
    this.fixedPips = fixedPips;
    this.randomPips = randomPips;
    this.pipSize = pipSize;
  }

  /** Next distance in price units. */
  next(): number {
    const pips = this.fixedPips + (0 + (this.randomPips - 0) * this.random.uniform());
    return pips * this.pipSize;
  }
}
