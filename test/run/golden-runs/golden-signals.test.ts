import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/core/types/json.ts';
import { hasSharedFolder } from '../../support/shared-folder.ts';
import { goldenTrades } from './golden-reference.ts';
import { repeatGoldenRun } from './repeat-golden-run.ts';

const hasReference = hasSharedFolder('the comparison with signal figures of the legacy engine');
/** Runs of scenarios 2 to 6. */
const RUNS = [
  'a04_s2_short_two_biases',
  'a05_s3_long_m5',
  'a07_s4_long_global_z',
  'a08_s4_short_local_z',
  'a09_s5_long_m5',
  'a10_s5_short_hysteresis',
  'a11_s6_long_all',
  'a12_s6_short_any',
  'b02_scenarios_356',
];
/** Absolute, as for every indicator. */
const TOLERANCE = 1e-10;

describe.skipIf(!hasReference)('figures of golden signals', () => {
  it.each(RUNS)('%s', async (run) => {
    const { details } = (await repeatGoldenRun(run)).result;
    const different = goldenTrades(run).flatMap((trade, row) => {
      const expected = trade.signal!;
      const found = legacyForm(details![row]!.meta);
      return Object.keys(expected)
        .filter((key) => !agrees(found[key], expected[key]))
        .map((key) => `trade ${row}: ${key} ${JSON.stringify(found[key])}, expected ${JSON.stringify(expected[key])}`);
    });
    expect(different).toEqual([]);
  });
});

/** The figures of a signal under the names of the reference. */
function legacyForm(meta: JsonObject): JsonObject {
  const bands = meta.boll as JsonObject;
  const { A: first, B: second } = meta.htf as { A: JsonObject; B: JsonObject };
  const bias = ({ tf, ema_len, ema, close_price, bias_label }: JsonObject) => ({
    timeframe: tf,
    ema_length: ema_len,
    ema,
    close: close_price,
    bias: bias_label,
  });
  const cluster = meta.vol_cluster as JsonObject | undefined;
  const overlay = meta.scenario6 as { chain: readonly JsonObject[] } | undefined;
  return {
    z: meta.z,
    atr: meta.atr,
    ema: meta.ema ?? null,
    band_mid: bands.mid,
    band_lower: bands.lower,
    band_upper: bands.upper,
    htf_a: bias(first),
    htf_b: bias(second),
    cluster:
      cluster === undefined
        ? null
        : { label: cluster.label, points: cluster.sample_size, centers: cluster.centers, sigma: cluster.sigma },
    overlay:
      overlay?.chain.map(({ tf, ok, status, z, price, lower, upper }) => ({
        timeframe: tf,
        ok,
        status,
        z,
        // The reference stops at a z-score that fails, before it looks at the price.
        price: String(status).startsWith('z_') ? null : price,
        band: lower ?? upper,
      })) ?? null,
  };
}

function agrees(found: JsonValue | undefined, expected: JsonValue): boolean {
  if (typeof expected === 'number') return typeof found === 'number' && Math.abs(found - expected) <= TOLERANCE;
  if (expected === null || typeof expected !== 'object') return found === expected;
  if (found === null || typeof found !== 'object') return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(found).length &&
    keys.every((key) => agrees((found as JsonObject)[key], (expected as JsonObject)[key]))
  );
}
