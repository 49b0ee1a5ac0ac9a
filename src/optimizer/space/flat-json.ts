import { canonicalJson } from '../../core/math/canonical-json.ts';
import type { JsonValue } from '../../core/types/json.ts';

/**
 * Canonical JSON of a flat map from some of a fixed list of keys to values, as `canonicalJson` writes it:
 * the order of the keys and their texts are worked out once.
 */
export class FlatJson {
  /** Positions by ascending key, and what stands before each value. */
  private readonly order: readonly number[];
  private readonly labels: readonly string[];
  /** Value written last at each place, and its text: neighbours in a grid differ in one parameter. */
  private readonly lastValues: (JsonValue | undefined)[];
  private readonly lastTexts: string[];

  /** @param keys by position; a position with null never occurs */
  constructor(keys: readonly (string | null)[]) {
    const named = keys.flatMap((key, position) => (key === null ? [] : [{ key, position }]));
    named.sort((left, right) => (left.key < right.key ? -1 : 1));
    this.order = named.map(({ position }) => position);
    this.labels = named.map(({ key }) => `${JSON.stringify(key)}:`);
    this.lastValues = named.map(() => undefined);
    this.lastTexts = named.map(() => '');
  }

  /** @param values by position; undefined ones are left out */
  write(values: readonly (JsonValue | undefined)[]): string {
    const { order, lastValues, lastTexts } = this;
    let text = '{';
    for (let place = 0; place < order.length; place++) {
      const value = values[order[place]];
      if (value === undefined) continue;
      if (value !== lastValues[place]) this.note(place, value);
      text += text.length === 1 ? lastTexts[place] : `,${lastTexts[place]}`;
    }
    return `${text}}`;
  }

  private note(place: number, value: JsonValue): void {
    this.lastTexts[place] = this.labels[place] + canonicalJson(value);
    // Lists and objects could change between two calls.
    this.lastValues[place] = typeof value === 'object' ? undefined : value;
  }
}
