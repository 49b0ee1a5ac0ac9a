import path from 'node:path';
import { writeSample } from '../../src/core/data/write-sample.ts';
import { createProjectFolder, type ProjectFolder } from './project-folder.ts';

/** A project folder with the generated sample. */
export type SampleProject = ProjectFolder;

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
  const project = createProjectFolder();
  await writeSample(path.join(project.root, 'data/parquet'), {}, { overwrite: false });
  project.write('base.json', JSON.stringify(SAMPLE_CONFIG));
  return project;
}
