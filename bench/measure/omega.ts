import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/program.ts';
import { measureProcess, type ProcessFigures } from './measure-process.ts';

/** The built program. */
export const OMEGA = path.join(PACKAGE_ROOT, 'dist/cli/main.js');

/** Runs `omega <words>` in a project folder. */
export function measureOmega(words: readonly string[], project: string): Promise<ProcessFigures> {
  return measureProcess(process.execPath, [OMEGA, ...words], project);
}
