import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineCase } from '../../support/engine-cases/engine-case.ts';
import { meanReversionCase } from '../../support/engine-cases/mean-reversion-case.ts';
import { mirrorableParts, mirrorParts, mirrorPrice } from '../../support/engine-cases/mirrored-case.ts';
import { assembleScripted, scriptedCase } from '../../support/engine-cases/scripted-case.ts';
import { truncateCase } from '../../support/engine-cases/truncated-case.ts';
import { firstDifference } from '../../support/plain-engine/first-difference.ts';
import {
  isRun,
  type ObservedFailure,
  type ObservedRun,
  observeEngine,
} from '../../support/plain-engine/observed-run.ts';

/** Cases are drawn from seeds; shrinking a seed leads nowhere. */
const seeds = fc.noShrink(fc.nat());
const RUNS = { numRuns: 400 };
const FEW_RUNS = { numRuns: 15 };
/** Float noise of long sums, relative. */
const SUM_TOLERANCE = 1e-9;

function isParity({ config }: EngineCase): boolean {
  return config.execution_variant === 'v1_parity';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('the books', () => {
  it('give the balance of every bar as the sum of results and fees so far', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const engineCase = scriptedCase(seed);
        const run = observeEngine(engineCase, true);
        if (!isRun(run) || run.recorded === null) return;
        const { initial_balance: initialBalance } = engineCase.config.account;
        const { firstTradingBar } = engineCase.context.dataset;
        const bookings = run.trades.flatMap((trade) => [
          { bar: trade.fillBar, amount: -trade.entryFee },
          { bar: trade.exitBar, amount: trade.result - trade.exitFee },
        ]);
        // The record of an open position of v1_parity has the bar of its placement, so its fee may come later.
        let undated = 0;
        for (const { entryBar, entryFee } of run.openPositions) {
          if (isParity(engineCase)) undated += entryFee;
          else bookings.push({ bar: entryBar, amount: -entryFee });
        }
        run.recorded.balance.forEach((balance, row) => {
          const booked = bookings.filter(({ bar }) => bar <= firstTradingBar + row);
          const expected = sum(booked.map(({ amount }) => amount)) + initialBalance;
          expect(Math.abs(balance - expected)).toBeLessThanOrEqual(undated + SUM_TOLERANCE * initialBalance);
        });
        const paid = [...run.trades.map((trade) => trade.entryFee + trade.exitFee), undated];
        const openFees = isParity(engineCase) ? [] : run.openPositions.map((open) => open.entryFee);
        const feesTotal = sum([...paid, ...openFees]);
        const balance = initialBalance + sum(run.trades.map((trade) => trade.result)) - feesTotal;
        expect(Math.abs(run.feesTotal - feesTotal)).toBeLessThanOrEqual(SUM_TOLERANCE * initialBalance);
        expect(Math.abs(run.finalBalance - balance)).toBeLessThanOrEqual(SUM_TOLERANCE * initialBalance);
      }),
      RUNS,
    );
  });

  it('give equity as balance and open profit, high water and drawdown as they are defined', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const engineCase = scriptedCase(seed);
        const run = observeEngine(engineCase, true);
        if (!isRun(run) || run.recorded === null) return;
        const { equity, balance, highWater, drawdown } = run.recorded;
        let peak = engineCase.config.account.initial_balance;
        equity.forEach((value, row) => {
          peak = Math.max(peak, value);
          expect(highWater[row]).toBe(peak);
          expect(drawdown[row]).toBe(Math.min(1, (peak - value) / peak));
          if (isParity(engineCase)) expect(value).toBe(balance[row]);
        });
        const open = sum(run.openPositions.map((position) => position.unrealised ?? 0));
        const last = equity.length - 1;
        expect(Math.abs(equity[last] - balance[last] - open)).toBeLessThanOrEqual(SUM_TOLERANCE * peak);
      }),
      RUNS,
    );
  });
});

/** What a run has done up to a bar. */
function historyUpTo(run: ObservedRun | ObservedFailure, engineCase: EngineCase, lastBar: number): unknown {
  if (!isRun(run)) return Number(run.bar) <= lastBar ? run : null;
  if (run.recorded === null) return null;
  const rows = lastBar - engineCase.context.dataset.firstTradingBar + 1;
  const { equity, balance, drawdown, highWater } = run.recorded;
  return {
    trades: run.trades.filter((trade) => trade.exitBar <= lastBar),
    columns: [equity, balance, drawdown, highWater].map((column) => column.slice(0, rows)),
  };
}

function expectSamePast(engineCase: EngineCase, lastBar: number): void {
  const full = observeEngine(engineCase, true);
  const short = observeEngine(truncateCase(engineCase, lastBar), true);
  // A run that fails later than the cut has no history to compare with, but must not fail earlier.
  if (!isRun(full) && Number(full.bar) > lastBar) expect(isRun(short)).toBe(true);
  else
    expect(firstDifference(historyUpTo(full, engineCase, lastBar), historyUpTo(short, engineCase, lastBar))).toBeNull();
}

describe('data that ends earlier gives the same past', () => {
  const share = fc.noShrink(fc.double({ min: 0, max: 1, noNaN: true }));

  function cutOf({ context }: EngineCase, part: number): number {
    const { firstTradingBar, primary } = context.dataset;
    return firstTradingBar + Math.floor(part * (primary.openTimes.length - 1 - firstTradingBar));
  }

  it('to scripted orders', () => {
    fc.assert(
      fc.property(seeds, share, (seed, part) => {
        const engineCase = scriptedCase(seed);
        expectSamePast(engineCase, cutOf(engineCase, part));
      }),
      RUNS,
    );
  });

  it('to the mean-reversion strategy with its indicators', () => {
    fc.assert(
      fc.property(seeds, share, (seed, part) => {
        const engineCase = meanReversionCase(seed);
        expectSamePast(engineCase, cutOf(engineCase, part));
      }),
      FEW_RUNS,
    );
  });
});

describe('mirrored prices', () => {
  it('mirror every trade exactly and leave the books alone', () => {
    let trades = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const parts = mirrorableParts(seed);
        const run = observeEngine(assembleScripted(parts), true);
        const image = observeEngine(assembleScripted(mirrorParts(parts)), true);
        if (!isRun(run)) throw new Error(run.code);
        if (!isRun(image)) throw new Error(image.code);
        trades += run.trades.length;
        const back = image.trades.map((trade) => ({
          ...trade,
          direction: -trade.direction,
          entryPrice: mirrorPrice(trade.entryPrice),
          exitPrice: mirrorPrice(trade.exitPrice),
          initialStopLoss: mirrorPrice(trade.initialStopLoss),
          stopLoss: mirrorPrice(trade.stopLoss),
          takeProfit: mirrorPrice(trade.takeProfit),
        }));
        expect(firstDifference(run.trades, back)).toBeNull();
        expect(firstDifference(run.recorded, image.recorded)).toBeNull();
        expect(firstDifference(run.counters, image.counters)).toBeNull();
        expect(firstDifference(run.rejected, image.rejected)).toBeNull();
      }),
      RUNS,
    );
    expect(trades).toBeGreaterThan(500);
  });
});

describe('the seed', () => {
  const withSeed = (engineCase: EngineCase, seed: number, randomSlippagePips: number): EngineCase => ({
    ...engineCase,
    seed,
    costs: { ...engineCase.costs, randomSlippagePips },
  });

  it.each([
    ['scripted orders', scriptedCase, RUNS],
    ['the mean-reversion strategy', meanReversionCase, FEW_RUNS],
  ] as const)('does not matter to %s without random pips', (_, makeCase, runs) => {
    fc.assert(
      fc.property(seeds, fc.maxSafeNat(), fc.maxSafeNat(), (caseSeed, left, right) => {
        const engineCase = makeCase(caseSeed);
        const first = observeEngine(withSeed(engineCase, left, 0), true);
        const second = observeEngine(withSeed(engineCase, right, 0), true);
        expect(firstDifference(first, second)).toBeNull();
      }),
      runs,
    );
  });

  it('decides the fills otherwise, and the same seed gives the same run', () => {
    const engineCase = Array.from({ length: 50 }, (_, seed) => scriptedCase(seed)).find((candidate) => {
      const run = observeEngine(candidate, false);
      return isRun(run) && run.trades.length > 2 && candidate.config.costs.slippage_multiplier > 0;
    }) as EngineCase;
    const run = (seed: number) => observeEngine(withSeed(engineCase, seed, 2), true);
    expect(firstDifference(run(1), run(1))).toBeNull();
    expect(firstDifference(run(1), run(2))).not.toBeNull();
  });
});
