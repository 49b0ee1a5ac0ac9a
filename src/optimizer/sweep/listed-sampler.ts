import type { FinishedTrial, Proposal, Sampler } from '../samplers/sampler.ts';

/** Proposes given trials in their order: for trials that were chosen elsewhere and run again. */
export class ListedSampler implements Sampler {
  readonly isAdaptive = false;
  readonly isWaiting = false;
  readonly losses = { violating: 0, repeated: 0 };
  readonly exhaustion = null;
  private readonly proposals: readonly Proposal[];
  private handedOut = 0;

  constructor(proposals: readonly Proposal[]) {
    this.proposals = proposals;
  }

  ask(count: number): readonly Proposal[] {
    const next = this.proposals.slice(this.handedOut, this.handedOut + count);
    this.handedOut += next.length;
    return next;
  }

  tell(_finished: readonly FinishedTrial[]): void {}
}
