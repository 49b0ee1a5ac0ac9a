import type { PartTimes } from '../measure/cpu-profile.ts';
import type { ProgramProfile } from '../measure/profile-program.ts';
import type { ReportTable } from '../section.ts';

/** Waiting is no work. */
const IDLE = 'waiting';

/** Where the time of a profile went: a row per part, the largest first. */
export function partTable(title: string, times: PartTimes, trials: number): ReportTable {
  const total = workedUs(times);
  return {
    title,
    columns: [{ title: 'part' }, { title: 'share %', digits: 1 }, { title: 'us per trial', digits: 1 }],
    rows: partsOf(times).map((part) => {
      const us = times.get(part) ?? 0;
      return [part, (100 * us) / total, us / trials];
    }),
  };
}

/** The same over all threads of a program, with the main thread, which coordinates, apart from the workers. */
export function threadTable(title: string, { main, workers }: ProgramProfile, trials: number): ReportTable {
  const all = new Map(main);
  for (const [part, us] of workers) all.set(part, (all.get(part) ?? 0) + us);
  const total = workedUs(all);
  return {
    title,
    columns: [
      { title: 'part' },
      { title: 'share %', digits: 1 },
      { title: 'us per trial', digits: 1 },
      { title: 'main thread %', digits: 1 },
      { title: 'workers %', digits: 1 },
    ],
    rows: partsOf(all).map((part) => {
      const [mainUs, workersUs] = [main.get(part) ?? 0, workers.get(part) ?? 0];
      const us = mainUs + workersUs;
      return [part, (100 * us) / total, us / trials, (100 * mainUs) / total, (100 * workersUs) / total];
    }),
  };
}

/** Parts with work, the largest first. */
function partsOf(times: PartTimes): readonly string[] {
  const parts = [...times.keys()].filter((part) => part !== IDLE);
  return parts.sort((left, right) => (times.get(right) ?? 0) - (times.get(left) ?? 0));
}

function workedUs(times: PartTimes): number {
  return partsOf(times).reduce((sum, part) => sum + (times.get(part) ?? 0), 0);
}
