import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseCoverage } from '../../support/engine-cases/case-coverage.ts';
import { caseDifferences } from '../../support/engine-cases/compare-case.ts';
import { realDataCase } from '../../support/engine-cases/real-data-case.ts';
import { loadRealWindows, type RealWindow } from '../../support/engine-cases/real-windows.ts';
import { hasRealData, prepareRealData } from '../../support/real-data.ts';
import { hasSharedFolder } from '../../support/shared-folder.ts';

/** As in `plain-engine-equality`; `npm run bench -- --only equality` runs a thousand. */
const SCALE = Number(process.env.OMEGA_PROPERTY_SCALE ?? 1);
const CASES = Math.ceil(150 * SCALE);
const TIMEOUT_MS = 60_000 * Math.max(1, SCALE);
const IN_BOTH_VARIANTS = [
  ...['session', 'news', 'position_open', 'cooldown_exit', 'cooldown_entry', 'cooldown_bars'].map(
    (gate) => `blocked by ${gate}`,
  ),
  ...['stop_loss', 'take_profit', 'timeout'].map((reason) => `market ${reason}`),
  ...[1, 2, 3, 4, 5, 6].map((scenario) => `scenario ${scenario}`),
  'open at the end',
];

describe.skipIf(!hasSharedFolder('equality on real bars') || !hasRealData())('on real bars', () => {
  let folder = '';
  let windows: readonly RealWindow[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'omega-real-'));
    windows = await loadRealWindows(await prepareRealData(folder));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    `the engine equals the plain engine bit by bit in ${CASES} runs`,
    () => {
      const coverage = new CaseCoverage();
      const found = Array.from({ length: CASES }, (_, seed) => caseDifferences(realDataCase(windows, seed), coverage));
      expect(found.flat().slice(0, 5)).toEqual([]);
      const expected = ['v2', 'v1_parity'].flatMap((variant) => IN_BOTH_VARIANTS.map((fact) => `${variant} ${fact}`));
      expect(coverage.missing(expected)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
