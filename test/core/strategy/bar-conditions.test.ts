import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../../../src/core/indicators/column-arena.ts';
import type { SeriesColumn } from '../../../src/core/indicators/series-provider.ts';
import { isSet } from '../../../src/core/math/bit-mask.ts';
import { type BarCondition, BarConditions } from '../../../src/core/strategy/bar-conditions.ts';

const BARS = 70;
const MASK_BYTES = 12;
const COLUMNS = [0, 1, 2].map((column) => ({
  key: `column ${column}`,
  values: Float64Array.from({ length: BARS }, (_, bar) => (bar * (column + 3)) % 11),
}));

function barsOf({ mask }: BarCondition): number[] {
  return Array.from({ length: BARS }, (_, bar) => bar).filter((bar) => isSet(mask, bar));
}

/** A kind of condition on two columns and a limit, and whether it holds at a bar, by its definition. */
interface Kind {
  readonly ask: (conditions: BarConditions, left: SeriesColumn, right: SeriesColumn, limit: number) => BarCondition;
  readonly holds: (left: number, right: number, limit: number) => boolean;
}

const KINDS: readonly Kind[] = [
  {
    ask: (conditions, left, right, limit) =>
      conditions.all([conditions.atMost(left, limit), conditions.atMost(right, limit)]),
    holds: (left, right, limit) => left <= limit && right <= limit,
  },
  { ask: (conditions, left, _, limit) => conditions.atMost(left, limit), holds: (left, _, limit) => left <= limit },
  { ask: (conditions, left, _, limit) => conditions.atLeast(left, limit), holds: (left, _, limit) => left >= limit },
  { ask: (conditions, left, right) => conditions.notAbove(left, right), holds: (left, right) => left <= right },
  { ask: (conditions, left, right) => conditions.above(left, right), holds: (left, right) => left > right },
];

interface Question {
  readonly kind: Kind;
  readonly left: number;
  readonly right: number;
  readonly limit: number;
}

function expectedBars({ kind, left, right, limit }: Question): number[] {
  const [first, second] = [COLUMNS[left]!.values, COLUMNS[right]!.values];
  return Array.from({ length: BARS }, (_, bar) => bar).filter((bar) => kind.holds(first[bar]!, second[bar]!, limit));
}

const question = fc.record({
  kind: fc.constantFrom(...KINDS),
  left: fc.nat(2),
  right: fc.nat(2),
  limit: fc.integer({ min: 0, max: 10 }),
});
/** A run asks for some conditions and reads them until its end. */
const runs = fc.array(fc.array(question, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 });

describe('conditions on bars', () => {
  it.each([
    ['memory for all', 1000, false],
    ['memory for a few', 5, false],
    ['memory for one', 1, false],
    ['memory for a few, and an arena', 5, true],
  ])('are what they were asked for until the end of every run, with %s', (_, masks, hasArena) => {
    fc.assert(
      fc.property(runs, (asked) => {
        const arena = hasArena ? createArena(Math.ceil(BARS / 32), 4, 1000) : null;
        const conditions = new BarConditions(masks * MASK_BYTES, arena);
        for (const questions of asked) {
          const found = questions.map(({ kind, left, right, limit }) =>
            kind.ask(conditions, COLUMNS[left]!, COLUMNS[right]!, limit),
          );
          const expected = questions.map(expectedBars);
          expect(found.map(barsOf)).toEqual(expected);
          conditions.release();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('holds where any of them does', () => {
    const conditions = new BarConditions();
    const [first, second] = COLUMNS.map((column) => conditions.atLeast(column, 9));
    const union = conditions.any([first!, second!], BARS);
    expect(barsOf(union)).toEqual([...new Set([...barsOf(first!), ...barsOf(second!)])].sort((a, b) => a - b));
    expect(barsOf(conditions.any([], BARS))).toEqual([]);
  });

  it('fills the memory of dropped masks anew, from the next run on', () => {
    const conditions = new BarConditions(4 * MASK_BYTES);
    const pair = (limit: number) => {
      const both = [conditions.atMost(COLUMNS[1]!, limit), conditions.atMost(COLUMNS[2]!, limit)];
      return [...both, conditions.all(both)].map(({ mask }) => mask);
    };
    const first = pair(1);
    const second = pair(2);
    expect(first).not.toContain(second.at(-1));
    conditions.release();
    expect([...first, ...second]).toContain(pair(3).at(-1));
  });
});
