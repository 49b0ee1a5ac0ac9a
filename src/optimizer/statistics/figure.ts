/** A figure whose basis is missing, and why; never used for a zero result (`metrics.md` 1.4). */
export interface NotAvailable {
  readonly value: 'n/a';
  /** Lower-case clause without a full stop, for people. */
  readonly reason: string;
}

/** A finite number, or the reason why there is none. */
export type Figure = number | NotAvailable;

export function notAvailable(reason: string): NotAvailable {
  return { value: 'n/a', reason };
}

/** Tells a missing figure, or a missing block of figures, from one that is there. */
export function isMissing<T>(figure: T | NotAvailable): figure is NotAvailable {
  return typeof figure === 'object' && figure !== null && 'value' in figure && figure.value === 'n/a';
}

/** Applies `transform` where there is something to apply it to; a missing one keeps its reason. */
export function mapFigure<T, U>(figure: T | NotAvailable, transform: (value: T) => U): U | NotAvailable {
  return isMissing(figure) ? figure : transform(figure);
}
