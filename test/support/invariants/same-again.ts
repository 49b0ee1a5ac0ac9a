import { expect } from 'vitest';
import type { EngineCase } from '../engine-cases/engine-case.ts';
import { firstDifference } from '../plain-engine/first-difference.ts';
import { observeEngine } from '../plain-engine/observed-run.ts';

/** The case with another seed of its fills and other random slippage. */
export function withSeed(engineCase: EngineCase, seed: number, randomSlippagePips: number): EngineCase {
  return { ...engineCase, seed, costs: { ...engineCase.costs, randomSlippagePips } };
}

/**
 * A case that is drawn again and run again gives the same bits, whether its context is fresh or has been
 * used before.
 */
export function expectSameAgain(makeCase: (seed: number) => EngineCase, seed: number): void {
  const engineCase = makeCase(seed);
  const first = observeEngine(engineCase, true);
  expect(firstDifference(first, observeEngine(engineCase, true))).toBeNull();
  expect(firstDifference(first, observeEngine(makeCase(seed), true))).toBeNull();
}

/** Without random slippage the seed of the fills does not matter. */
export function expectSeedWithoutEffect(engineCase: EngineCase, left: number, right: number): void {
  const first = observeEngine(withSeed(engineCase, left, 0), true);
  const second = observeEngine(withSeed(engineCase, right, 0), true);
  expect(firstDifference(first, second)).toBeNull();
}
