import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Declarations come from the compiler, the program from the bundler: one file per entry plus shared
 * chunks starts in half the time of hundreds of modules. Packages with native parts, WebAssembly or
 * threads of their own stay outside.
 */
const EXTERNAL = ['apache-arrow', 'better-sqlite3', 'cli-progress', 'parquet-wasm', 'piscina', 'seedrandom'];

rmSync('dist', { recursive: true, force: true });
const compiler = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
if (compiler.status !== 0) process.exit(compiler.status ?? 1);

await build({
  entryPoints: ['src/index.ts', 'src/cli/main.ts', 'src/optimizer/executor/worker.ts'],
  outdir: 'dist',
  outbase: 'src',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Less text to parse at every start; names stay, so that stack traces can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  legalComments: 'linked',
  external: EXTERNAL,
  // The ES module form of the package: its CommonJS form loses its names behind a dynamic import.
  alias: { yaml: path.resolve('node_modules/yaml/browser/index.js') },
  // Bundled CommonJS packages load node's own modules through require, which ES modules lack.
  banner: { js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);" },
  logLevel: 'warning',
});
chmodSync('dist/cli/main.js', 0o755);
