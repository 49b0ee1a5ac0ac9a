import { describe, expect, it } from 'vitest';
import { byPriority, type ManagementRule, MaxHoldingTime } from '../../../src/core/portfolio/trade-management.ts';
import { MS_PER_MINUTE } from '../../../src/core/types/timeframe.ts';
import { samplePosition } from './sample-position.ts';

/** Bars of five minutes with a gap of an hour after bar 4. */
const OPEN_TIMES = Float64Array.from([0, 5, 10, 15, 20, 80, 85, 90], (minutes) => minutes * MS_PER_MINUTE);

function limit(minutes: number, onlyScenarios: readonly number[] = []): MaxHoldingTime {
  return new MaxHoldingTime(OPEN_TIMES, minutes * MS_PER_MINUTE, onlyScenarios);
}

function closingBars(rule: MaxHoldingTime, entryBar: number, scenarioId: number): number[] {
  const position = samplePosition(1, entryBar, { scenarioId });
  return Array.from(OPEN_TIMES.keys()).filter((bar) => bar >= entryBar && rule.decide(position, bar) !== null);
}

describe('longest holding time (execution.md 6.2)', () => {
  it.each([
    ['the bar that opens just then', 15, 1, [4, 5, 6, 7]],
    ['the first bar that opens later', 16, 1, [5, 6, 7]],
    ['a bar after a gap, by time and not by bars', 20, 2, [5, 6, 7]],
    ['no bar where the data end before', 200, 1, []],
  ])('closes in %s', (_, minutes, entryBar, bars) => {
    expect(closingBars(limit(minutes), entryBar, 2)).toEqual(bars);
  });

  it('closes for the reason timeout', () => {
    expect(limit(5).decide(samplePosition(1, 0), 1)).toEqual({ kind: 'close', reason: 'timeout' });
  });

  it.each([
    ['every scenario without a list', [], 2, [4, 5, 6, 7]],
    ['a scenario of the list', [2, 3], 3, [4, 5, 6, 7]],
    ['no other scenario', [2, 3], 1, []],
  ])('applies to %s', (_, onlyScenarios, scenarioId, bars) => {
    expect(closingBars(limit(15, onlyScenarios), 1, scenarioId)).toEqual(bars);
  });

  it('names the first bar in which it closes, so that the bars before need not be asked', () => {
    for (const minutes of [5, 12, 15, 16, 60, 75]) {
      for (const entryBar of [0, 1, 4]) {
        const rule = limit(minutes);
        const [first = OPEN_TIMES.length] = closingBars(rule, entryBar, 2);
        expect(rule.quietUntil(samplePosition(1, entryBar))).toBe(first);
        expect(rule.closingBar(entryBar, 2)).toBe(first);
      }
    }
  });

  it.each([
    [2, 4],
    [1, Number.POSITIVE_INFINITY],
  ])('names a bar for the scenarios of its list: %i', (scenarioId, bar) => {
    expect(limit(15, [2, 3]).closingBar(1, scenarioId)).toBe(bar);
    expect(limit(15, [2, 3]).quietUntil(samplePosition(1, 1, { scenarioId }))).toBe(bar);
  });

  it('has an id for messages and a rank among the rules', () => {
    expect(limit(5)).toMatchObject({ id: 'max_holding_time', priority: 10 });
  });
});

describe('order of the rules (execution.md 6.1)', () => {
  function rule(id: string, priority: number): ManagementRule {
    return { id, priority, decide: () => null };
  }

  it('is by priority, then by id', () => {
    const rules = [rule('c', 20), rule('b', 10), rule('a', 30), rule('a', 10), rule('d', 5)];
    const names = rules.toSorted(byPriority).map(({ id, priority }) => `${priority} ${id}`);
    expect(names).toEqual(['5 d', '10 a', '10 b', '20 c', '30 a']);
  });

  it.each([
    ['b', 'a', 1],
    ['a', 'b', -1],
    ['a', 'a', 0],
  ])('compares %s with %s', (left, right, sign) => {
    expect(Math.sign(byPriority(rule(left, 10), rule(right, 10)))).toBe(sign);
  });
});
