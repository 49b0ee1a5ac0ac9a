import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built program; `npm test` builds it first. */
export const OMEGA = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

if (!existsSync(OMEGA)) throw new Error('dist is missing: run "npm run build" before the tests of the command line');

/** How a call of the program ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface OmegaOptions {
  /** Working directory. */
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of node itself, before the program. */
  readonly nodeOptions?: readonly string[];
  /** Told about the child and everything it has written to standard error so far. */
  readonly onStderr?: (child: ChildProcess, text: string) => void;
}

/** Runs `omega` with the given words as a user would, and waits for its end. */
export function runOmega(words: readonly string[], options: OmegaOptions): Promise<Outcome> {
  const { cwd, environment = {}, nodeOptions = [], onStderr } = options;
  const child = spawn(process.execPath, [...nodeOptions, OMEGA, ...words], {
    cwd,
    env: { ...inheritedEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onStderr?.(child, stderr);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** What the tests were started with, without anything that moves omega's files. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OMEGA_')));
}
