/** The next double above a finite positive or negative number. */
export function above(x: number): number {
  return step(x, x > 0 ? 1n : -1n);
}

/** The next double below it. */
export function below(x: number): number {
  return step(x, x > 0 ? -1n : 1n);
}

function step(x: number, bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + bits);
  return view.getFloat64(0);
}
