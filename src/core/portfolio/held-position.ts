import type { Direction } from '../types/signal.ts';

/** The open position of a run that holds one at a time; the object serves one position after the other. */
export class HeldPosition {
  readonly contractSize: number;
  /** From the quote to the account currency. */
  readonly conversion: { readonly isSteady: boolean; convert(amount: number, bar: number): number };
  isOpen = false;
  id = 0;
  direction: Direction = 1;
  scenarioId = 0;
  entryBar = -1;
  entryPrice = Number.NaN;
  stopLoss = Number.NaN;
  takeProfit = Number.NaN;
  /** Lots. */
  size = Number.NaN;

  constructor(contractSize: number, conversion: HeldPosition['conversion']) {
    this.contractSize = contractSize;
    this.conversion = conversion;
  }

  /** Open profit at an exit-side close, in account currency; no exit slippage or fee is foreseen. */
  unrealised(close: number, bar: number): number {
    const difference = this.direction === 1 ? close - this.entryPrice : this.entryPrice - close;
    return this.conversion.convert(difference * this.size * this.contractSize, bar);
  }
}
