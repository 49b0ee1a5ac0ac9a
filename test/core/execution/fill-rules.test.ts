import { describe, expect, it } from 'vitest';
import {
  entryRule,
  FILL_RULE,
  managementRule,
  stopLossRule,
  takeProfitRule,
} from '../../../src/core/execution/fill-rules.ts';
import { readDocumentedFillRules } from '../../support/documented-fill-rules.ts';

/** The table of `docs/execution.md`: what each number stands for. */
const DOCUMENTED = readDocumentedFillRules();

describe('the number of the rule that decided a fill', () => {
  it.each([
    ['market', Number.NaN, 1.1, 'market order at the price of the signal'],
    ['limit', 1.1, 1.1, 'limit order at its level'],
    ['limit', 1.1, 1.0998, 'limit order at an open worse than its level'],
    ['stop', 1.1, 1.1, 'stop order at its level'],
    ['stop', 1.1, 1.1002, 'stop order at an open beyond its level'],
  ] as const)('of a %s order with level %d filled at %d', (orderType, level, base, meaning) => {
    expect(DOCUMENTED.get(entryRule(orderType, level, base))).toContain(meaning);
  });

  it.each([
    ['at its level', false, false, 1.1, 'stop loss at its level'],
    ['at an open beyond it', false, false, 1.0995, 'stop loss at an open beyond its level'],
    ['in the fill bar', true, false, 1.1, 'stop loss in the fill bar, at its level'],
    ['in a tie', false, true, 1.1, 'stop loss in a bar that touches the target too'],
    ['in a tie at an open beyond it', false, true, 1.0995, 'stop loss in a bar that touches the target too'],
    ['in a tie in the fill bar', true, true, 1.1, 'stop loss in a bar that touches the target too'],
  ] as const)('of a stop loss %s', (_, isFillBar, isTie, base, meaning) => {
    expect(DOCUMENTED.get(stopLossRule(isFillBar, isTie, 1.1, base))).toContain(meaning);
  });

  it.each([
    ['at its level', false, 1.1, 'take profit at its level'],
    ['at an open beyond it', false, 1.1005, 'take profit at an open beyond it'],
    ['in the fill bar', true, 1.1, 'take profit in the fill bar'],
  ] as const)('of a take profit %s', (_, isFillBar, base, meaning) => {
    expect(DOCUMENTED.get(takeProfitRule(isFillBar, 1.1, base))).toContain(meaning);
  });

  it.each([
    ['timeout', 'time limit, at the close'],
    ['manual', 'any other close by trade management'],
  ] as const)('of a close by trade management for %s', (reason, meaning) => {
    expect(DOCUMENTED.get(managementRule(reason))).toContain(meaning);
  });

  it('is documented for every rule, once', () => {
    expect([...DOCUMENTED.keys()]).toEqual(Object.values(FILL_RULE));
  });
});
