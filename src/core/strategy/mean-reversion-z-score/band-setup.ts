import type { JsonObject } from '../../types/json.ts';
import type { BarCondition } from '../bar-conditions.ts';
import { BiasGate } from './bias-gate.ts';
import type { DirectionSide } from './direction-side.ts';
import { BandCondition } from './entry-conditions.ts';
import { recordedNumber } from './recorded-number.ts';

/** What scenarios 2 to 6 have in common: the bid close beyond its Bollinger band, and both biases. */
export class BandSetup {
  readonly touch: BandCondition;
  /** Where the setup holds, as conditions that all have to. */
  readonly conditions: readonly BarCondition[];
  private readonly bias: BiasGate;

  constructor(side: DirectionSide) {
    this.touch = new BandCondition(side.direction, side.bars.bid.close, side.column('band'));
    this.bias = new BiasGate(side);
    this.conditions = [side.bandTouched(), ...this.bias.conditions(side)];
  }

  holdsAt(bar: number): boolean {
    return this.touch.holdsAt(bar) && this.bias.holdsAt(bar);
  }

  biasTagsAt(bar: number): readonly string[] {
    return this.bias.tagsAt(bar);
  }

  /** `meta.boll` and `meta.htf`; bands that the scenario does not use are null. */
  figuresAt(bar: number, mid: Float64Array | null): JsonObject {
    const isLong = this.touch.direction === 1;
    const band = recordedNumber(this.touch.band[bar]);
    return {
      boll: {
        upper: isLong ? null : band,
        mid: mid === null ? null : recordedNumber(mid[bar]),
        lower: isLong ? band : null,
      },
      htf: this.bias.figuresAt(bar),
    };
  }
}
