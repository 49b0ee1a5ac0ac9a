import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/program.ts';

const SOURCES = ['main.c', 'market.c', 'naive.c', 'jump.c', 'skip.c'];
/** Without contraction: a fused multiply-add rounds once where the rules round twice, and results would differ. */
export const COMPILER_FLAGS = ['-std=c11', '-O3', '-march=native', '-ffp-contract=off'];

/** Compiles the C programs with the machine's own compiler. Null where there is none. */
export function buildNative(folder: string): { readonly program: string; readonly compiler: string } | null {
  const version = spawnSync('cc', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) return null;
  const program = path.join(folder, 'native');
  const sources = SOURCES.map((file) => path.join(PACKAGE_ROOT, 'bench/native', file));
  const build = spawnSync('cc', [...COMPILER_FLAGS, '-o', program, ...sources, '-lm'], { encoding: 'utf8' });
  if (build.status !== 0) throw new Error(`cc failed: ${build.stderr}`);
  return { program, compiler: version.stdout.split('\n', 1)[0] };
}
