import { describe, expect, it } from 'vitest';
import { ARTIFACTS, expectedText, goldenCases } from './golden-case.ts';
import { runGoldenCase } from './run-golden-case.ts';

/** `npm run golden:update` writes the expected artifacts; the README beside them says why they are right. */
describe('canonical cases', () => {
  it('are six', () => {
    expect(goldenCases().map((name) => name.slice(0, 2))).toEqual(['g1', 'g2', 'g3', 'g4', 'g5', 'g6']);
  });

  it.each(goldenCases())('%s gives the expected artifacts, byte for byte', async (name) => {
    const artifacts = await runGoldenCase(name);
    for (const artifact of ARTIFACTS) expect(artifacts.get(artifact), artifact).toBe(expectedText(name, artifact));
  });
});
