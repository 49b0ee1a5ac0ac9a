import { expect } from 'vitest';
import type { Trade } from '../../../src/core/types/trade.ts';
import { type EngineCase, isParity } from '../engine-cases/engine-case.ts';

/** Something that must hold for a trade of any run; throws where it does not. */
export type TradeInvariant = (trade: Trade, engineCase: EngineCase) => void;

export const exitsAfterItsEntry: TradeInvariant = (trade, engineCase) => {
  expect(trade.exitBar).toBeGreaterThanOrEqual(trade.fillBar);
  if (trade.orderType === 'market') {
    expect(trade.fillBar).toBe(trade.placedBar);
    // In v1_parity management comes after the entry of the same bar, so a rule may close it at once.
    if (!isParity(engineCase) || trade.reason !== 'manual') expect(trade.exitBar).toBeGreaterThan(trade.fillBar);
  } else {
    expect(trade.fillBar).toBeGreaterThan(trade.placedBar);
  }
  expect(trade.entryBar).toBe(isParity(engineCase) ? trade.placedBar : trade.fillBar);
};

export const hasFiniteNumbers: TradeInvariant = (trade) => {
  const numbers = Object.values(trade).filter((value) => typeof value === 'number');
  expect(numbers.every(Number.isFinite)).toBe(true);
  expect(Math.min(trade.entrySlippage, trade.exitSlippage)).toBeGreaterThanOrEqual(0);
};

export const hasSizeOnTheGrid: TradeInvariant = ({ size }, engineCase) => {
  const { volumeMin, volumeStep, volumeMax } = engineCase.spec;
  const steps = Math.round((size - volumeMin) / volumeStep);
  const onGrid = volumeMin + steps * volumeStep;
  expect(size).toBeGreaterThanOrEqual(volumeMin);
  expect(size).toBeLessThanOrEqual(volumeMax);
  if (isParity(engineCase)) expect([onGrid, volumeMax]).toContain(size);
  else expect(size).toBe(Number(onGrid.toFixed(8)));
};

/** Account currency beyond `risk_per_trade` that float noise may cost. */
const RISK_NOISE = 1e-6;

/** Holds in `v2` while the conversion rate is constant, as where the account has the quote currency. */
export const risksNoMoreThanPlanned: TradeInvariant = ({ entryPrice, initialStopLoss, size }, engineCase) => {
  if (isParity(engineCase) || !hasQuoteAccount(engineCase)) return;
  const loss = Math.abs(entryPrice - initialStopLoss) * size * engineCase.spec.contractSize;
  expect(loss).toBeLessThanOrEqual(engineCase.config.account.risk_per_trade + RISK_NOISE);
};

/** Whether money needs no conversion. */
export function hasQuoteAccount({ config, spec }: EngineCase): boolean {
  return config.account.account_currency === spec.quoteCurrency;
}
