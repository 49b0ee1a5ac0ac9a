import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { deserialize } from 'node:v8';
import { PACKAGE_ROOT } from '../src/run/program.ts';
import type { SectionResult } from './report/write-results.ts';
import type { BenchContext, Section, SectionReport } from './section.ts';

const PROGRAM = path.join(PACKAGE_ROOT, 'bench/build/run-section.js');

/** Measures a section in a fresh process. One that fails says why on its standard error. */
export async function spawnSection(
  { name }: Section,
  context: BenchContext,
  signal: AbortSignal,
): Promise<SectionResult> {
  const { realProject, sampleProject, isQuick } = context;
  const reportFile = path.join(sampleProject, 'section-report');
  const words = ['--section', name, '--report', reportFile, '--sample', sampleProject];
  if (realProject !== null) words.push('--real', realProject);
  if (isQuick) words.push('--quick');
  const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['ignore', 'inherit', 'inherit'] });
  const stop = () => child.kill();
  signal.addEventListener('abort', stop);
  const [status, killedBy] = await once(child, 'exit');
  signal.removeEventListener('abort', stop);
  if (status !== 0) return { failed: `its process ended with ${status ?? killedBy}` };
  const report: SectionReport = deserialize(readFileSync(reportFile));
  rmSync(reportFile);
  return report;
}
