const PART_SEPARATOR = '|';
const LIST_SEPARATOR = ',';
/** Length of `YYYY-MM-DD`. */
const DATE_LENGTH = 10;

/** What decides whether two searches count as one (`optimizer.md` 12.3). */
export interface FamilyMember {
  readonly familyKey: string;
  /** Dates or instants, both inclusive. */
  readonly startDate: string;
  readonly endDate: string;
}

/** Strategy, symbols and timeframes of a sweep as one text. */
export function familyKey(strategy: string, symbols: readonly string[], timeframes: readonly string[]): string {
  return [strategy, symbols.join(LIST_SEPARATOR), timeframes.join(LIST_SEPARATOR)].join(PART_SEPARATOR);
}

/** Whether two searches test the same strategy on a common symbol and timeframe, on overlapping dates. */
export function isSameFamily(one: FamilyMember, other: FamilyMember): boolean {
  const [strategy, ...lists] = one.familyKey.split(PART_SEPARATOR);
  const [otherStrategy, ...otherLists] = other.familyKey.split(PART_SEPARATOR);
  return (
    strategy === otherStrategy &&
    lists.every((list, index) => haveCommon(list, otherLists[index] ?? '')) &&
    dateOf(other.startDate) <= dateOf(one.endDate) &&
    dateOf(one.startDate) <= dateOf(other.endDate)
  );
}

function haveCommon(list: string, other: string): boolean {
  const known = new Set(other.split(LIST_SEPARATOR));
  return list.split(LIST_SEPARATOR).some((item) => known.has(item));
}

/** Dates and instants alike start with the date. */
function dateOf(text: string): string {
  return text.slice(0, DATE_LENGTH);
}
