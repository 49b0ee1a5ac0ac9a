import { describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../core/data/temporary-folder.ts';
import { fuzzTarget, makeInput } from './fuzz.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { createTargets } from './targets.ts';

const folder = createTemporaryFolder();
const SEED = 20_240_102;
/** A few of each kind; `npm run fuzz` tries tens of thousands. */
const INPUTS = 60;

describe('mutated inputs', async () => {
  const targets = await createTargets(folder);

  it.each(targets)('of kind $name are accepted or refused with a documented error', async (target) => {
    const report = await fuzzTarget(target, folder, SEED, INPUTS);
    expect(report.failures.map(({ input, reason }) => `${input}: ${reason}`)).toEqual([]);
    expect([...report.refused.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(INPUTS / 10);
  });

  it('are the same for the same seed', () => {
    const [target] = targets as [FuzzTarget];
    expect(makeInput(target, SEED, 3)).toEqual(makeInput(target, SEED, 3));
    expect(makeInput(target, SEED, 3)).not.toEqual(makeInput(target, SEED, 4));
  });

  it('count as failures if they are refused with anything else', async () => {
    const [sound] = targets as [FuzzTarget];
    const broken: FuzzTarget = { ...sound, read: () => Promise.reject(new TypeError('x is undefined')) };
    expect((await fuzzTarget(broken, folder, SEED, 2)).failures).toHaveLength(2);
  });
});
