import { describe, expect, it } from 'vitest';
import {
  type CandidateTrigger,
  createScan,
} from '../../../../src/core/strategy/mean-reversion-z-score/candidate-scan.ts';
import {
  BandCondition,
  ScoreCondition,
} from '../../../../src/core/strategy/mean-reversion-z-score/entry-conditions.ts';
import { randomNumbers } from './restless-dataset.ts';

const BARS = 400;
const random = randomNumbers(3);
const closes = Float64Array.from({ length: BARS }, () => 1 + random());

function column(): Float64Array {
  return Float64Array.from({ length: BARS }, () => (random() < 0.05 ? Number.NaN : (random() - 0.5) * 6));
}

const scores = [column(), column(), column()];
const score = (direction: 1 | -1, index: number) => new ScoreCondition(direction, scores[index], -2.7 * direction);
const band = (direction: 1 | -1) =>
  new BandCondition(
    direction,
    closes,
    closes.map((close) => close + direction * (random() - 0.99)),
  );

describe('candidate scan', () => {
  const cases: readonly (readonly [string, readonly CandidateTrigger[]])[] = [
    ['nothing', []],
    ['one column', [score(1, 0), score(-1, 0)]],
    ['one column and one direction', [score(-1, 1)]],
    ['a column several times', [score(1, 0), score(1, 0), score(1, 0), score(1, 0), score(-1, 0)]],
    ['two columns', [score(1, 0), score(-1, 0), score(1, 1), score(-1, 1)]],
    ['two columns of one direction and one of the other', [score(1, 0), score(1, 1), score(-1, 2)]],
    ['three columns', [0, 1, 2].flatMap((index) => [score(1, index), score(-1, index)])],
    ['three columns of one direction', [score(-1, 0), score(-1, 1), score(-1, 2)]],
    ['bands', [band(1), band(-1)]],
    ['one band', [band(-1)]],
    ['two columns and bands', [score(1, 0), score(-1, 0), score(1, 1), score(-1, 1), band(1), band(-1)]],
    ['a band for longs, a third column for shorts', [score(1, 0), band(1), score(-1, 0), score(-1, 1), score(-1, 2)]],
  ];

  it.each(cases)('over %s stops where a trigger holds and nowhere else', (_name, triggers) => {
    const scan = createScan(triggers, closes);
    const expected = [...closes.keys()].filter((bar) => triggers.some((trigger) => trigger.holdsAt(bar)));
    const found: number[] = [];
    for (let bar = scan(0, BARS); bar < BARS; bar = scan(bar + 1, BARS)) found.push(bar);
    expect(found).toEqual(expected);
    expect(expected.length > 0).toBe(triggers.length > 0);
  });

  it('stops at the end it is given', () => {
    expect(createScan([], closes)(10, 50)).toBe(50);
    expect(createScan([score(1, 0)], closes)(50, 50)).toBe(50);
  });
});
