import type { JsonObject } from '../../types/json.ts';
import type { BarCondition } from '../bar-conditions.ts';
import { recordedNumber } from '../recorded-number.ts';
import { BiasGate } from './bias-gate.ts';
import type { DirectionSide } from './direction-side.ts';

/** What scenarios 2 to 6 have in common: the bid close beyond its Bollinger band, and both biases. */
export class BandSetup {
  readonly band: Float64Array;
  /** All of these have to hold. */
  readonly conditions: readonly BarCondition[];
  private readonly isLong: boolean;
  private readonly bias: BiasGate;

  constructor(side: DirectionSide) {
    this.band = side.column('band');
    this.isLong = side.direction === 1;
    this.bias = new BiasGate(side);
    this.conditions = [side.bandTouched(), ...this.bias.conditions];
  }

  biasTagsAt(bar: number): readonly string[] {
    return this.bias.tagsAt(bar);
  }

  /** `meta.boll` and `meta.htf`; bands that the scenario does not use are null. */
  figuresAt(bar: number, mid: Float64Array | null): JsonObject {
    const band = recordedNumber(this.band[bar]);
    return {
      boll: {
        upper: this.isLong ? null : band,
        mid: mid === null ? null : recordedNumber(mid[bar]),
        lower: this.isLong ? band : null,
      },
      htf: this.bias.figuresAt(bar),
    };
  }
}
