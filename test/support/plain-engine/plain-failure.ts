/** A run that the specification ends with an error: its code and the bar at which it happens. */
export class PlainFailure extends Error {
  readonly code: string;
  readonly bar: number;

  constructor(code: string, bar: number) {
    super(`${code} at bar ${bar}`);
    this.code = code;
    this.bar = bar;
  }
}
