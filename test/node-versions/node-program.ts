import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A Node of some version with its headers, outside the project. */
export interface NodeProgram {
  readonly major: number;
  readonly version: string;
  /** The executable. */
  readonly binary: string;
  /** Folder with `include/node`, for native modules. */
  readonly folder: string;
}

/**
 * Installs the newest Node of a major version below a folder: the package of this platform from the npm
 * registry, which holds the official build.
 */
export function installNode(major: number, below: string): NodeProgram {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = path.join(below, `node-${major}`);
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${major}`], home);
  const folder = path.join(home, 'node_modules', name);
  const binary = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return { major, version: run(binary, ['--version'], home).trim(), binary, folder };
}

/** Runs a program and returns its standard output; ends the check where the program fails. */
export function run(
  program: string,
  words: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...environmentWithoutOmega(), ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  if (status === 0) return stdout;
  throw new Error(`${program} ${words.join(' ')} in ${folder} ended with ${status}:\n${stderr}${stdout}`);
}

/** The environment of the caller without anything that moves omega's files. */
function environmentWithoutOmega(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OMEGA_')));
}
