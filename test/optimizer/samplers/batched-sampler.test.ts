import { describe, expect, it } from 'vitest';
import type { BatchMethod } from '../../../src/optimizer/samplers/batch-method.ts';
import { BatchedSampler, type BatchLimits } from '../../../src/optimizer/samplers/batched-sampler.ts';
import { StallLimit } from '../../../src/optimizer/samplers/stall-limit.ts';
import { finishedTrial } from './finished-trial.ts';

/** Draws the given values, null for a violation, the last one for ever; notes what it is told. */
class ScriptedMethod implements BatchMethod {
  readonly batchSize = 4;
  readonly calls: string[] = [];
  private readonly script: (number | null)[];
  private x: number | null = null;

  constructor(script: readonly (number | null)[]) {
    this.script = [...script];
  }

  beginBatch(batch: number): void {
    this.calls.push(`batch ${batch}`);
  }

  beginTrial(trialIndex: number): void {
    this.calls.push(`trial ${trialIndex}`);
  }

  draw() {
    const x = this.script.length > 1 ? this.script.shift() : this.script[0];
    this.x = x ?? null;
    return this.x;
  }

  accept() {
    this.calls.push('accept');
    return { params: { x: this.x }, changes: [], paramsJson: `{"x":${this.x}}`, changesJson: '{}' };
  }

  learn(finished: readonly { trialIndex: number }[]): void {
    this.calls.push(`learn ${finished.map(({ trialIndex }) => trialIndex).join(' ')}`);
  }
}

function make(script: readonly (number | null)[], limits: Partial<BatchLimits> = {}) {
  const method = new ScriptedMethod(script);
  const sampler = new BatchedSampler(method, { trials: 100, stallBatches: null, decimals: 6, ...limits });
  return { method, sampler };
}

const results = (indices: readonly number[], score = 0) =>
  indices.map((trialIndex) => finishedTrial({ trialIndex, score }));

describe('batched sampler', () => {
  it('calls its method in order', () => {
    const { method, sampler } = make([0, 1, 2, 3, 4, 5], { trials: 6 });
    expect([...sampler.ask(3), ...sampler.ask(3)]).toHaveLength(4);
    sampler.tell(results([0, 1, 2, 3]));
    expect(sampler.ask(9).map(({ point }) => point.params.x)).toEqual([4, 5]);
    expect(sampler.isWaiting).toBe(false);
    sampler.tell(results([4, 5]));
    const trial = (index: number) => [`trial ${index}`, 'accept'];
    expect(method.calls).toEqual([
      'batch 0',
      ...[0, 1, 2, 3].flatMap(trial),
      'learn 0 1 2 3',
      'batch 1',
      ...[4, 5].flatMap(trial),
    ]);
  });

  it('draws again what repeats an identity, and takes the hundredth', () => {
    const { sampler } = make([1, 2, 1, 1, 3, ...Array<number>(98).fill(2), 1, 4]);
    expect(sampler.ask(4).map(({ point, repeatOf }) => [point.params.x, repeatOf])).toEqual([
      [1, null],
      [2, null],
      [3, null],
      [4, null],
    ]);
    expect(sampler.losses).toEqual({ violating: 0, repeated: 2 + 99 });

    const stuck = make([1, 2, ...Array<number>(99).fill(1), 2, 5]).sampler;
    expect(stuck.ask(4).map(({ point, repeatOf }) => [point.params.x, repeatOf])).toEqual([
      [1, null],
      [2, null],
      [2, 1],
      [5, null],
    ]);
    expect(stuck.losses.repeated).toBe(99);
  });

  it('ends after a thousand violations in a row', () => {
    const { sampler } = make([1, ...Array<null>(999).fill(null), 2, ...Array<null>(1000).fill(null), 3]);
    expect(sampler.ask(4).map(({ point }) => point.params.x)).toEqual([1, 2]);
    expect(sampler.exhaustion).toContain('1000 draws for trial 2');
    expect([sampler.isWaiting, sampler.ask(1)]).toEqual([false, []]);
    expect(sampler.losses.violating).toBe(1999);
    sampler.tell(results([0, 1]));
  });

  it('counts violations in a row only', () => {
    const nothing = (count: number) => Array<null>(count).fill(null);
    const { sampler } = make([1, ...nothing(999), 1, ...nothing(999), 1, ...nothing(999), 2]);
    expect(sampler.ask(2).map(({ point }) => point.params.x)).toEqual([1, 2]);
    expect(sampler.losses).toEqual({ violating: 2997, repeated: 2 });
  });

  it('stops after batches without a better score', () => {
    const { sampler } = make([...Array(40).keys()], { stallBatches: 2 });
    for (const [first, score] of [
      [0, 1],
      [4, 2],
      [8, 2.0000001],
      [12, 2],
    ] as const) {
      expect(sampler.exhaustion).toBeNull();
      expect(sampler.ask(9)).toHaveLength(4);
      sampler.tell(results([first, first + 1, first + 2, first + 3], score));
    }
    expect(sampler.exhaustion).toContain('stall_batches');
    expect([sampler.isWaiting, sampler.ask(1)]).toEqual([false, []]);
  });
});

describe('stall limit', () => {
  it('counts batches without an eligible trial, from the first one on', () => {
    const stall = new StallLimit(2, 6);
    stall.noteBatch([finishedTrial({ trialIndex: 0, status: 'infeasible', score: 9, violation: 1 })]);
    expect(stall.isReached()).toBe(false);
    stall.noteBatch([finishedTrial({ trialIndex: 1, score: Number.NaN })]);
    expect(stall.isReached()).toBe(true);
  });

  it('is never reached without a number', () => {
    const stall = new StallLimit(null, 6);
    for (let batch = 0; batch < 100; batch++) stall.noteBatch(results([batch]));
    expect(stall.isReached()).toBe(false);
  });
});
