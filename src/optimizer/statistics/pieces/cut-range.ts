/** Elements from `from` up to before `to`. */
export interface PieceRange {
  readonly from: number;
  readonly to: number;
}

/** Cuts 0 to `total` into consecutive ranges of `size`; the last may be shorter. They depend on nothing else. */
export function cutRange(total: number, size: number): PieceRange[] {
  return Array.from({ length: Math.ceil(total / size) }, (_, piece) => ({
    from: piece * size,
    to: Math.min((piece + 1) * size, total),
  }));
}
