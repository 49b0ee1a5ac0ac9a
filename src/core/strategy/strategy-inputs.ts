import type { Bars } from '../types/bars.ts';
import { StrategyError } from '../types/errors.ts';

/**
 * What a strategy instance may read: the primary bars and the series it declared, each resolved to
 * the primary grid, so that a read is one array access. NaN or an infinity means "not available".
 */
export class StrategyInputs {
  readonly primary: Bars;
  private readonly series: ReadonlyMap<string, Float64Array>;

  constructor(primary: Bars, series: ReadonlyMap<string, Float64Array>) {
    this.primary = primary;
    this.series = series;
  }

  /** Values of a declared series by its local id; reading an undeclared one is a defect. */
  values(id: string): Float64Array {
    const values = this.series.get(id);
    if (values === undefined) {
      throw new StrategyError('STRAT_UNDECLARED_ACCESS', `the strategy reads series '${id}' without declaring it`, {
        hint: 'add it to the requirements of the strategy',
        details: { id },
      });
    }
    return values;
  }
}
