import { expect } from 'vitest';
import { mirrorableParts, mirrorParts, mirrorPrice } from '../engine-cases/mirrored-case.ts';
import { assembleScripted } from '../engine-cases/scripted-case.ts';
import { firstDifference } from '../plain-engine/first-difference.ts';
import { isRun, type ObservedRun, observeEngine } from '../plain-engine/observed-run.ts';

/** Mirrored prices mirror every trade exactly and leave the books alone; returns the run. */
export function expectMirrorImage(seed: number): ObservedRun {
  const parts = mirrorableParts(seed);
  const run = observeEngine(assembleScripted(parts), true);
  const image = observeEngine(assembleScripted(mirrorParts(parts)), true);
  if (!isRun(run)) throw new Error(run.code);
  if (!isRun(image)) throw new Error(image.code);
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
  return run;
}
