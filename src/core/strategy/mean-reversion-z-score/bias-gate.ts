import type { JsonObject } from '../../types/json.ts';
import type { BarCondition } from '../bar-conditions.ts';
import { recordedNumber } from '../recorded-number.ts';
import { type BiasSeries, biasLabel } from './bias-filter.ts';
import { type BiasParameters, biasParameters } from './direction-rules.ts';
import type { DirectionSide } from './direction-side.ts';

/** Both biases of one direction; both must pass (`strategy.md` 5.4). */
export class BiasGate {
  /** None where both filters let everything pass. */
  readonly conditions: readonly BarCondition[];
  private readonly first: BiasParameters;
  private readonly second: BiasParameters;
  private readonly firstSeries: BiasSeries | null;
  private readonly secondSeries: BiasSeries | null;

  constructor(side: DirectionSide) {
    [this.first, this.second] = biasParameters(side.parameters, side.environment.primary);
    this.firstSeries = side.biasSeries(this.first);
    this.secondSeries = side.biasSeries(this.second);
    this.conditions = [...side.biasCondition(this.first), ...side.biasCondition(this.second)];
  }

  /** Tags of the signal (`strategy.md` 10.2). */
  tagsAt(bar: number): readonly string[] {
    return [
      `htf_${this.first.timeframe ?? 'NONE'}_ema${this.first.emaLength}`,
      `biasA_${biasLabel(this.firstSeries, bar)}`,
      `biasB_${biasLabel(this.secondSeries, bar)}`,
    ];
  }

  /** `meta.htf` of the signal. */
  figuresAt(bar: number): JsonObject {
    return { A: biasFigures(this.first, this.firstSeries, bar), B: biasFigures(this.second, this.secondSeries, bar) };
  }
}

function biasFigures(bias: BiasParameters, series: BiasSeries | null, bar: number): JsonObject {
  return {
    tf: bias.timeframe ?? 'NONE',
    ema_len: bias.emaLength,
    ema: series === null ? null : recordedNumber(series.means[bar]),
    close_price: series === null ? null : recordedNumber(series.closes[bar]),
    bias_label: biasLabel(series, bar),
  };
}
