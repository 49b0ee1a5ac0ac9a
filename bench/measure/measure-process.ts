import { spawn } from 'node:child_process';
import { treeMemory } from './process-memory.ts';

const SAMPLE_MS = 10;
const MEGABYTE = 1e6;

/** One program from start to exit. */
export interface ProcessFigures {
  readonly wallMs: number;
  /** Largest memory of the whole process tree, MB; NaN where the kernel does not say. */
  readonly peakMb: number;
  readonly stdout: string;
}

/**
 * Runs a program to its end and watches it from outside, so that nothing has to be loaded into it.
 * @throws Error if it fails
 */
export async function measureProcess(
  program: string,
  words: readonly string[],
  folder: string,
): Promise<ProcessFigures> {
  const startedMs = performance.now();
  const child = spawn(program, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let peakBytes = Number.NaN;
  const watch = (): void => {
    const bytes = child.pid === undefined ? Number.NaN : treeMemory(child.pid);
    if (!(bytes <= peakBytes)) peakBytes = Number.isNaN(bytes) ? peakBytes : bytes;
  };
  const timer = setInterval(watch, SAMPLE_MS);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  const wallMs = performance.now() - startedMs;
  clearInterval(timer);
  if (exitCode !== 0) {
    // With `--json` a program says on its standard output what went wrong.
    throw new Error(`${words.join(' ')} ended with ${exitCode}: ${await stderr}${await stdout}`);
  }
  return { wallMs, peakMb: peakBytes / MEGABYTE, stdout: await stdout };
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  stream.setEncoding('utf8');
  let text = '';
  for await (const piece of stream) text += piece;
  return text;
}
