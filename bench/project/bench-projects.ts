import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeSample } from '../../src/core/data/write-sample.ts';
import { PACKAGE_ROOT } from '../../src/run/program.ts';
import { hasRealData, prepareRealData } from '../../test/support/real-data.ts';

/** Throw-away project folders that the sections work in. */
export interface BenchProjects {
  /** Real bars, crossed quotes mended; null where the real bars are not there. */
  readonly real: string | null;
  /** The generated sample. */
  readonly sample: string;
  remove(): void;
}

export async function createBenchProjects(): Promise<BenchProjects> {
  const folder = mkdtempSync(path.join(tmpdir(), 'omega-bench-'));
  const sample = projectIn(folder, 'sample');
  await writeSample(path.join(sample, 'data/parquet'), {}, { overwrite: false });
  const real = hasRealData() ? projectIn(folder, 'real') : null;
  if (real !== null) await prepareRealData(real);
  return { real, sample, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A folder with the support files that omega ships. */
function projectIn(folder: string, name: string): string {
  const project = path.join(folder, name);
  mkdirSync(project);
  cpSync(path.join(PACKAGE_ROOT, 'configs'), path.join(project, 'configs'), { recursive: true });
  return project;
}
