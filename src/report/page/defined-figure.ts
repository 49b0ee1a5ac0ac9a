/** A figure with what it means. */
export interface DefinedFigure {
  readonly key: string;
  /** As files carry it, rounded; null is "n/a". */
  readonly value: number | null;
  readonly decimals: number;
  readonly unit: string;
  readonly description: string;
}

/** A name and its value, for lists of facts. */
export type NamedText = readonly [name: string, text: string];
