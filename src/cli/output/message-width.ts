import type { OutputStream } from './colour.ts';

/** Narrower terminals get lines that they wrap themselves. */
const NARROWEST = 40;

/** Columns at which messages are wrapped: those of a terminal. In pipes and files they stay whole. */
export function messageWidth({ isTTY, columns }: OutputStream): number {
  if (isTTY !== true || columns === undefined || columns <= 0) return Number.POSITIVE_INFINITY;
  return Math.max(columns, NARROWEST);
}
