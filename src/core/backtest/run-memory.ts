import { createDayColumns, type DayColumns } from '../metrics/day-columns.ts';
import { TradeLog } from '../portfolio/trade-log.ts';
import type { BacktestContext } from './backtest-context.ts';
import type { SimulationInputs } from './simulation-inputs.ts';

/** Columns that a run fills; kept between runs, so that a trial of a sweep allocates none of them. */
export class RunMemory {
  private readonly trades: TradeLog;
  private readonly days: DayColumns;

  /** @param record keep the words of the signals too; such memory serves one run */
  constructor(context: BacktestContext, record: boolean) {
    this.trades = new TradeLog(record);
    this.days = createDayColumns(context.calendar.days.length);
  }

  /** The columns, empty. */
  forRun(): Pick<SimulationInputs, 'trades' | 'days'> {
    this.trades.clear();
    return { trades: this.trades, days: this.days };
  }
}
