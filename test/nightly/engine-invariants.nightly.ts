import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseCoverage } from '../support/engine-cases/case-coverage.ts';
import { caseDifferences } from '../support/engine-cases/compare-case.ts';
import type { EngineCase } from '../support/engine-cases/engine-case.ts';
import { meanReversionCase } from '../support/engine-cases/mean-reversion-case.ts';
import { scriptedCase } from '../support/engine-cases/scripted-case.ts';
import {
  balanceIsTheSumOfBookings,
  drawdownFollowsEquity,
  equityIsBalancePlusOpenProfit,
  keepsToTheSlots,
  profitIsTheSumOfTrades,
} from '../support/invariants/books-invariants.ts';
import {
  exitsAtQuotes,
  fillsMarketOrdersAtTheClose,
  fillsRestingOrdersAtQuotes,
  slipsWithinTheSettings,
} from '../support/invariants/fill-price-invariants.ts';
import { expectMirrorImage } from '../support/invariants/mirror-image.ts';
import { expectSameAgain, expectSeedWithoutEffect } from '../support/invariants/same-again.ts';
import { barAtShare, expectSamePast } from '../support/invariants/same-past.ts';
import {
  exitsAfterItsEntry,
  hasFiniteNumbers,
  hasSizeOnTheGrid,
  risksNoMoreThanPlanned,
  type TradeInvariant,
} from '../support/invariants/trade-invariants.ts';
import { isRun, type ObservedRun, observeEngine } from '../support/plain-engine/observed-run.ts';
import { nightlyCases, nightlySeed } from './nightly-settings.ts';

const SCRIPTED_CASES = nightlyCases();
/** Pairs of a case and its image. */
const MIRRORED_CASES = Math.ceil(SCRIPTED_CASES / 5);
/** Each has hundreds of times the bars of a scripted one. */
const MEAN_REVERSION_CASES = Math.ceil(SCRIPTED_CASES / 100);

const RUN_INVARIANTS = [
  balanceIsTheSumOfBookings,
  profitIsTheSumOfTrades,
  equityIsBalancePlusOpenProfit,
  drawdownFollowsEquity,
  keepsToTheSlots,
];
const TRADE_INVARIANTS: readonly TradeInvariant[] = [
  exitsAfterItsEntry,
  hasFiniteNumbers,
  hasSizeOnTheGrid,
  risksNoMoreThanPlanned,
  fillsRestingOrdersAtQuotes,
  exitsAtQuotes,
  slipsWithinTheSettings,
];

/** Cases are drawn from seeds; unbiased, so that hardly any comes twice. */
const seeds = fc.noShrink(fc.noBias(fc.nat()));
const shares = fc.noShrink(fc.noBias(fc.double({ min: 0, max: 1, noNaN: true })));

/** Draws cases, checks every invariant on each, and prints what the cases were like. */
function checkCases(
  count: number,
  makeCase: (seed: number) => EngineCase,
  invariants: readonly TradeInvariant[],
  name: string,
): void {
  const coverage = new CaseCoverage();
  const drawn = new Set<number>();
  fc.assert(
    fc.property(seeds, shares, (seed, share) => {
      drawn.add(seed);
      const engineCase = makeCase(seed);
      expect(caseDifferences(engineCase, coverage)).toEqual([]);
      const run = observeEngine(engineCase, true);
      if (isRun(run)) checkRun(run, engineCase, invariants);
      expectSamePast(engineCase, barAtShare(engineCase, share));
      expectSameAgain(makeCase, seed);
      expectSeedWithoutEffect(engineCase, seed, seed + 1);
    }),
    { numRuns: count, seed: nightlySeed() },
  );
  console.log(`${name}: ${drawn.size} different cases, seed ${nightlySeed()}\n${coverage.table()}`);
}

function checkRun(run: ObservedRun, engineCase: EngineCase, invariants: readonly TradeInvariant[]): void {
  for (const check of RUN_INVARIANTS) check(run, engineCase);
  for (const trade of run.trades) for (const check of invariants) check(trade, engineCase);
}

describe('the invariants of the engine hold', () => {
  it(`in ${SCRIPTED_CASES} cases of random candles and orders`, () => {
    checkCases(SCRIPTED_CASES, scriptedCase, TRADE_INVARIANTS, 'random candles and orders');
  });

  it(`in ${MIRRORED_CASES} cases and their mirror images`, () => {
    let trades = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        trades += expectMirrorImage(seed).trades.length;
      }),
      { numRuns: MIRRORED_CASES, seed: nightlySeed() },
    );
    console.log(`mirror images: ${MIRRORED_CASES} pairs of cases with ${trades} pairs of trades`);
  });

  it(`in ${MEAN_REVERSION_CASES} runs of the mean-reversion strategy`, () => {
    const invariants = [...TRADE_INVARIANTS, fillsMarketOrdersAtTheClose];
    checkCases(MEAN_REVERSION_CASES, meanReversionCase, invariants, 'mean-reversion strategy');
  });
});
