import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveLocations } from '../../src/config/locations.ts';
import { BacktestContext } from '../../src/core/backtest/backtest-context.ts';
import { runBacktest } from '../../src/core/backtest/run-backtest.ts';
import { getStrategy } from '../../src/core/strategy/registry.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { runSingle, type SingleRunReport } from '../../src/run/run-single.ts';
import { readSupportFiles } from '../../src/run/support.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../support/sample-project.ts';

let project: SampleProject;
beforeAll(async () => {
  project = await createSampleProject();
});
afterAll(() => project.remove());

async function runWith(parameters: JsonObject): Promise<SingleRunReport> {
  const document = { ...SAMPLE_CONFIG, strategy_parameters: { ...SAMPLE_CONFIG.strategy_parameters, ...parameters } };
  return runSingle({
    config: { document, source: 'test' },
    write: false,
    useCache: false,
    projectRoot: project.root,
    environment: project.environment,
  });
}

describe('canonical runs of each scenario', () => {
  it.each<[number, JsonObject]>([
    [1, {}],
    [2, { htf_filter: 'above' }],
    [3, {}],
    [4, { z_score_long: -1, z_score_short: 1, kalman_r: 1, kalman_q: 0.1 }],
    [4, { z_score_long: -1, z_score_short: 1, kalman_r: 1, kalman_q: 0.1, local_z_lookback: 120 }],
    [5, { intraday_vol_cluster_window: 200 }],
    [
      6,
      { scenario6_timeframes: ['H4', 'PRIMARY'], scenario6_mode: 'any', scenario6_params: { '*': { std_factor: 1 } } },
    ],
  ])('scenario %d with %j trades, and the same whether recorded or not', async (scenario, parameters) => {
    const report = await runWith({ enabled_scenarios: [scenario], ...parameters });
    const { trades, details, diagnostics } = report.result;
    expect(trades.count).toBeGreaterThan(0);
    expect([...trades.scenarioId.subarray(0, trades.count)].every((id) => id === scenario)).toBe(true);
    expect(details?.every((detail) => detail?.label.endsWith(`_${scenario}`))).toBe(true);
    expect(diagnostics.undefinedIndicatorBars).toBe(0);

    const support = await readSupportFiles(resolveLocations(project.environment, project.root), false);
    const market = {
      symbolSpec: support.symbolSpecs.entries.get('EURUSD')!.spec!,
      costSpec: support.costs.costSpecFor('EURUSD'),
    };
    const context = new BacktestContext(report.dataset, 'v2');
    const strategy = getStrategy('mean_reversion_z_score')!;
    const quiet = runBacktest(context, strategy, report.config, market, { seed: report.seed, record: false });
    expect([quiet.trades.count, quiet.finalBalance]).toEqual([trades.count, report.result.finalBalance]);
  });
});

describe('timeframes of the overlay', () => {
  const overlay = { enabled_scenarios: [6], scenario6_timeframes: ['H4', 'H1', 'PRIMARY'] };

  it('are loaded without being listed', async () => {
    const { dataset } = await runWith(overlay);
    expect(dataset.additional.map((bars) => bars.timeframe)).toEqual(['H4']);
    expect(dataset.additionalOrigin).toEqual({ H4: 'auto' });
  });

  it('are not loaded while scenario 6 is off', async () => {
    const { dataset } = await runWith({ ...overlay, enabled_scenarios: [2] });
    expect(dataset.additional).toEqual([]);
  });
});
