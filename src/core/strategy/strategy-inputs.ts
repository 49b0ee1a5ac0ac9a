import type { SeriesColumn } from '../indicators/series-provider.ts';
import type { Bars, PriceSide } from '../types/bars.ts';
import { StrategyError } from '../types/errors.ts';
import { BarConditions } from './bar-conditions.ts';

type PriceName = 'open' | 'high' | 'low' | 'close';

/** Sides and prices of the columns of the primary bars, by their names. */
const BAR_COLUMNS: ReadonlyMap<string, { readonly side: PriceSide; readonly price: PriceName }> = new Map(
  (['bid', 'ask'] as const).flatMap((side) =>
    (['open', 'high', 'low', 'close'] as const).map((price) => [`${side}.${price}`, { side, price }] as const),
  ),
);

/**
 * What a strategy instance may read: the primary bars and the series it declared, each resolved to
 * the primary grid, so that a read is one array access. NaN or an infinity means "not available".
 */
export class StrategyInputs {
  readonly primary: Bars;
  /** Masks of conditions on these columns, shared between runs. */
  readonly conditions: BarConditions;
  private readonly series: ReadonlyMap<string, SeriesColumn>;

  /** @param series by local id */
  constructor(
    primary: Bars,
    series: ReadonlyMap<string, SeriesColumn>,
    conditions: BarConditions = new BarConditions(),
  ) {
    this.primary = primary;
    this.series = series;
    this.conditions = conditions;
  }

  /** Values of a declared series by its local id; reading an undeclared one is a defect. */
  values(id: string): Float64Array {
    return this.declared(id).values;
  }

  /** A declared series, or a column of the primary bars such as `bid.close`, for a condition. */
  column(id: string): SeriesColumn {
    const bar = this.series.has(id) ? undefined : BAR_COLUMNS.get(id);
    return bar === undefined ? this.declared(id) : { key: id, values: this.primary[bar.side][bar.price] };
  }

  private declared(id: string): SeriesColumn {
    const column = this.series.get(id);
    if (column !== undefined) return column;
    throw new StrategyError('STRAT_UNDECLARED_ACCESS', `the strategy reads series '${id}' without declaring it`, {
      hint: 'add it to the requirements of the strategy',
      details: { id },
    });
  }
}
