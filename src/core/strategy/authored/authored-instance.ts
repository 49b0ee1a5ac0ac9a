import { createMask } from '../../math/bit-mask.ts';
import { OmegaError, StrategyError } from '../../types/errors.ts';
import type { Signal, SignalDetails } from '../../types/signal.ts';
import type { BarCondition } from '../bar-conditions.ts';
import type { StrategyInstance } from '../strategy.ts';
import type { AuthoredInstance, AuthoredSignal } from './authored-strategy.ts';
import { readWords } from './signal-words.ts';
import { kindOf } from './strategy-contract.ts';

/** Where in its file an error of a strategy arose, as ` (my-strategy.mjs:12:5)`; empty where that is not known. */
export type ErrorPlace = (error: unknown) => string;

/** An instance that an author made, as the engine asks it: left-out values are filled in, the rest is checked. */
export class CheckedInstance implements StrategyInstance {
  readonly candidates?: BarCondition;
  private readonly inner: AuthoredInstance;
  private readonly strategy: string;
  private readonly placeOf: ErrorPlace;
  private readonly signal: Signal = {
    direction: 1,
    orderType: 'market',
    entryPrice: Number.NaN,
    stopLoss: Number.NaN,
    takeProfit: Number.NaN,
    scenarioId: 0,
    goodTillMs: Number.POSITIVE_INFINITY,
  };

  /** @throws StrategyError where `create` gave no instance */
  constructor(inner: AuthoredInstance, strategy: string, barCount: number, placeOf: ErrorPlace) {
    if (typeof inner?.onBar !== 'function') {
      throw contractError(`create returned ${kindOf(inner)} without onBar, expected an instance`);
    }
    const { candidates } = inner;
    if (candidates !== undefined) {
      requireMask(candidates, barCount);
      this.candidates = candidates;
    }
    this.inner = inner;
    this.strategy = strategy;
    this.placeOf = placeOf;
  }

  onBar(bar: number): Signal | null {
    const given = this.call(() => this.inner.onBar(bar));
    if (given === null || given === undefined) return null;
    if (typeof given !== 'object' || given instanceof Promise) {
      throw contractError(`onBar returned ${kindOf(given)}, expected a signal or null`, bar);
    }
    return this.fill(given);
  }

  describe(bar: number): SignalDetails {
    return this.call(() => readWords(this.inner.describe?.(bar), this.strategy, this.signal.direction));
  }

  isUndefinedAt(bar: number): boolean {
    return this.call(() => this.inner.isUndefinedAt?.(bar) === true);
  }

  /** The engine checks what is in it. */
  private fill(given: AuthoredSignal): Signal {
    const { signal } = this;
    signal.direction = given.direction;
    signal.orderType = given.orderType;
    signal.entryPrice = given.entryPrice ?? Number.NaN;
    signal.stopLoss = given.stopLoss;
    signal.takeProfit = given.takeProfit;
    signal.scenarioId = given.scenarioId ?? 0;
    signal.goodTillMs = given.goodTillMs ?? Number.POSITIVE_INFINITY;
    return signal;
  }

  private call<Result>(ask: () => Result): Result {
    try {
      return ask();
    } catch (error) {
      throw withPlace(error, this.placeOf);
    }
  }
}

/** The same error with the place in the author's file; the engine adds the bar. */
export function withPlace(error: unknown, placeOf: ErrorPlace): Error {
  if (error instanceof OmegaError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Error(`${message}${placeOf(error)}`, { cause: error });
}

/** What an author's function returned is not what it must return; `bar` where it was asked about one. */
export function contractError(message: string, bar?: number): StrategyError {
  return new StrategyError(bar === undefined ? 'STRAT_EXCEPTION' : 'STRAT_INVALID_SIGNAL', message, {
    ...(bar === undefined ? {} : { where: `bar ${bar}`, details: { bar } }),
    hint: 'docs/writing-a-strategy.md describes what a strategy returns',
  });
}

function requireMask(candidates: BarCondition, barCount: number): void {
  const { mask } = candidates ?? {};
  if (mask instanceof Int32Array && mask.length === createMask(barCount).length) return;
  throw contractError('candidates is no condition of inputs.conditions');
}
