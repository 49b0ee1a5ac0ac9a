import { readdirSync, readFileSync } from 'node:fs';

const TASKS = '/proc/self/task';
const NS_PER_MS = 1e6;

/** Processor time of every thread of this process in milliseconds, the kernel's own, by the kernel's number of it. */
export type ThreadTimes = ReadonlyMap<number, number>;

/** In the order in which the threads were started; empty where the kernel does not say. */
export function threadTimes(): ThreadTimes {
  try {
    const threads = readdirSync(TASKS).map(Number);
    return new Map(threads.sort((a, b) => a - b).map((thread) => [thread, threadMs(thread)]));
  } catch {
    return new Map();
  }
}

/** What the threads have used between two readings; those that were started in between from their beginning. */
export function timesBetween(before: ThreadTimes, after: ThreadTimes): ThreadTimes {
  return new Map([...after].map(([thread, ms]) => [thread, ms - (before.get(thread) ?? 0)]));
}

/** NaN where the thread has ended. */
function threadMs(thread: number): number {
  try {
    return Number(readFileSync(`${TASKS}/${thread}/schedstat`, 'utf8').split(' ', 1)[0]) / NS_PER_MS;
  } catch {
    return Number.NaN;
  }
}
