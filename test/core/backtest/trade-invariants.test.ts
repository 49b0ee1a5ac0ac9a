import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SideBars } from '../../../src/core/types/bars.ts';
import type { Trade } from '../../../src/core/types/trade.ts';
import type { EngineCase } from '../../support/engine-cases/engine-case.ts';
import { meanReversionCase } from '../../support/engine-cases/mean-reversion-case.ts';
import { mirrorableParts } from '../../support/engine-cases/mirrored-case.ts';
import { assembleScripted, scriptedCase } from '../../support/engine-cases/scripted-case.ts';
import { isRun, observeEngine } from '../../support/plain-engine/observed-run.ts';

/** Cases are drawn from seeds; shrinking a seed leads nowhere. */
const seeds = fc.noShrink(fc.nat());
const RUNS = { numRuns: 400 };
const FEW_RUNS = { numRuns: 15 };
/** Float noise of adding and taking away slippage and buffer, relative. */
const PRICE_NOISE = 1e-12;

/** Checks every trade of generated cases. */
function forAllTrades(
  check: (trade: Trade, engineCase: EngineCase) => void,
  makeCase: (seed: number) => EngineCase = scriptedCase,
  runs = RUNS,
): void {
  fc.assert(
    fc.property(seeds, (seed) => {
      const engineCase = makeCase(seed);
      const run = observeEngine(engineCase, false);
      if (isRun(run)) for (const trade of run.trades) check(trade, engineCase);
    }),
    runs,
  );
}

function isParity({ config }: EngineCase): boolean {
  return config.execution_variant === 'v1_parity';
}

describe('every trade', () => {
  it('exits no earlier than it enters, a market entry strictly later', () => {
    forAllTrades((trade, engineCase) => {
      expect(trade.exitBar).toBeGreaterThanOrEqual(trade.fillBar);
      if (trade.orderType === 'market') {
        expect(trade.fillBar).toBe(trade.placedBar);
        // In v1_parity management comes after the entry of the same bar, so a rule may close it at once.
        if (!isParity(engineCase) || trade.reason !== 'manual') expect(trade.exitBar).toBeGreaterThan(trade.fillBar);
      } else {
        expect(trade.fillBar).toBeGreaterThan(trade.placedBar);
      }
      expect(trade.entryBar).toBe(isParity(engineCase) ? trade.placedBar : trade.fillBar);
    });
  });

  it('has finite numbers only and slippage that is never negative', () => {
    forAllTrades((trade) => {
      const numbers = Object.values(trade).filter((value) => typeof value === 'number');
      expect(numbers.every(Number.isFinite)).toBe(true);
      expect(Math.min(trade.entrySlippage, trade.exitSlippage)).toBeGreaterThanOrEqual(0);
    });
  });

  it('has a size on the volume grid', () => {
    forAllTrades(({ size }, engineCase) => {
      const { volumeMin, volumeStep, volumeMax } = engineCase.spec;
      const steps = Math.round((size - volumeMin) / volumeStep);
      const onGrid = volumeMin + steps * volumeStep;
      expect(size).toBeGreaterThanOrEqual(volumeMin);
      expect(size).toBeLessThanOrEqual(volumeMax);
      if (isParity(engineCase)) expect([onGrid, volumeMax]).toContain(size);
      else expect(size).toBe(Number(onGrid.toFixed(8)));
    });
  });

  it('risks no more than planned at its stop while the conversion rate is constant', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { config, ...parts } = mirrorableParts(seed);
        const engineCase = assembleScripted({ ...parts, config: { ...config, execution_variant: 'v2' } });
        const run = observeEngine(engineCase, false);
        if (!isRun(run)) return;
        for (const { entryPrice, initialStopLoss, size } of [...run.trades, ...run.openPositions]) {
          const loss = Math.abs(entryPrice - initialStopLoss) * size * engineCase.spec.contractSize;
          expect(loss).toBeLessThanOrEqual(config.account.risk_per_trade + 1e-6);
        }
      }),
      RUNS,
    );
  });
});

function isWithin(price: number, side: SideBars, bar: number, slack = 0): boolean {
  const noise = PRICE_NOISE * price;
  return side.low[bar] - slack - noise <= price && price <= side.high[bar] + slack + noise;
}

function isSamePrice(left: number, right: number): boolean {
  return Math.abs(left - right) <= PRICE_NOISE * left;
}

/** The whole bar lies beyond a level that was waited for from below or from above. */
function isGappedOver(level: number, isBoughtOrSoldBelow: boolean, side: SideBars, bar: number): boolean {
  return isBoughtOrSoldBelow ? side.high[bar] < level : side.low[bar] > level;
}

/** Entry price without slippage. */
function entryBase({ entryPrice, direction, entrySlippage }: Trade): number {
  return entryPrice - direction * entrySlippage;
}

describe('every fill price', () => {
  it('of a resting order was quoted in its bar, except where the bar gapped over a level that fills as such', () => {
    forAllTrades((trade, engineCase) => {
      const { direction, orderType, fillBar } = trade;
      // Market orders of the script may name a price of their own.
      if (orderType === 'market') return;
      const { bid, ask } = engineCase.context.dataset.primary;
      const side = direction === 1 ? ask : bid;
      const fillsAtLevel = orderType === 'limit' || isParity(engineCase);
      const waitsBelow = (orderType === 'limit') === (direction === 1);
      const isGapped = fillsAtLevel && isGappedOver(entryBase(trade), waitsBelow, side, fillBar);
      expect(isWithin(entryBase(trade), side, fillBar) || isGapped).toBe(true);
    });
  });

  it('of a market order without a price is the close of its side', () => {
    const check = (trade: Trade, { context }: EngineCase): void => {
      const { bid, ask } = context.dataset.primary;
      expect(isSamePrice(entryBase(trade), (trade.direction === 1 ? ask : bid).close[trade.fillBar])).toBe(true);
    };
    forAllTrades(check, meanReversionCase, FEW_RUNS);
  });

  it('of an exit was quoted in its bar, except within the buffer or where the bar gapped over the level', () => {
    forAllTrades((trade, engineCase) => {
      const { direction, exitBar } = trade;
      const { bid, ask } = engineCase.context.dataset.primary;
      const side = direction === 1 ? bid : ask;
      const sign = isParity(engineCase) ? direction : -direction;
      const base = trade.exitPrice - sign * trade.exitSlippage;
      if (trade.reason === 'timeout' || trade.reason === 'manual') {
        expect(isSamePrice(base, side.close[exitBar])).toBe(true);
        return;
      }
      const isStop = trade.reason !== 'take_profit';
      const level = isStop ? trade.stopLoss : trade.takeProfit;
      const isAtLevel = isSamePrice(base, level);
      const isGapped = isAtLevel && isGappedOver(level, isStop === (direction === 1), side, exitBar);
      expect(isWithin(base, side, exitBar, bufferOf(engineCase)) || isGapped).toBe(true);
      const isAtOpen = isSamePrice(base, side.open[exitBar]) && exitBar > trade.fillBar;
      expect(isAtLevel || isAtOpen).toBe(true);
    });
  });
});

/** Width of the hit test in price units. */
function bufferOf(engineCase: EngineCase): number {
  const { config, costs, spec } = engineCase;
  const pipSize = config.costs.pip_size ?? spec.pipSize ?? 0;
  return pipSize * (isParity(engineCase) ? 0.5 : (config.costs.pip_buffer_factor ?? costs.pipBufferFactor));
}
