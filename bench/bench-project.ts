import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSample } from '../src/core/data/write-sample.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Single-run configuration of about 10,000 M5 trading bars of the sample. */
export const TEN_THOUSAND_BARS = {
  schema_version: '2',
  strategy_name: 'mean_reversion_z_score',
  symbol: 'EURUSD',
  start_date: '2024-02-01',
  end_date: '2024-03-20',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'M5' },
  account: { account_currency: 'USD' },
  strategy_parameters: { enabled_scenarios: [1, 2] },
};

/** A throw-away project with the generated sample, the shipped support files and a configuration. */
export async function createBenchProject(): Promise<{ readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'omega-bench-'));
  await writeSample(path.join(folder, 'data/parquet'), {}, { overwrite: false });
  cpSync(path.join(ROOT, 'configs'), path.join(folder, 'configs'), { recursive: true });
  cpSync(path.join(ROOT, 'sweeps'), path.join(folder, 'sweeps'), { recursive: true });
  writeFileSync(path.join(folder, 'ten-thousand-bars.json'), JSON.stringify(TEN_THOUSAND_BARS));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
