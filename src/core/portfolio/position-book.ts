import type { CommissionModel } from '../execution/commission.ts';
import type { Conversion } from '../execution/currency-conversion.ts';
import type { ExecutionSettings } from '../execution/execution-settings.ts';
import type { FillRule } from '../execution/fill-rules.ts';
import { CounterSlippage } from '../execution/slippage.ts';
import type { ExitReason } from '../types/trade.ts';
import { Account } from './account.ts';
import { type PlacedOrder, Position } from './position.ts';
import { sizePosition } from './position-sizing.ts';
import type { TradeLog } from './trade-log.ts';

/** What a book needs to price and book fills. */
export interface BookSettings {
  readonly settings: ExecutionSettings;
  readonly commission: CommissionModel;
  /** From the quote to the account currency. */
  readonly conversion: Conversion;
  readonly seed: number;
  readonly initialBalance: number;
  /** Where closed trades go. */
  readonly trades: TradeLog;
}

/** Open positions of the canonical variant and what their fills do to the account (`execution.md` 9 to 11). */
export class PositionBook {
  readonly account: Account;
  readonly trades: TradeLog;
  /** Open, ascending id. */
  positions: Position[] = [];
  /** Fills executed so far; the index of the next draw. */
  fillCount = 0;
  private readonly book: BookSettings;
  private readonly slippage: CounterSlippage;
  private nextPositionId = 1;

  constructor(book: BookSettings) {
    const { settings } = book;
    this.book = book;
    this.account = new Account(book.initialBalance);
    this.trades = book.trades;
    this.slippage = new CounterSlippage(
      book.seed,
      settings.fixedSlippagePips,
      settings.randomSlippagePips,
      settings.pipSize,
    );
  }

  /** Slippage of the fill that would be next; a refused order leaves it to the one after. */
  nextSlippage(): number {
    return this.slippage.distance(this.fillCount);
  }

  /** Sizes and opens a position at a slipped price; false where the size is below the minimum. */
  open(order: PlacedOrder, bar: number, price: number, slip: number, rule: FillRule): boolean {
    const { settings, conversion, commission } = this.book;
    const pipValue = conversion.convert(settings.contractSize * settings.pipSize, bar);
    const lots = sizePosition(settings, price, order.stopLoss, pipValue);
    if (Number.isNaN(lots)) return false;
    const fee = commission.fee('entry', price, lots, bar);
    this.fillCount++;
    this.account.bookFee(fee);
    this.positions.push(new Position(this.nextPositionId++, order, bar, bar, price, lots, fee, slip, rule));
    return true;
  }

  /** Every exit is adverse: a long sells lower, a short buys higher (5.5). Fee first, then result (11.2). */
  close(position: Position, bar: number, base: number, reason: ExitReason, rule: FillRule): void {
    const { settings, conversion, commission } = this.book;
    const { direction, size } = position;
    const slip = this.nextSlippage();
    this.fillCount++;
    const price = base - direction * slip;
    const difference = direction === 1 ? price - position.entryPrice : position.entryPrice - price;
    const result = conversion.convert(difference * size * settings.contractSize, bar);
    const fee = commission.fee('exit', price, size, bar);
    this.account.bookFee(fee);
    this.account.bookResult(result);
    this.trades.append(position, {
      bar,
      price,
      slippage: slip,
      fee,
      result,
      rMultiple: result / settings.riskPerTrade,
      reason,
      rule,
    });
    position.isClosed = true;
  }

  /** Takes closed positions off the list. */
  dropClosed(): void {
    this.positions = this.positions.filter(isOpen);
  }

  /** Open profit at an exit-side close; no exit slippage or fee is foreseen. */
  unrealised(position: Position, close: number, bar: number): number {
    const { settings, conversion } = this.book;
    const difference = position.direction === 1 ? close - position.entryPrice : position.entryPrice - close;
    return conversion.convert(difference * position.size * settings.contractSize, bar);
  }
}

function isOpen(position: Position): boolean {
  return !position.isClosed;
}
