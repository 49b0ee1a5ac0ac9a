import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OMEGA = path.join(HERE, '../dist/cli/main.js');
const PRELOAD = pathToFileURL(path.join(HERE, 'report-peak-memory.mjs')).href;

/** Wall time and peak memory of one program from start to exit. */
export interface ProgramFigures {
  readonly wallMs: number;
  readonly peakMb: number;
}

/** Runs `node <words>` in a folder and measures it; a program that fails ends the measurement. */
export function measureNode(words: readonly string[], folder: string, environment: NodeJS.ProcessEnv): ProgramFigures {
  const peakFile = path.join(folder, 'peak-memory');
  const startedMs = performance.now();
  const child = spawnSync(process.execPath, ['--import', PRELOAD, ...words], {
    cwd: folder,
    env: { ...process.env, ...environment, OMEGA_BENCH_PEAK_FILE: peakFile },
    encoding: 'utf8',
  });
  const wallMs = performance.now() - startedMs;
  if (child.status !== 0) throw new Error(`node ${words.join(' ')} failed: ${child.stderr}`);
  return { wallMs, peakMb: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

export function measureOmega(words: readonly string[], folder: string, environment: NodeJS.ProcessEnv): ProgramFigures {
  return measureNode([OMEGA, ...words], folder, environment);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}
