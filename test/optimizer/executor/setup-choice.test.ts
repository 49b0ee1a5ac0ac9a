import { describe, expect, it } from 'vitest';
import { createSetupFinder } from '../../../src/optimizer/executor/setup-choice.ts';

describe('setup of a trial', () => {
  const standard = { symbol: 'EURUSD', timeframe: 'H1' as const };
  const other = { symbol: 'GBPUSD', timeframe: 'H1' as const };

  it('is that of its market, counted from the first of its period', () => {
    const setupOf = createSetupFinder({ first: 4, markets: [standard, other], standard });
    expect(setupOf([['symbol', 'GBPUSD']])).toBe(5);
    expect(setupOf([['account.risk_per_trade', 1]])).toBe(4);
    expect(() => setupOf([['timeframes.primary', 'M5']])).toThrow('EURUSD|M5');
  });

  it('is the only one of a period with one market', () => {
    expect(createSetupFinder({ first: 3, markets: [other], standard: other })([])).toBe(3);
  });
});
