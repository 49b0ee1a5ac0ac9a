/** Consecutive days by position in a calendar; `to` is not part of it. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/** Days of ranges that do not overlap. */
export function countDays(ranges: readonly DayRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}

interface Distances {
  readonly purgeDays: number;
  readonly embargoDays: number;
}

/** Cuts so many days into consecutive groups; their lengths differ by one at most. */
export function groupRanges(days: number, groups: number): readonly DayRange[] {
  const start = (group: number) => Math.floor((group * days) / groups);
  return Array.from({ length: groups }, (_, group) => ({ from: start(group), to: start(group + 1) }));
}

/**
 * Days that may be used for training while some groups are tested: those of the other groups that are far
 * enough from every test group, in calendar days. A trade held for at most `purgeDays` that overlaps a test
 * group has no result on any of them; after a test group the embargo holds too.
 *
 * @param days ascending days since the epoch
 * @param tested indices of groups
 */
export function trainingRanges(
  days: Int32Array,
  groups: readonly DayRange[],
  tested: readonly number[],
  { purgeDays, embargoDays }: Distances,
): readonly DayRange[] {
  const isTraining = new Uint8Array(days.length).fill(1);
  const after = Math.max(purgeDays, embargoDays);
  for (const group of tested) {
    const { from, to } = groups[group]!;
    const first = days[from]! - purgeDays;
    const last = days[to - 1]! + after;
    for (let day = 0; day < days.length; day++) if (days[day]! >= first && days[day]! <= last) isTraining[day] = 0;
  }
  const ranges: DayRange[] = [];
  for (let from = 0; from < days.length; from++) {
    if (isTraining[from] === 0) continue;
    let to = from;
    while (to < days.length && isTraining[to] === 1) to++;
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
}
