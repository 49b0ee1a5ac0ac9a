import type { JsonObject } from '../../types/json.ts';
import type { Direction } from '../../types/signal.ts';
import { recordedNumber } from '../recorded-number.ts';
import type { DirectionSide } from './direction-side.ts';
import type { OverlayParameters } from './overlay-parameter-merge.ts';
import type { OverlayTimeframe } from './overlay-timeframes.ts';

/** Why an overlay timeframe agrees or not; the tests run in this order (`strategy.md` 8.1). */
export type OverlayStatus =
  | 'ok'
  | 'no_price'
  | 'no_zscore'
  | 'z_above_threshold'
  | 'z_below_threshold'
  | 'no_lower_band'
  | 'no_upper_band'
  | 'price_above_lower'
  | 'price_below_upper';

/** Close, z-score and band of one overlay timeframe on the primary grid; NaN where not available. */
interface OverlayColumns {
  readonly closes: Float64Array;
  readonly zscores: Float64Array;
  readonly band: Float64Array;
}

/** One overlay timeframe for one direction. */
export class OverlayCheck {
  /** As listed in the configuration. */
  readonly timeframe: string;
  private readonly side: DirectionSide;
  private readonly direction: Direction;
  private readonly parameters: OverlayParameters;
  private readonly threshold: number;
  /** Null for a name that is no timeframe. */
  private readonly columns: OverlayColumns | null;

  constructor(side: DirectionSide, overlay: OverlayTimeframe) {
    const { name, timeframe, parameters } = overlay;
    this.timeframe = name;
    this.side = side;
    this.direction = side.direction;
    this.parameters = parameters;
    this.threshold = side.direction === 1 ? parameters.zScoreLong : parameters.zScoreShort;
    this.columns =
      timeframe === null
        ? null
        : {
            closes: side.overlayColumn(name, 'close'),
            zscores: side.overlayColumn(name, 'z'),
            band: side.overlayColumn(name, 'band'),
          };
  }

  /** Equality passes both comparisons. */
  statusAt(bar: number): OverlayStatus {
    const { columns } = this;
    if (columns === null || !Number.isFinite(columns.closes[bar])) return 'no_price';
    if (!Number.isFinite(columns.zscores[bar])) return 'no_zscore';
    return this.direction === 1 ? this.longStatus(columns, bar) : this.shortStatus(columns, bar);
  }

  /** Whether a value of the indicators is missing; closes that are too old are reported with the data. */
  isUndefinedAt(bar: number): boolean {
    const { columns } = this;
    return columns === null || !Number.isFinite(columns.zscores[bar]) || !Number.isFinite(columns.band[bar]);
  }

  /** One entry of `meta.scenario6.chain` (8.3). */
  figuresAt(bar: number): JsonObject {
    const { columns, parameters: p } = this;
    const status = this.statusAt(bar);
    const at = (column: Float64Array | undefined) => (column === undefined ? null : recordedNumber(column[bar]));
    return {
      tf: this.timeframe,
      direction: this.side.rules.name,
      ok: status === 'ok',
      status,
      z: at(columns?.zscores),
      threshold: this.threshold,
      price: at(columns?.closes),
      [this.direction === 1 ? 'lower' : 'upper']: at(columns?.band),
      params: {
        window_length: p.windowLength,
        b_b_length: p.bollingerLength,
        std_factor: p.stdFactor,
        kalman_r: p.kalmanR,
        kalman_q: p.kalmanQ,
        z_score_long: p.zScoreLong,
        z_score_short: p.zScoreShort,
      },
    };
  }

  private longStatus({ closes, zscores, band }: OverlayColumns, bar: number): OverlayStatus {
    if (zscores[bar] > this.threshold) return 'z_above_threshold';
    if (!Number.isFinite(band[bar])) return 'no_lower_band';
    return closes[bar] > band[bar] ? 'price_above_lower' : 'ok';
  }

  private shortStatus({ closes, zscores, band }: OverlayColumns, bar: number): OverlayStatus {
    if (zscores[bar] < this.threshold) return 'z_below_threshold';
    if (!Number.isFinite(band[bar])) return 'no_upper_band';
    return closes[bar] < band[bar] ? 'price_below_upper' : 'ok';
  }
}
