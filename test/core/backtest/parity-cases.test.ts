import { describe, expect, it } from 'vitest';
import {
  type ExpectedOrder,
  PARITY_BALANCE,
  PARITY_CASES,
  type ParityCase,
  parityEngineCase,
} from '../../support/engine-cases/parity-cases.ts';
import { type ObservedRun, observeEngine, observePlain } from '../../support/plain-engine/observed-run.ts';

/** Float noise of adding the cash of two runs, account currency. */
const CASH_TOLERANCE = 1e-8;

/** The signals of a case in as few runs as possible: a strategy gives one signal per bar. */
function splitSignals({ signals }: ParityCase): number[][] {
  const runs: number[][] = [];
  signals.forEach(([bar], index) => {
    const free = runs.find((run) => run.every((other) => signals[other][0] !== bar));
    if (free === undefined) runs.push([index]);
    else free.push(index);
  });
  return runs;
}

function actualOrder(run: ObservedRun, bar: number): ExpectedOrder {
  const trade = run.trades.find((candidate) => candidate.placedBar === bar);
  if (trade !== undefined) {
    return {
      status: 'closed',
      entry_bar: trade.entryBar,
      fill_bar: trade.fillBar,
      entry_price: trade.entryPrice,
      size: trade.size,
      entry_fee: trade.entryFee,
      exit_bar: trade.exitBar,
      exit_price: trade.exitPrice,
      result: trade.result,
      reason: trade.reason,
      exit_fee: trade.exitFee,
    };
  }
  const open = run.openPositions.find((candidate) => candidate.entryBar === bar);
  if (open === undefined) return { status: run.rejected.sl_too_close > 0 ? 'rejected' : 'pending' };
  const { entryBar, entryPrice, size, entryFee } = open;
  return { status: 'open', entry_bar: entryBar, entry_price: entryPrice, size, entry_fee: entryFee };
}

/** What a resting or open order of the file can be compared on. */
function comparable(order: ExpectedOrder): ExpectedOrder {
  if (order.status === 'pending') return { status: 'pending' };
  if (order.status !== 'open') return order;
  const { fill_bar: _, ...rest } = order;
  return rest;
}

function expectedCash({ bars, cash }: ParityCase): number[] {
  return bars.map((_, bar) => cash.findLast(([from]) => from <= bar)?.[1] ?? Number.NaN);
}

function check(parityCase: ParityCase, observe: typeof observePlain): void {
  const runs = splitSignals(parityCase);
  const cash = expectedCash(parityCase).map(() => PARITY_BALANCE);
  for (const indices of runs) {
    const engineCase = parityEngineCase(
      parityCase,
      indices.map((index) => parityCase.signals[index]),
    );
    const run = observe(engineCase);
    if ('code' in run) throw new Error(run.code);
    for (const index of indices) {
      const [bar] = parityCase.signals[index];
      expect(actualOrder(run, bar)).toEqual(comparable(parityCase.expected[index]));
    }
    const balance = [...(run.recorded?.balance ?? [])];
    if (runs.length === 1) expect(balance).toEqual(expectedCash(parityCase));
    balance.forEach((value, bar) => {
      cash[bar] += value - PARITY_BALANCE;
    });
  }
  const differences = expectedCash(parityCase).map((value, bar) => Math.abs(value - cash[bar]));
  expect(Math.max(...differences)).toBeLessThan(CASH_TOLERANCE);
}

describe('the cases of the legacy order simulator', () => {
  it('hold 400 orders of every kind', () => {
    const orders = PARITY_CASES.flatMap((parityCase) => parityCase.expected);
    const count = (status: string) => orders.filter((order) => order.status === status).length;
    expect(['closed', 'pending', 'open', 'rejected'].map(count)).toEqual([335, 59, 4, 2]);
  });

  it.each(PARITY_CASES)('$id is reproduced to the last bit', (parityCase) => {
    check(parityCase, (engineCase) => observeEngine(engineCase, true));
  });

  it('are reproduced by the plain engine too', () => {
    for (const parityCase of PARITY_CASES) check(parityCase, observePlain);
  });
});
