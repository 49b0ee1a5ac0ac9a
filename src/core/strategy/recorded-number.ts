/** A number for the record; what is not available is null. */
export function recordedNumber(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
