import { describe, expect, it } from 'vitest';
import { CaseCoverage } from '../../support/engine-cases/case-coverage.ts';
import { caseDifferences } from '../../support/engine-cases/compare-case.ts';
import type { EngineCase } from '../../support/engine-cases/engine-case.ts';
import { meanReversionCase } from '../../support/engine-cases/mean-reversion-case.ts';
import { scriptedCase } from '../../support/engine-cases/scripted-case.ts';

/**
 * The engine books quiet bars at once, shares series and keeps columns; the plain engine of
 * `test/support/plain-engine` does none of it and follows the specification bar by bar. Both must give
 * the same doubles. `OMEGA_PROPERTY_SCALE=10 npx vitest run plain-engine-equality` runs ten times as many
 * cases as usual; a case is named by its seed and can be rebuilt from it.
 */
const SCALE = Number(process.env.OMEGA_PROPERTY_SCALE ?? 1);
const TIMEOUT_MS = 60_000 * Math.max(1, SCALE);
const MEAN_REVERSION_CASES = Math.ceil(150 * SCALE);
const SCRIPTED_CASES = Math.ceil(2000 * SCALE);
/** Differences that are worth printing. */
const SHOWN = 5;

function compareAll(count: number, makeCase: (seed: number) => EngineCase): CaseCoverage {
  const coverage = new CaseCoverage();
  const found: string[] = [];
  for (let seed = 0; seed < count && found.length < SHOWN; seed++) {
    found.push(...caseDifferences(makeCase(seed), coverage));
  }
  expect(found.slice(0, SHOWN)).toEqual([]);
  return coverage;
}

const GATES = ['session', 'news', 'position_open', 'cooldown_exit', 'cooldown_entry', 'cooldown_bars'];
const BOTH_VARIANTS = [
  ...GATES.map((gate) => `blocked by ${gate}`),
  'market stop_loss',
  'market take_profit',
  'market timeout',
  'open at the end',
  'several open at the end',
  'negative equity',
  'EXEC_NO_FX_PATH',
];
const SCRIPTED_ONLY = [
  ...['limit', 'stop'].flatMap((type) => [`${type} stop_loss`, `${type} take_profit`, `${type} timeout`]),
  ...['market', 'limit', 'stop'].map((type) => `${type} manual`),
  ...['limit', 'stop'].map((type) => `${type} closed in its fill bar`),
  ...['break_even', 'trailing', 'manual'].map((kind) => `stop ${kind}`),
  'resting at the end',
  'undefined bars',
  'sl_too_close',
];
const CANONICAL_ONLY = ['invalid_levels', 'sl_too_close', 'volume_below_min', 'EXEC_FX_RATE_STALE'];

function inVariants(facts: readonly string[]): string[] {
  return facts.flatMap((fact) => [`v2 ${fact}`, `v1_parity ${fact}`]);
}

describe('the engine equals the plain engine bit by bit', () => {
  it(
    `in ${MEAN_REVERSION_CASES} runs of the mean-reversion strategy`,
    () => {
      const coverage = compareAll(MEAN_REVERSION_CASES, meanReversionCase);
      const scenarios = [1, 2, 3, 4, 5, 6].map((scenario) => `scenario ${scenario}`);
      const expected = [...inVariants([...BOTH_VARIANTS, ...scenarios]), ...CANONICAL_ONLY.map((fact) => `v2 ${fact}`)];
      expect(coverage.missing(expected)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    `in ${SCRIPTED_CASES} scripted runs on random candles`,
    () => {
      const coverage = compareAll(SCRIPTED_CASES, scriptedCase);
      const canonical = [...CANONICAL_ONLY, 'pending_expired', 'dropped stop changes'].map((fact) => `v2 ${fact}`);
      const parity = ['market', 'limit', 'stop'].map((type) => `v1_parity ${type} break_even_stop_loss`);
      const expected = [...inVariants([...BOTH_VARIANTS, ...SCRIPTED_ONLY]), ...canonical, ...parity];
      expect(coverage.missing(expected)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
