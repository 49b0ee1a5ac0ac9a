import path from 'node:path';
import { type Locations, resolveLocations } from '../../src/config/locations.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { runSweep } from '../../src/optimizer/sweep/run-sweep.ts';
import { REPORT_FILE } from '../../src/report/page/report-file.ts';
import { runPage } from '../../src/report/run-page/run-page.ts';
import { PACKAGE_ROOT } from '../../src/run/program.ts';
import { runSingle, type SingleRunReport } from '../../src/run/run-single.ts';
import { createProjectFolder, type ProjectFolder } from './project-folder.ts';
import { copyBars, mendBars } from './real-data.ts';

/** What every run here has in common: scenario 2 of the mean-reversion strategy. */
function baseConfig(market: JsonObject, parameters: JsonObject): JsonObject {
  return {
    schema_version: '2',
    strategy_name: 'mean_reversion_z_score',
    ...market,
    run_mode: 'dev',
    data_mode: 'candle',
    account: { account_currency: 'USD', initial_balance: 100000, risk_per_trade: 250 },
    strategy_parameters: { enabled_scenarios: [2], kalman_r: 1, kalman_q: 0.05, ...parameters },
  };
}

/** One of the parameter sets of `sweeps/eurusd-h1.yaml`. */
const EURUSD_RUN = baseConfig(
  { symbol: 'EURUSD', start_date: '2007-06-01', end_date: '2016-12-30', timeframes: { primary: 'H1' } },
  {
    window_length: 100,
    b_b_length: 40,
    std_factor: 2,
    z_score_long: -2.2,
    z_score_short: 2.2,
    atr_mult: 3,
  },
);

/** 2,160 trials. */
const EURUSD_SWEEP = path.join(PACKAGE_ROOT, 'sweeps/eurusd-h1.yaml');

/** Twelve windows over the mended year, with sixty trials in each. */
const GBPUSD_WALK_FORWARD: JsonObject = {
  sweep_version: 1,
  name: 'gbpusd-m5',
  base_config: baseConfig(
    { symbol: 'GBPUSD', start_date: '2012-01-04', end_date: '2012-12-28', timeframes: { primary: 'M5' } },
    { htf_tf: 'NONE', extra_htf_tf: 'NONE' },
  ),
  space: {
    'strategy_parameters.window_length': [100, 200, 300],
    'strategy_parameters.b_b_length': [20, 40, 60],
    'strategy_parameters.std_factor': [2, 2.8, 3.6],
    'strategy_parameters.z_score_short': { type: 'float', low: 1.8, high: 2.6, step: 0.2, as: 'z' },
    'strategy_parameters.z_score_long': { expr: '0 - z' },
    'strategy_parameters.atr_mult': { type: 'float', low: 2, high: 10, step: 1 },
  },
  sampler: { name: 'grid', order: 'shuffled' },
  budget: { trials: 60 },
  objective: 'profit_over_drawdown',
  validation: { walk_forward: { train_days: 90, test_days: 22, purge_days: 1 } },
};

/** A run, a sweep and a walk-forward on real bars, in a project of their own. */
export interface RealReports {
  readonly project: ProjectFolder;
  readonly locations: Locations;
  /** Ten years of EURUSD H1; its folder has the page. */
  readonly run: SingleRunReport;
  /** 2,160 trials on the same bars. */
  readonly sweepId: string;
  /** GBPUSD M5 of 2012 with mended quotes. */
  readonly walkForwardId: string;
}

/** Only with the real bars of the shared folder. */
export async function createRealReports(): Promise<RealReports> {
  const project = createProjectFolder();
  const { root: projectRoot, environment } = project;
  const locations = resolveLocations(environment, projectRoot);
  copyBars('EURUSD', locations.dataRoot);
  await mendBars('GBPUSD', locations.dataRoot, ['M5']);
  const surroundings = { projectRoot, environment };
  const run = await runSingle({
    config: { document: EURUSD_RUN, source: 'eurusd.json' },
    useCache: false,
    companions: (report) => new Map([[REPORT_FILE, runPage(report)]]),
    ...surroundings,
  });
  const sweep = (file: string) => runSweep({ target: { file }, workers: 1, ...surroundings });
  const { sweepId } = await sweep(EURUSD_SWEEP);
  const walkForward = await sweep(project.write('gbpusd.yaml', JSON.stringify(GBPUSD_WALK_FORWARD)));
  return { project, locations, run, sweepId, walkForwardId: walkForward.sweepId };
}
