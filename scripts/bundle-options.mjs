import path from 'node:path';

/**
 * How sources become programs; the same for the program itself and for what measures it. Packages with
 * native parts, WebAssembly or threads of their own stay outside.
 */
export const BUNDLE_OPTIONS = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  // Less text to parse at every start; names stay, so that stack traces can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  legalComments: 'linked',
  external: ['apache-arrow', 'better-sqlite3', 'cli-progress', 'parquet-wasm', 'piscina', 'seedrandom'],
  alias: {
    // The ES module form of the package: its CommonJS form loses its names behind a dynamic import.
    yaml: path.resolve('node_modules/yaml/browser/index.js'),
    'string-width': path.resolve('scripts/plain-text-width.mjs'),
  },
  logLevel: 'warning',
};

/** Code and style of the report pages, chart libraries included: one script and one style a page. */
export const PAGE_OPTIONS = {
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: ['chrome109', 'firefox115', 'safari16'],
  // Plain characters only, so that the bytes that the page's policy hashes do not depend on an encoding.
  charset: 'ascii',
  minify: true,
  // Beside the script and not named in it: only the counts of executed lines need it.
  sourcemap: 'external',
  // Licences stay with the code: the page is handed on without the package.
  legalComments: 'inline',
  logLevel: 'warning',
};
