import { expect, it } from 'vitest';
import type { Proposal, Sampler } from '../../src/optimizer/samplers/sampler.ts';
import { finishedTrial } from '../optimizer/samplers/finished-trial.ts';
import { type CreateSampler, judge, runSearch } from './run-search.ts';

/** Everything the current batch still has. */
function askBatch(sampler: Sampler): Proposal[] {
  const batch: Proposal[] = [];
  for (let some = sampler.ask(5); some.length > 0; some = sampler.ask(5)) batch.push(...some);
  return batch;
}

/** What samplers that learn must do besides. */
export function describeAdaptiveSampler(create: CreateSampler, inputs: Parameters<CreateSampler>[0]): void {
  it('hands out one batch and waits for all of its results', () => {
    const sampler = create(inputs);
    const batch = askBatch(sampler);
    expect(batch.length).toBeGreaterThan(1);
    expect(batch.length).toBeLessThan(inputs.trials);
    expect(sampler.isWaiting).toBe(true);
    expect(sampler.ask(1)).toEqual([]);
    const results = batch.map(judge);
    expect(() => sampler.tell(results.slice(1))).toThrow(RangeError);
    expect(() => sampler.tell([...results].reverse())).toThrow(RangeError);
    sampler.tell(results);
    expect(sampler.isWaiting).toBe(false);
    const begun = sampler.ask(1);
    expect(begun).toHaveLength(1);
    expect(() => sampler.tell(begun.map(judge))).toThrow(RangeError);
  });

  it('is not disturbed by being asked while it waits', () => {
    const sampler = create(inputs);
    const all: Proposal[] = [];
    for (let batch = askBatch(sampler); batch.length > 0; batch = askBatch(sampler)) {
      all.push(...batch);
      sampler.ask(3);
      if (sampler.isWaiting) sampler.tell(batch.map(judge));
    }
    expect(all).toEqual(runSearch(create(inputs), 7));
  });

  it('continues a resumed search from the stored results', () => {
    const whole = runSearch(create(inputs), 7);
    const stored = new Map(whole.slice(0, 60).map((proposal) => [proposal.trialIndex, judge(proposal)]));
    const resumed = runSearch(create(inputs), 11, (proposal) => stored.get(proposal.trialIndex) ?? judge(proposal));
    expect(resumed).toEqual(whole);
  });

  it('learns from results', () => {
    const flipped = runSearch(create(inputs), 7, (proposal) => {
      const trial = judge(proposal);
      return { ...trial, score: -trial.score };
    });
    const plain = runSearch(create(inputs), 7);
    const params = (proposals: readonly Proposal[]) => proposals.map(({ point }) => point.params);
    expect(params(flipped)).not.toEqual(params(plain));
    expect(params(flipped)[0]).toEqual(params(plain)[0]);
  });

  it('goes on where every trial fails, has no score or is infeasible', () => {
    const judges = [
      { status: 'failed', score: Number.NaN, configHash: null, profitNet: Number.NaN, maxDrawdown: Number.NaN },
      { status: 'timeout', score: Number.NaN, configHash: null },
      { status: 'complete', score: Number.NaN },
      { status: 'infeasible', score: 1, violation: 2 },
    ] as const;
    for (const facts of judges) {
      const proposals = runSearch(create(inputs), 7, ({ trialIndex }) => finishedTrial({ trialIndex, ...facts }));
      expect(proposals).toHaveLength(inputs.trials);
    }
  });
}
