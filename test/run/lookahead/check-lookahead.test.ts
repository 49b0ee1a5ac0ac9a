import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveLocations } from '../../../src/config/locations.ts';
import { normaliseConfig } from '../../../src/config/normalise-config.ts';
import type { StrategyDefinition } from '../../../src/core/strategy/strategy.ts';
import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { checkConfigLookahead } from '../../../src/run/check-config-lookahead.ts';
import { checkLookahead } from '../../../src/run/check-lookahead.ts';
import {
  loadMarketInputs,
  type MarketInputs,
  requiredTimeframes,
  symbolSpecOf,
} from '../../../src/run/market-inputs.ts';
import { readSupportFiles } from '../../../src/run/support.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../../support/sample-project.ts';
import { hasSharedFolder, SHARED_FOLDER } from '../../support/shared-folder.ts';
import { honest, PEEKING } from './peeking-strategies.ts';

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

afterAll(() => project.remove());

interface Loaded {
  readonly config: EffectiveConfig;
  readonly strategy: StrategyDefinition;
  readonly inputs: MarketInputs;
}

async function load(document: JsonObject, environment: Readonly<Record<string, string>>): Promise<Loaded> {
  const locations = resolveLocations(environment, project.root);
  const support = await readSupportFiles(locations, false);
  const { symbolSpecs } = support;
  const { effective: config, strategy } = normaliseConfig(document, { strict: false, symbolSpecs });
  const required = requiredTimeframes(strategy, config, symbolSpecOf(config, support));
  const files = { ...support, strategyModule: null };
  const options = { useCache: false, strictData: false };
  return { config, strategy, inputs: await loadMarketInputs(config, required, files, locations, options) };
}

function check({ config, inputs }: Loaded, strategy: StrategyDefinition, cuts: number) {
  const { dataset, market } = inputs;
  return checkLookahead({ config, dataset, market, strategy, seed: config.rng_seed ?? 42, cuts });
}

const HOLDING_TIME: JsonObject = { enabled: true, rules: { max_holding_time: { max_holding_minutes: 300 } } };

const loadSample = (changes: JsonObject = {}) => load({ ...SAMPLE_CONFIG, ...changes }, project.environment);

describe('a strategy that looks ahead', () => {
  it.each(PEEKING)('is caught: it %s', async (_, strategy, field) => {
    const { difference } = await check(await loadSample(), strategy, 10);
    expect(difference?.field).toMatch(field);
    expect(difference?.full).not.toBe(difference?.cut);
    expect(difference?.bar).toBeLessThanOrEqual(difference?.cutBar ?? -1);
  });

  it('is told from one that does not', async () => {
    const report = await check(await loadSample(), honest, 30);
    expect(report.difference).toBeNull();
    expect(report.cuts).toBe(30);
    expect(report.signals).toBeGreaterThan(100);
    expect(report.trades).toBeGreaterThan(100);
  });

  it('is named with the bar, its time and where the data ended', async () => {
    const loaded = await loadSample();
    const [, strategy] = PEEKING[0];
    const { difference } = await check(loaded, strategy, 10);
    const { openTimes } = loaded.inputs.dataset.primary;
    expect(difference).toMatchObject({
      full: 'market',
      cut: 'none',
      barTimeMs: openTimes[difference?.bar ?? -1],
      cutTimeMs: openTimes[difference?.cutBar ?? -1] + 3_600_000,
    });
  });
});

describe('mean_reversion_z_score sees no future', () => {
  const thresholds = { window_length: 60, z_score_long: -1.8, z_score_short: 1.8 };
  /** Conditions that every scenario meets now and then on the sample. */
  const EASY = {
    z_score_long: -0.3,
    z_score_short: 0.3,
    std_factor: 1,
    kalman_q: 0.05,
    kalman_r: 1,
    tp_min_distance: 0.0001,
    intraday_vol_allowed: ['low', 'mid', 'high'],
    scenario6_mode: 'any',
    intraday_vol_garch_lookback: 100,
    garch_min_periods: 20,
  };
  const bias = { htf_tf: 'H4', htf_ema: 20, htf_filter: 'above', extra_htf_tf: 'D1', extra_htf_ema: 10 };

  it.each<[string, JsonObject]>([
    ['alone', {}],
    ['with higher timeframes', { strategy_parameters: { ...thresholds, ...bias }, warmup_bars: 200 }],
    [
      'with several positions and a time limit',
      {
        account: { account_currency: 'USD', max_positions: 3 },
        trade_management: HOLDING_TIME,
      },
    ],
    [
      'in v1_parity',
      {
        execution_variant: 'v1_parity',
        timeframes: { primary: 'H1', additional: ['H4', 'D1'] },
        strategy_parameters: { ...thresholds, ...bias },
      },
    ],
    [
      'with rates of a series',
      {
        account: {
          account_currency: 'EUR',
          conversion: { mode: 'timeseries', pairs: ['EURUSD'], timeframe: 'H4', stale_limit_bars: null },
        },
      },
    ],
  ])('%s', async (_, changes) => {
    const loaded = await loadSample(changes);
    const report = await check(loaded, loaded.strategy, 12);
    expect(report.difference).toBeNull();
    expect(report.cuts).toBe(12);
    expect(report.signals).toBeGreaterThan(0);
  });

  it.each([1, 2, 3, 4, 5, 6])('in scenario %d', async (scenario) => {
    const own = { enabled_scenarios: [scenario], local_z_lookback: 100, scenario6_timeframes: ['H4'] };
    const loaded = await loadSample({ strategy_parameters: { ...thresholds, ...own, ...EASY } });
    const report = await check(loaded, loaded.strategy, 8);
    expect(report).toMatchObject({ cuts: 8, difference: null });
    expect(report.signals).toBeGreaterThan(0);
  });

  it('as a file', async () => {
    const config = project.write('check.json', JSON.stringify(SAMPLE_CONFIG));
    const { environment, root: projectRoot } = project;
    const request = { config, cuts: 3, projectRoot, environment, strict: true, strictData: false, useCache: false };
    expect(await checkConfigLookahead(request)).toMatchObject({ cuts: 3, difference: null });
  });
});

describe('donchian_breakout sees no future', () => {
  const account = { account_currency: 'USD', max_positions: 2 };

  it.each<[string, JsonObject]>([
    ['with its defaults', {}],
    ['with stops at the opposite border', { strategy_parameters: { stop_mode: 'channel', order_expiry_bars: null } }],
    ['with two slots and a time limit', { account, trade_management: HOLDING_TIME, cooldown: { bars: 5 } }],
  ])('%s', async (_, changes) => {
    const loaded = await loadSample({ strategy_name: 'donchian_breakout', strategy_parameters: {}, ...changes });
    const report = await check(loaded, loaded.strategy, 12);
    expect(report).toMatchObject({ cuts: 12, difference: null });
    expect(report.trades).toBeGreaterThan(20);
  });
});

describe.skipIf(!hasSharedFolder('the look-ahead check on real data'))('on real EURUSD H1', () => {
  const run = path.join(SHARED_FOLDER, 'reference/v1-golden/c01_real_eurusd_h1_s2');
  const environment = {
    OMEGA_DATA_PARQUET_ROOT: path.join(SHARED_FOLDER, 'data/real'),
    OMEGA_EXECUTION_COSTS_FILE: path.join(run, 'execution_costs.yaml'),
    OMEGA_SYMBOL_SPECS_FILE: path.join(run, 'symbol_specs.yaml'),
  };

  it.each(['v2', 'v1_parity'])('the bundled strategy sees no future in %s', async (execution_variant) => {
    const document: JsonObject = JSON.parse(readFileSync(path.join(run, 'config_v2.json'), 'utf8'));
    // The first months: the check repeats the run for every cut.
    const changes = { execution_variant, end_date: '2012-12-28', market_hours: 'fx_24_5' };
    const loaded = await load({ ...document, ...changes }, environment);
    const report = await check(loaded, loaded.strategy, 20);
    expect(report).toMatchObject({ cuts: 20, difference: null });
    expect(report.signals).toBeGreaterThan(5);
  });
});
