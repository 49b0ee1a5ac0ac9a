/** Rows that a page key moves by. */
const PAGE = 10;

/**
 * The row that a key moves to.
 *
 * @param at place of the row now, from 0
 * @param count rows of the table
 * @returns null for a key that moves nowhere
 */
export function rowAfterKey(key: string, at: number, count: number): number | null {
  const places: Readonly<Record<string, number>> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    PageUp: at - PAGE,
    PageDown: at + PAGE,
    Home: 0,
    End: count - 1,
  };
  const place = places[key];
  return place === undefined ? null : Math.min(count - 1, Math.max(0, place));
}
