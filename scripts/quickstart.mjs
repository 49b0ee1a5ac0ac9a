import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const OMEGA = 'dist/cli/main.js';
const root = process.env.OMEGA_DATA_PARQUET_ROOT?.trim() || 'data/parquet';

/** The sample is generated where it is missing and never committed. */
if (!existsSync(`${root}/EURUSD/EURUSD_M5_BID.parquet`)) omega('data', 'synth');
omega('sweep', 'sweeps/quickstart.yaml');

function omega(...words) {
  const { status } = spawnSync(process.execPath, [OMEGA, ...words], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
