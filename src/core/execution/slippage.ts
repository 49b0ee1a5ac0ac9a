import { MersenneTwister } from '../math/mersenne-twister.ts';
import { CounterRandom } from '../math/splitmix64.ts';

/**
 * Adverse slippage of the canonical variant (`execution.md` 7): the distance of fill n depends on the
 * run's seed and n only.
 */
export class CounterSlippage {
  private readonly random: CounterRandom;
  private readonly fixedPips: number;
  private readonly randomPips: number;
  private readonly pipSize: number;

  constructor(seed: number, fixedPips: number, randomPips: number, pipSize: number) {
    this.random = new CounterRandom(seed);
    this.fixedPips = fixedPips;
    this.randomPips = randomPips;
    this.pipSize = pipSize;
  }

  /** Price distance >= 0 of the fill with 0-based index `fillIndex`. */
  distance(fillIndex: number): number {
    if (this.randomPips === 0) return this.fixedPips * this.pipSize;
    return (this.fixedPips + this.randomPips * this.random.draw(fillIndex)) * this.pipSize;
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
