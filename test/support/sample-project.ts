import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSample } from '../../src/core/data/write-sample.ts';

const CONFIGS = fileURLToPath(new URL('../../configs/', import.meta.url));

/** A project folder of its own with the generated sample; `remove` takes it away again. */
export interface SampleProject {
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Writes a file below the project and returns its path. */
  write(name: string, content: string): string;
  remove(): void;
}

/** H1 configuration of the sample, short enough for tests that run it hundreds of times. */
export const SAMPLE_CONFIG = {
  schema_version: '2',
  strategy_name: 'mean_reversion_z_score',
  symbol: 'EURUSD',
  start_date: '2023-01-02',
  end_date: '2023-09-29',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'H1' },
  warmup_bars: 300,
  account: { account_currency: 'USD' },
  strategy_parameters: { enabled_scenarios: [1, 2], window_length: 60, z_score_long: -1.8, z_score_short: 1.8 },
};

export async function createSampleProject(): Promise<SampleProject> {
  const root = mkdtempSync(path.join(tmpdir(), 'omega-test-'));
  await writeSample(path.join(root, 'data/parquet'), {}, { overwrite: false });
  const write = (name: string, content: string) => {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  write('base.json', JSON.stringify(SAMPLE_CONFIG));
  return {
    root,
    environment: {
      OMEGA_EXECUTION_COSTS_FILE: path.join(CONFIGS, 'execution_costs.yaml'),
      OMEGA_SYMBOL_SPECS_FILE: path.join(CONFIGS, 'symbol_specs.yaml'),
    },
    write,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
