import { describe, expect, it } from 'vitest';
import { AshaPruner } from '../../../src/optimizer/pruners/asha-pruner.ts';
import { BackstepPruner } from '../../../src/optimizer/pruners/backstep-pruner.ts';
import { type PrunerDefinition, segmentsOf } from '../../../src/optimizer/pruners/built-pruners.ts';
import { bestOfRung, HalvingPruner } from '../../../src/optimizer/pruners/halving-pruner.ts';
import { MedianPruner } from '../../../src/optimizer/pruners/median-pruner.ts';
import { rungsOf } from '../../../src/optimizer/pruners/rungs.ts';
import { completeHalfYears, cutByDays } from '../../../src/optimizer/pruners/segment-dates.ts';
import { dayOf } from '../../../src/optimizer/validation/date-numbers.ts';
import { readFixture } from '../../support/fixture.ts';
import { intermediate, prune } from './pruning-search.ts';

interface HalvingReference {
  readonly inputs: {
    readonly eta: number;
    readonly resources: readonly number[];
    readonly scores_by_trial_then_rung: readonly (readonly number[])[];
  };
  readonly expected: readonly {
    readonly resource: number;
    readonly trials: readonly number[];
    readonly promoted: readonly number[];
    readonly best: number;
  }[];
}

const { inputs, expected } = readFixture<HalvingReference>('optimizer/successive_halving.json');
const TRIALS = inputs.scores_by_trial_then_rung.length;
const SETTINGS = { segments: 9, minSegments: 1, eta: inputs.eta };
const [, ...higherRungs] = expected;

function referenceScore(trialIndex: number, segments: number): number {
  return inputs.scores_by_trial_then_rung[trialIndex]![inputs.resources.indexOf(segments)]!;
}

describe('successive halving', () => {
  it('promotes what the reference promotes', () => {
    const { kept, pruned, asked } = prune(
      new HalvingPruner(SETTINGS, Number.POSITIVE_INFINITY, 6),
      TRIALS,
      (index, r) => ({
        score: referenceScore(index, r),
      }),
    );
    const decided = expected.filter(({ promoted }) => promoted.length > 0);
    expect([...asked]).toEqual(decided.map(({ resource, trials }) => [resource, trials]));
    for (const [rung, { promoted }] of decided.entries()) expect(promoted).toEqual(higherRungs[rung]?.trials);
    // The rung of all segments is the whole range.
    expect(kept).toEqual(expected[expected.length - 1]?.trials);
    expect(pruned).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const { resource, trials, best } of expected) {
      const values = trials.map((index) => intermediate(index, resource, { score: referenceScore(index, resource) }));
      expect(bestOfRung(values, values.length, 6)).toEqual([best]);
    }
  });

  it('does not depend on the order in which values come', () => {
    const score = (index: number, r: number) => ({ score: (index * 37 + r * 11) % 17 });
    const search = (pick?: (running: number) => number) =>
      prune(new HalvingPruner({ segments: 10, minSegments: 2, eta: 2 }, 16, 6), 40, score, pick);
    expect(search((running) => running - 1)).toEqual(search());
    expect(search((running) => running >> 1)).toEqual(search());
    // Cohorts of 16, 16 and 8: an eighth of each survives the rungs of 2, 4 and 8 segments.
    expect(search().kept).toHaveLength(2 + 2 + 1);
  });

  it('compares by the comparator, puts missing scores last, and keeps one at least', () => {
    const tied = [
      intermediate(0, 1, { score: Number.NaN, profitNet: 1e9 }),
      intermediate(1, 1, { score: 1.0000001, profitNet: 5, maxDrawdown: 0.2 }),
      intermediate(2, 1, { score: 1.0000004, profitNet: 5, maxDrawdown: 0.1 }),
      intermediate(3, 1, { score: 1, profitNet: 4 }),
    ];
    expect(bestOfRung(tied, 4, 6)).toEqual([2]);
    expect(bestOfRung(tied, 2, 6)).toEqual([1, 2]);
    expect(bestOfRung([tied[0]!], 3, 6)).toEqual([0]);
  });

  it('goes on without trials that fail', () => {
    const pruner = new HalvingPruner(SETTINGS, Number.POSITIVE_INFINITY, 6);
    const { kept, asked } = prune(pruner, 9, (index) => (index % 2 === 0 ? null : { score: index }));
    expect(asked.get(3)).toEqual([7]);
    expect(kept).toEqual([0, 2, 4, 6, 7, 8]);
  });

  it('has rungs as long as segments are left', () => {
    expect(rungsOf(SETTINGS)).toEqual([1, 3]);
    expect(rungsOf({ segments: 10, minSegments: 1, eta: 3 })).toEqual([1, 3, 9]);
    expect(rungsOf({ segments: 12, minSegments: 5, eta: 2 })).toEqual([5, 10]);
    expect(rungsOf({ segments: 4, minSegments: 4, eta: 2 })).toEqual([]);
  });
});

describe('asynchronous halving', () => {
  it('promotes whoever is among the best floor(n / eta) when a value comes', () => {
    const pruner = new AshaPruner({ segments: 4, minSegments: 1, eta: 2 }, 6);
    const promoted = [3, 1, 2, 4].map((score, trialIndex) => pruner.note(intermediate(trialIndex, 1, { score })));
    // Of one none, of two the better, of three still that one, of four also the new best.
    expect(promoted).toEqual([
      [],
      [{ kind: 'run', trialIndex: 0, segments: 2 }],
      [],
      [{ kind: 'run', trialIndex: 3, segments: 2 }],
    ]);
    expect(pruner.end()).toEqual([
      { kind: 'prune', trialIndex: 2 },
      { kind: 'prune', trialIndex: 1 },
    ]);
    expect(pruner.end()).toEqual([]);
  });

  it('decides about every trial', () => {
    const { kept, pruned } = prune(
      new AshaPruner(SETTINGS, 6),
      100,
      (index) => ({ score: (index * 37) % 101 }),
      (n) => n - 1,
    );
    expect([...kept, ...pruned].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(kept.length).toBeGreaterThanOrEqual(Math.floor(100 / 9));
  });
});

describe('the median rule', () => {
  it('compares a trial with all that got as far, its own cohort included', () => {
    const scores: Readonly<Record<string, number>> = {
      '0|1': 1,
      '1|1': 2,
      '2|1': 3,
      '1|2': 5,
      '2|2': 1,
      '1|3': 0,
      '3|1': 2,
      '4|1': 0,
      '5|1': Number.NaN,
      '3|2': 4,
      '3|3': -1,
    };
    const pruner = new MedianPruner({ segments: 3, warmup: 1, startup: 2 }, 3, 6);
    const { kept, pruned, asked } = prune(pruner, 6, (index, r) => ({ score: scores[`${index}|${r}`]! }));
    // Cohort 1: below 2 after one segment, below 3 after two; alone after three there is no median.
    // Cohort 2: below the 1.5 of all six after one segment; 4 of 5, 1, 4 after two; -1 of 0, -1 after three.
    expect([...asked]).toEqual([
      [1, [0, 1, 2, 3, 4, 5]],
      [2, [1, 2, 3]],
      [3, [1, 3]],
    ]);
    expect(kept).toEqual([1]);
    expect(pruned).toEqual([0, 2, 3, 4, 5]);
  });

  it('waits for its warm-up and for enough values', () => {
    const score = (index: number) => ({ score: index });
    const settings = { segments: 4, warmup: 3, startup: 5 };
    const late = prune(new MedianPruner(settings, 10, 6), 10, score);
    expect(late.asked.get(3)).toHaveLength(10);
    expect(late.asked.get(4)).toEqual([5, 6, 7, 8, 9]);
    expect(late.kept).toEqual([7, 8, 9]);
    expect(prune(new MedianPruner({ ...settings, startup: 11 }, 10, 6), 10, score).pruned).toEqual([]);
  });
});

describe('the first round of the older system', () => {
  const good = { totalTrades: 10, profitNet: 100, maxDrawdownAbs: 50, feesTotal: 49 };

  it.each([
    ['passes', good, 'keep'],
    ['no profit', { ...good, profitNet: 0, maxDrawdownAbs: 0, feesTotal: -1 }, 'prune'],
    ['drawdown', { ...good, maxDrawdownAbs: 50.01 }, 'prune'],
    ['fees', { ...good, feesTotal: 50 }, 'prune'],
  ])('judges the newest half-year: %s', (_what, value, kind) => {
    expect(new BackstepPruner(3).note(intermediate(7, 1, value))).toEqual([{ kind, trialIndex: 7 }]);
  });

  it('steps back at most twice, and not before the range', () => {
    const few = { ...good, totalTrades: 9 };
    const { kept, pruned, asked } = prune(new BackstepPruner(5), 4, (index, r) => (index >= r ? few : good));
    expect([...asked]).toEqual([
      [1, [0, 1, 2, 3]],
      [2, [1, 2, 3]],
      [3, [2, 3]],
    ]);
    expect([kept, pruned]).toEqual([[0, 1, 2], [3]]);
    expect(prune(new BackstepPruner(1), 1, () => few).pruned).toEqual([0]);
  });
});

describe('segments', () => {
  const definition: PrunerDefinition = { name: 'halving', ...SETTINGS, order: 'oldest_first', warmup: 1, startup: 5 };
  const range = { start: '2023-01-02', end: '2023-09-29' };

  it('are equal parts by days without gaps', () => {
    for (const parts of [2, 7, 9, 100, 271]) {
      const segments = cutByDays(range.start, range.end, parts);
      expect(segments).toHaveLength(parts);
      expect(segments[0]?.start).toBe(range.start);
      expect(segments[parts - 1]?.end).toBe(range.end);
      const lengths = segments.map(({ start, end }) => dayOf(end) - dayOf(start) + 1);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      for (let part = 1; part < parts; part++) {
        expect(dayOf(segments[part]!.start)).toBe(dayOf(segments[part - 1]!.end) + 1);
      }
    }
  });

  it('come in the order that is asked for; a shuffled one follows from the root seed', () => {
    const oldest = segmentsOf(definition, range, 42);
    expect(segmentsOf({ ...definition, order: 'newest_first' }, range, 42)).toEqual([...oldest].reverse());
    const shuffled = segmentsOf({ ...definition, order: 'shuffled' }, range, 42);
    expect(shuffled).not.toEqual(oldest);
    expect([...shuffled].sort((a, b) => (a.start < b.start ? -1 : 1))).toEqual(oldest);
    expect(segmentsOf({ ...definition, order: 'shuffled' }, range, 42)).toEqual(shuffled);
    expect(segmentsOf({ ...definition, order: 'shuffled' }, range, 43)).not.toEqual(shuffled);
  });

  it('are complete half-years for the first round of the older system, newest first', () => {
    expect(completeHalfYears('2021-01-01', '2022-12-30')).toEqual([
      { start: '2022-01-01', end: '2022-06-30' },
      { start: '2021-07-01', end: '2021-12-31' },
      { start: '2021-01-01', end: '2021-06-30' },
    ]);
    expect(completeHalfYears('2021-01-02', '2021-12-30')).toEqual([]);
    expect(segmentsOf({ ...definition, name: 'backstep' }, { start: '2015-01-01', end: '2022-12-31' }, 1)).toEqual([
      { start: '2022-07-01', end: '2022-12-31' },
      { start: '2022-01-01', end: '2022-06-30' },
      { start: '2021-07-01', end: '2021-12-31' },
    ]);
  });
});
