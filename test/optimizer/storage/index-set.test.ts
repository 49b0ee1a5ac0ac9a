import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IndexSet } from '../../../src/optimizer/storage/index-set.ts';

it('holds exactly the indices it was given', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000)), (indices) => {
      const [set, expected] = [IndexSet.of(indices), new Set(indices)];
      expect(set.size).toBe(expected.size);
      for (let index = 0; index <= 5001; index++) expect(set.has(index)).toBe(expected.has(index));
    }),
    { numRuns: 20 },
  );
  expect(IndexSet.of([]).has(0)).toBe(false);
  expect(IndexSet.of([40_000_000]).has(40_000_000)).toBe(true);
});
