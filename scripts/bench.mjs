import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { BUNDLE_OPTIONS } from './bundle-options.mjs';

/** Bundles the measurements as the program is bundled, so that they time the code that users run. */
const FOLDER = 'bench/build';

rmSync(FOLDER, { recursive: true, force: true });
await build({
  ...BUNDLE_OPTIONS,
  // The line that failed can be read.
  minifyWhitespace: false,
  // The driver of the browser finds its own parts beside itself.
  external: [...BUNDLE_OPTIONS.external, 'playwright-core'],
  entryPoints: ['bench/run.ts', 'bench/run-section.ts'],
  outdir: FOLDER,
});
const run = spawnSync(process.execPath, [`${FOLDER}/run.js`, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
