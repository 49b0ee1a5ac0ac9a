/** Wall time of work in microseconds. */
export function timeUs(work: () => unknown): number {
  const startedMs = performance.now();
  work();
  return (performance.now() - startedMs) * 1000;
}

/** The same for work that waits. */
export async function timeWorkUs(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) * 1000;
}
