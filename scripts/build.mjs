import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { BUNDLE_OPTIONS, PAGE_OPTIONS } from './bundle-options.mjs';
import { groupedActions } from './grouped-actions.mjs';

/**
 * Declarations come from the compiler, the program from the bundler: one file per entry plus shared
 * chunks starts in half the time of hundreds of modules.
 */
rmSync('dist', { recursive: true, force: true });
const compiler = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
if (compiler.status !== 0) process.exit(compiler.status ?? 1);

const FOLDERS = { outdir: 'dist', outbase: 'src' };
await build({ ...BUNDLE_OPTIONS, ...FOLDERS, entryPoints: ['src/cli/main.ts'], plugins: [groupedActions] });
// Apart from the program, which would otherwise load a file more for everything that it shares with one of these.
await build({
  ...BUNDLE_OPTIONS,
  ...FOLDERS,
  entryPoints: [
    'src/index.ts',
    'src/run/batch/batch-worker.ts',
    'src/run/decoding-thread/decoding-worker.ts',
    'src/optimizer/executor/worker.ts',
    'src/optimizer/executor/statistics-worker.ts',
    'src/optimizer/storage/writer-thread.ts',
  ],
});
await build({
  ...PAGE_OPTIONS,
  entryPoints: {
    'run-page': 'src/report-page/run-page.ts',
    'sweep-page': 'src/report-page/sweep-page.ts',
    'comparison-page': 'src/report-page/comparison-page.ts',
    page: 'src/report-page/styles/page.css',
  },
  outdir: 'dist/report-page',
});
chmodSync('dist/cli/main.js', 0o755);
