import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { EngineCase } from '../../support/engine-cases/engine-case.ts';
import { meanReversionCase } from '../../support/engine-cases/mean-reversion-case.ts';
import { scriptedCase } from '../../support/engine-cases/scripted-case.ts';
import {
  exitsAtQuotes,
  fillsMarketOrdersAtTheClose,
  fillsRestingOrdersAtQuotes,
  slipsWithinTheSettings,
} from '../../support/invariants/fill-price-invariants.ts';
import {
  exitsAfterItsEntry,
  hasFiniteNumbers,
  hasSizeOnTheGrid,
  risksNoMoreThanPlanned,
  type TradeInvariant,
} from '../../support/invariants/trade-invariants.ts';
import { isRun, observeEngine } from '../../support/plain-engine/observed-run.ts';

/** Cases are drawn from seeds; shrinking a seed leads nowhere. */
const seeds = fc.noShrink(fc.nat());
const RUNS = { numRuns: 400 };
const FEW_RUNS = { numRuns: 15 };

/** Checks every trade of generated cases; `npm run test:nightly` does it with many more. */
function forAllTrades(check: TradeInvariant, makeCase: (seed: number) => EngineCase = scriptedCase, runs = RUNS): void {
  fc.assert(
    fc.property(seeds, (seed) => {
      const engineCase = makeCase(seed);
      const run = observeEngine(engineCase, false);
      if (isRun(run)) for (const trade of run.trades) check(trade, engineCase);
    }),
    runs,
  );
}

describe('every trade', () => {
  it('exits no earlier than it enters, a market entry strictly later', () => forAllTrades(exitsAfterItsEntry));

  it('has finite numbers only and slippage that is never negative', () => forAllTrades(hasFiniteNumbers));

  it('has a size on the volume grid', () => forAllTrades(hasSizeOnTheGrid));

  it('risks no more than planned at its stop', () => forAllTrades(risksNoMoreThanPlanned));
});

describe('every fill price', () => {
  it('of a resting order was quoted in its bar, except where the bar gapped over a level that fills as such', () =>
    forAllTrades(fillsRestingOrdersAtQuotes));

  it('of a market order without a price is the close of its side', () =>
    forAllTrades(fillsMarketOrdersAtTheClose, meanReversionCase, FEW_RUNS));

  it('of an exit was quoted in its bar, except within the buffer or where the bar gapped over the level', () =>
    forAllTrades(exitsAtQuotes));

  it('slips by no more than the costs allow', () => forAllTrades(slipsWithinTheSettings));
});
