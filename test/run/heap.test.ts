import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { collectGarbage } from '../../src/run/heap.ts';

/** Nursery in bytes after work in which much survives, in a process of its own. */
function nurseryAfterWork(prepare: string): number {
  const program = `
    import { keepNurseriesSmall } from './src/run/heap.ts';
    import { Worker } from 'node:worker_threads';
    import { setTimeout } from 'node:timers/promises';
    import { getHeapSpaceStatistics } from 'node:v8';
    ${prepare}
    let kept = [];
    for (let i = 0; i < 3e6; i++) {
      kept.push({ i });
      if (kept.length > 2e5) kept = [];
    }
    const nursery = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    console.log(nursery.physical_space_size);`;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  return Number(stdout);
}

describe('nurseries of a program', () => {
  const thread = `await new Promise((ended) => new Worker('', { eval: true }).on('exit', ended));
    await setTimeout(100);`;

  it('stay small where they are asked to, also after a thread was created', () => {
    expect(nurseryAfterWork('')).toBeGreaterThan(8e6);
    expect(nurseryAfterWork('keepNurseriesSmall();')).toBeLessThan(8e6);
    expect(nurseryAfterWork(`keepNurseriesSmall(); ${thread}`)).toBeLessThan(8e6);
  });
});

describe('a collection of garbage', () => {
  it('frees shared memory that nothing refers to', async () => {
    const before = process.memoryUsage().arrayBuffers;
    (() => new SharedArrayBuffer(2 ** 28))();
    expect(process.memoryUsage().arrayBuffers).toBeGreaterThan(before + 2 ** 27);
    collectGarbage();
    // Another thread gives the memory back.
    await expect.poll(() => process.memoryUsage().arrayBuffers).toBeLessThan(before + 2 ** 27);
  });
});
