import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runSweep } from '../../src/optimizer/sweep/run-sweep.ts';
import { PACKAGE_ROOT } from '../../src/run/program.ts';
import { type Truth, writeInventedMarket } from './invented-market.ts';

/** What a sweep said about a market whose truth is known. */
export interface TruthResult {
  readonly seed: number;
  readonly pbo: number;
  /** Of the winner as if it had been the only trial. */
  readonly psr: number;
  /** The same with the number of trials taken into account. */
  readonly dsr: number;
  readonly spa: number;
  readonly trades: number;
  readonly conclusion: string;
}

const BASE = {
  schema_version: '2',
  strategy_name: 'mean_reversion_z_score',
  symbol: 'EURUSD',
  start_date: '2018-06-01',
  end_date: '2023-12-22',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'H1' },
  warmup_bars: 300,
  account: { account_currency: 'USD' },
  costs: { enabled: false },
  strategy_parameters: { enabled_scenarios: [1], htf_filter: 'none', extra_htf_filter: 'none' },
};

/** 45 trials, the longs and shorts of each alike. */
const SWEEP = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: [30, 60, 120]
  strategy_parameters.b_b_length: [20, 30, 40]
  strategy_parameters.z_score_long: { values: [-1.2, -1.4, -1.6, -1.8, -2.0], as: z }
  strategy_parameters.z_score_short: { expr: "-z" }
objective: sqn
gates: ["total_trades >= 30"]
`;

/** Searches one invented market and reads what the statistics say about the winner. */
export async function searchInventedMarket(seed: number, truth: Truth, workers: number): Promise<TruthResult> {
  const root = mkdtempSync(path.join(tmpdir(), 'omega-truth-'));
  try {
    await writeInventedMarket(path.join(root, 'data/parquet'), seed, truth);
    const configs = path.join(root, 'configs');
    mkdirSync(configs, { recursive: true });
    cpSync(path.join(PACKAGE_ROOT, 'configs'), configs, { recursive: true });
    writeFileSync(path.join(root, 'base.json'), JSON.stringify(BASE));
    const file = path.join(root, 'truth.yaml');
    writeFileSync(file, SWEEP);
    const report = await runSweep({ target: { file }, workers, projectRoot: root, environment: {} });
    const figure = (key: string): number => {
      const value = report.statistics?.[key];
      return typeof value === 'number' ? value : Number.NaN;
    };
    return {
      seed,
      pbo: figure('pbo'),
      psr: figure('psr_zero'),
      dsr: figure('dsr'),
      spa: figure('spa_p_value'),
      trades: report.verdict?.points.find(({ key }) => key === 'total_trades')?.value ?? 0,
      conclusion: report.verdict?.conclusion ?? 'none',
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
