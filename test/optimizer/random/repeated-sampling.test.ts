import { expect, it } from 'vitest';
import { sampleWithoutReplacement } from '../../../src/optimizer/random/draws.ts';
import { RepeatedSampling } from '../../../src/optimizer/random/repeated-sampling.ts';
import { stream } from '../../../src/optimizer/random/seeds.ts';

it('repeated sampling gives the samples of sampleWithoutReplacement', () => {
  const sampling = new RepeatedSampling();
  const target = new Int32Array(256);
  for (const [n, k] of [
    [300, 256],
    [10, 10],
    [5000, 256],
    [1, 1],
    [300, 20],
    [4, 0],
  ] as const) {
    sampling.sample(stream(9, 'example', n), n, k, target);
    expect([...target.slice(0, k)]).toEqual(sampleWithoutReplacement(stream(9, 'example', n), n, k));
  }
  expect(() => sampling.sample(stream(9, 'example'), 3, 4, target)).toThrow(RangeError);
});
