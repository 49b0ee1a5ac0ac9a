import { readFileSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { intBelow, normal, sampleWithoutReplacement, shuffle, uniform } from '../../../src/optimizer/random/draws.ts';
import { digest, GENERATOR_ID, type SeedPart, seed53, trialSeed } from '../../../src/optimizer/random/seed-keys.ts';
import { stream, streamFromKey } from '../../../src/optimizer/random/seeds.ts';

interface Derivation {
  parts: SeedPart[];
  key: string;
  sha256: string;
  seed53: number;
  alea_state_u32: number[];
  prng_u32: number[];
  uniform: number[];
  int_below_2_6_1000_4294967296: number[];
  normal: number[];
  shuffle_0_to_7: number[];
  sample_4_of_10: number[];
}

const reference = JSON.parse(readFileSync('test/fixtures/optimizer/rng.json', 'utf8')) as {
  derivations: Derivation[];
  raw_vectors: { seed: string; prng_u32: number[]; uniform: number[] }[];
  trial_seeds_sweep_42: number[];
};

describe.each(reference.derivations)('stream of $key', (expected) => {
  const { parts } = expected;

  it('derives digest and seed', () => {
    expect([GENERATOR_ID, ...parts].join('|')).toBe(expected.key);
    expect(digest(...parts)).toBe(expected.sha256);
    expect(seed53(...parts)).toBe(expected.seed53);
  });

  it('has the state and raw outputs of alea', () => {
    const generator = seedrandom.alea(expected.key, { state: true });
    const { s0, s1, s2, c } = generator.state();
    expect([s0, s1, s2].map((word) => word * 2 ** 32)).toEqual(expected.alea_state_u32);
    expect(c).toBe(1);
    expect(expected.prng_u32.map(() => generator() * 2 ** 32)).toEqual(expected.prng_u32);
  });

  it('hands out many uniforms at once', () => {
    const library = seedrandom.alea(expected.key);
    const random = stream(...parts);
    const filled = new Float64Array(1000);
    random.fill(filled, 999);
    expect([...filled.subarray(0, 999)]).toEqual(Array.from({ length: 999 }, () => library.double()));
    expect([random.uniform(), filled[999]]).toEqual([library.double(), 0]);
  });

  it('draws uniforms and integers exactly', () => {
    const forUniform = stream(...parts);
    expect(expected.uniform.map(() => uniform(forUniform))).toEqual(expected.uniform);
    const forIntegers = stream(...parts);
    const integers = [2, 6, 1000, 4294967296].map((n) => intBelow(forIntegers, n));
    expect(integers).toEqual(expected.int_below_2_6_1000_4294967296);
  });

  it('draws normals within 1e-9', () => {
    const random = stream(...parts);
    for (const value of expected.normal) expect(Math.abs(normal(random) - value)).toBeLessThanOrEqual(1e-9);
  });

  it('shuffles and samples exactly', () => {
    expect(shuffle(stream(...parts), [0, 1, 2, 3, 4, 5, 6, 7])).toEqual(expected.shuffle_0_to_7);
    expect(sampleWithoutReplacement(stream(...parts), 10, 4)).toEqual(expected.sample_4_of_10);
  });
});

describe.each(reference.raw_vectors)('raw key "$seed"', (expected) => {
  it('gives the recorded uniforms', () => {
    const random = streamFromKey(expected.seed);
    expect(expected.uniform.map(() => random.uniform())).toEqual(expected.uniform);
    const generator = seedrandom.alea(expected.seed);
    expect(expected.prng_u32.map(() => generator() * 2 ** 32)).toEqual(expected.prng_u32);
  });
});

describe('trial seeds', () => {
  it('are those of sweep 42', () => {
    const seeds = reference.trial_seeds_sweep_42.map((_, i) => trialSeed('per_trial', 42, i, 'abc'));
    expect(seeds).toEqual(reference.trial_seeds_sweep_42);
  });

  it('are equal for all trials under common and follow the parameters under per_params', () => {
    expect(trialSeed('common', 42, 7, 'abc')).toBe(seed53(42, 'common'));
    expect(trialSeed('per_params', 42, 0, 'abc')).toBe(seed53(42, 'params', 'abc'));
    expect(trialSeed('per_params', 42, 9, 'abc')).toBe(trialSeed('per_params', 42, 3, 'abc'));
  });
});

describe('a seed part that is no part', () => {
  it.each([
    [[]],
    [[undefined]],
    [[42, undefined]],
    [[null]],
    [[-1]],
    [[1.5]],
    [[2 ** 53]],
    [[Number.NaN]],
    [['']],
    [['a|b']],
    [['a b']],
  ])('%j throws', (parts) => {
    expect(() => seed53(...(parts as SeedPart[]))).toThrow(TypeError);
    expect(() => stream(...(parts as SeedPart[]))).toThrow(TypeError);
  });

  it('an undefined key throws instead of giving one fixed sequence', () => {
    expect(() => streamFromKey(undefined as unknown as string)).toThrow(TypeError);
  });
});

describe('draws', () => {
  it('refuse ranges outside 1..2^32', () => {
    for (const n of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) {
      expect(() => intBelow(stream(1), n)).toThrow(RangeError);
    }
    expect(() => sampleWithoutReplacement(stream(1), 3, 4)).toThrow(RangeError);
  });

  it('take 2^-54 in place of a uniform draw of 0', () => {
    const zero = { uniform: () => 0 };
    expect(normal(zero)).toBeCloseTo(-8.292361075813595, 9);
  });

  it('shuffle typed arrays in place', () => {
    const values = Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(shuffle(stream(42, 'trial', 0), values)).toBe(values);
    expect([...values]).toEqual([4, 7, 0, 3, 6, 2, 1, 5]);
  });
});
