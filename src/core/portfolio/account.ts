/** Realised funds of a run and the fees booked so far (`execution.md` 11.2), account currency. */
export class Account {
  readonly initialBalance: number;
  /** Begins as NaN, so that it is kept as a double: a field that begins as an integer puts every change on the heap. */
  balance = Number.NaN;
  feesTotal = 0;

  constructor(initialBalance: number) {
    this.initialBalance = initialBalance;
    this.balance = initialBalance;
  }

  /** A zero fee is not booked. */
  bookFee(fee: number): void {
    if (fee === 0) return;
    this.balance -= fee;
    this.feesTotal += fee;
  }

  bookResult(result: number): void {
    this.balance += result;
  }
}
