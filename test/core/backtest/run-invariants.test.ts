import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineCase } from '../../support/engine-cases/engine-case.ts';
import { meanReversionCase } from '../../support/engine-cases/mean-reversion-case.ts';
import { scriptedCase } from '../../support/engine-cases/scripted-case.ts';
import {
  balanceIsTheSumOfBookings,
  drawdownFollowsEquity,
  equityIsBalancePlusOpenProfit,
  keepsToTheSlots,
  profitIsTheSumOfTrades,
  type RunInvariant,
} from '../../support/invariants/books-invariants.ts';
import { expectMirrorImage } from '../../support/invariants/mirror-image.ts';
import { expectSameAgain, expectSeedWithoutEffect, withSeed } from '../../support/invariants/same-again.ts';
import { barAtShare, expectSamePast } from '../../support/invariants/same-past.ts';
import { firstDifference } from '../../support/plain-engine/first-difference.ts';
import { isRun, observeEngine } from '../../support/plain-engine/observed-run.ts';

/** Cases are drawn from seeds; shrinking a seed leads nowhere. */
const seeds = fc.noShrink(fc.nat());
const RUNS = { numRuns: 400 };
const FEW_RUNS = { numRuns: 15 };
const MAKERS = [
  ['scripted orders', scriptedCase, RUNS],
  ['the mean-reversion strategy', meanReversionCase, FEW_RUNS],
] as const;

/** Checks generated cases that come to an end; `npm run test:nightly` does it with many more. */
function forAllRuns(check: RunInvariant): void {
  fc.assert(
    fc.property(seeds, (seed) => {
      const engineCase = scriptedCase(seed);
      const run = observeEngine(engineCase, true);
      if (isRun(run)) check(run, engineCase);
    }),
    RUNS,
  );
}

describe('the books', () => {
  it('give the balance of every bar as the sum of results and fees so far', () =>
    forAllRuns(balanceIsTheSumOfBookings));

  it('give the profit as the sum of the trades', () => forAllRuns(profitIsTheSumOfTrades));

  it('give equity as balance and open profit', () => forAllRuns(equityIsBalancePlusOpenProfit));

  it('give high water and drawdown as they are defined', () => forAllRuns(drawdownFollowsEquity));

  it('hold no more positions and resting orders than allowed', () => forAllRuns(keepsToTheSlots));
});

describe('data that ends earlier gives the same past', () => {
  const share = fc.noShrink(fc.double({ min: 0, max: 1, noNaN: true }));

  it.each(MAKERS)('to %s', (_, makeCase, runs) => {
    fc.assert(
      fc.property(seeds, share, (seed, part) => {
        const engineCase = makeCase(seed);
        expectSamePast(engineCase, barAtShare(engineCase, part));
      }),
      runs,
    );
  });
});

describe('mirrored prices', () => {
  it('mirror every trade exactly and leave the books alone', () => {
    let trades = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        trades += expectMirrorImage(seed).trades.length;
      }),
      RUNS,
    );
    expect(trades).toBeGreaterThan(500);
  });
});

describe('the seed', () => {
  it.each(MAKERS)('does not matter to %s without random pips', (_, makeCase, runs) => {
    fc.assert(
      fc.property(seeds, fc.maxSafeNat(), fc.maxSafeNat(), (caseSeed, left, right) => {
        expectSeedWithoutEffect(makeCase(caseSeed), left, right);
      }),
      runs,
    );
  });

  it.each(MAKERS)('gives the same run of %s every time', (_, makeCase, runs) => {
    fc.assert(
      fc.property(seeds, (seed) => expectSameAgain(makeCase, seed)),
      runs,
    );
  });

  it('decides the fills', () => {
    const engineCase = Array.from({ length: 50 }, (_, seed) => scriptedCase(seed)).find((candidate) => {
      const run = observeEngine(candidate, false);
      return isRun(run) && run.trades.length > 2 && candidate.config.costs.slippage_multiplier > 0;
    }) as EngineCase;
    const run = (seed: number) => observeEngine(withSeed(engineCase, seed, 2), true);
    expect(firstDifference(run(1), run(2))).not.toBeNull();
  });
});
