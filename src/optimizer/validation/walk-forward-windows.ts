import { dateOf, dayOf } from './date-numbers.ts';

/** Lengths in calendar days; windows follow each other by `stepDays`. */
export interface WindowLengths {
  /** `rolling`: the training window moves along; `anchored`: it always begins at the start of the range. */
  readonly mode: 'rolling' | 'anchored';
  readonly trainDays: number;
  readonly testDays: number;
  /** Days left out between training and test, so that no trade reaches from one into the other. */
  readonly purgeDays: number;
  readonly stepDays: number;
}

/** One training window and the test window behind it; dates `YYYY-MM-DD`, both inclusive. */
export interface WalkForwardWindow {
  readonly index: number;
  readonly trainStart: string;
  readonly trainEnd: string;
  readonly testStart: string;
  readonly testEnd: string;
}

/** Windows of a walk-forward from the first to the last date of a range, both inclusive (`optimizer.md` 13.1). */
export function planWindows(lengths: WindowLengths, startDate: string, endDate: string): readonly WalkForwardWindow[] {
  const { mode, trainDays, testDays, purgeDays, stepDays } = lengths;
  const start = dayOf(startDate);
  const end = dayOf(endDate);
  const windows: WalkForwardWindow[] = [];
  for (let index = 0; ; index++) {
    const trainEnd = start + index * stepDays + trainDays - 1;
    const testStart = trainEnd + 1 + purgeDays;
    const testEnd = testStart + testDays - 1;
    if (testEnd > end) return windows;
    windows.push({
      index,
      trainStart: dateOf(mode === 'anchored' ? start : start + index * stepDays),
      trainEnd: dateOf(trainEnd),
      testStart: dateOf(testStart),
      testEnd: dateOf(testEnd),
    });
  }
}

/** Days that one window needs. */
export function daysNeeded({ trainDays, purgeDays, testDays }: WindowLengths): number {
  return trainDays + purgeDays + testDays;
}

/** Whether every test window begins the day after the one before it has ended. */
export function areContiguous({ stepDays, testDays }: WindowLengths): boolean {
  return stepDays === testDays;
}

/** Calendar days of a training window. */
export function trainDaysOf({ trainStart, trainEnd }: WalkForwardWindow): number {
  return dayOf(trainEnd) - dayOf(trainStart) + 1;
}

/** Calendar days of a test window. */
export function testDaysOf({ testStart, testEnd }: WalkForwardWindow): number {
  return dayOf(testEnd) - dayOf(testStart) + 1;
}
