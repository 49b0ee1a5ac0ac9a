import { readFileSync } from 'node:fs';

const NS_PER_MS = 1e6;

/** Processor time of this process's main thread in milliseconds, the kernel's own; NaN where it does not say. */
export function mainThreadMs(): number {
  try {
    const file = `/proc/self/task/${process.pid}/schedstat`;
    return Number(readFileSync(file, 'utf8').split(' ', 1)[0]) / NS_PER_MS;
  } catch {
    return Number.NaN;
  }
}
