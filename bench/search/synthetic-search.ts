import type { FinishedTrial, Proposal, Sampler } from '../../src/optimizer/samplers/sampler.ts';
import type { SpacePoint } from '../../src/optimizer/space/point-builder.ts';

/** A search whose trials are scored by a function instead of a backtest. */
export class SyntheticSearch {
  finished = 0;
  /** Largest score so far. */
  best = Number.NEGATIVE_INFINITY;
  private readonly sampler: Sampler;
  private readonly scoreOf: (point: SpacePoint) => number;
  /** Results of the running batch. */
  private untold: FinishedTrial[] = [];

  constructor(sampler: Sampler, scoreOf: (point: SpacePoint) => number) {
    this.sampler = sampler;
    this.scoreOf = scoreOf;
  }

  /** Goes on, batch by batch, until so many trials are finished or the search has ended. */
  runTo(trials: number): void {
    while (this.finished < trials) {
      const proposals = this.sampler.ask(trials - this.finished);
      if (proposals.length === 0) return;
      for (const proposal of proposals) this.untold.push(this.judge(proposal));
      this.finished += proposals.length;
      if (!this.sampler.isWaiting) continue;
      this.sampler.tell(this.untold);
      this.untold = [];
    }
  }

  private judge({ trialIndex, point, paramsHash }: Proposal): FinishedTrial {
    const score = this.scoreOf(point);
    this.best = Math.max(this.best, score);
    return {
      trialIndex,
      status: 'complete',
      score,
      objectives: [],
      violation: 0,
      profitNet: 0,
      maxDrawdown: 0,
      configHash: paramsHash,
    };
  }
}
