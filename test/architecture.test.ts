import { describe, expect, it } from 'vitest';
import { SOURCE_FILES as files, layerOf, loadedBy } from './support/source-files.ts';

/** Layers a folder may import besides itself; the direction is one way by construction. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'core/types': [],
  'core/math': ['core/types'],
  'core/data': ['core/types', 'core/math'],
  'core/indicators': ['core/types', 'core/math'],
  'core/execution': ['core/types', 'core/math'],
  'core/portfolio': ['core/types', 'core/math', 'core/execution'],
  'core/metrics': ['core/types', 'core/math'],
  'core/strategy': ['core/types', 'core/math', 'core/indicators', 'core/portfolio'],
  'core/backtest': ['core/*'],
  config: ['core/types', 'core/math', 'core/strategy', 'core/data'],
  run: ['core/*', 'config'],
  optimizer: ['core/*', 'config', 'run'],
  report: ['core/*', 'config', 'run', 'optimizer'],
  // Runs in a browser: of the rest it knows only how the data in a page look.
  'report-page': ['report'],
  cli: ['core/*', 'config', 'run', 'optimizer', 'report'],
  // The package's public face only hands on what is below.
  index: ['core/*', 'config', 'run', 'optimizer'],
};

/** Packages and node modules, and the folders (or files) that alone may import them. */
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  'apache-arrow': ['core/data'],
  'parquet-wasm': ['core/data'],
  piscina: ['optimizer/executor', 'run/batch'],
  'better-sqlite3': ['optimizer/storage/lasting-database.ts'],
  seedrandom: ['optimizer/random'],
  yaml: ['config', 'optimizer/definition'],
  zod: ['config', 'optimizer/definition', 'cli'],
  'lightweight-charts': ['report-page'],
  'echarts/core': ['report-page'],
  'echarts/charts': ['report-page'],
  'echarts/components': ['report-page'],
  'echarts/renderers': ['report-page'],
  yargs: ['cli'],
  'cli-progress': ['cli'],
  'node:fs': ['core/data', 'config', 'run', 'optimizer', 'report', 'cli'],
  'node:fs/promises': ['core/data', 'config', 'run', 'optimizer', 'cli'],
  'node:child_process': ['run', 'cli'],
};

/** Too slow or too heavy for a worker's start. */
const NOT_IN_WORKERS = [
  'apache-arrow',
  'parquet-wasm',
  'better-sqlite3',
  'zod',
  'yaml',
  'yargs',
  'cli-progress',
  'seedrandom',
  'node:fs',
  'node:fs/promises',
];

function allows(from: string, to: string): boolean {
  if (from === to) return true;
  return (MAY_IMPORT[from] ?? []).some((allowed) => allowed === to || (allowed === 'core/*' && to.startsWith('core/')));
}

describe('layers', () => {
  it('sees the sources and their imports', () => {
    expect(files.size).toBeGreaterThan(50);
    expect([...files.values()].flatMap((file) => file.imports).length).toBeGreaterThan(100);
  });

  it('are all declared', () => {
    const unknown = [...files.values()].filter((file) => MAY_IMPORT[file.layer] === undefined);
    expect(unknown.map((file) => file.path)).toEqual([]);
  });

  it('import downwards only', () => {
    const violations = [...files.values()].flatMap((file) =>
      file.imports
        .filter((target) => !allows(file.layer, layerOf(target)))
        .map((target) => `${file.path} imports ${target}`),
    );
    expect(violations).toEqual([]);
  });

  it('import files that exist', () => {
    const missing = [...files.values()].flatMap((file) => file.imports.filter((target) => !files.has(target)));
    expect(missing).toEqual([]);
  });

  it('have no cycles', () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      else if (!done.has(path)) for (const target of files.get(path)?.loads ?? []) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const path of files.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

describe('packages', () => {
  it('are imported only where they belong', () => {
    const violations = [...files.values()].flatMap((file) =>
      file.packages
        .filter((name) => PACKAGE_HOMES[name]?.some((home) => `${file.path}/`.startsWith(home)) === false)
        .map((name) => `${file.path} imports ${name}`),
    );
    expect(violations).toEqual([]);
  });

  it.each([
    ['optimizer/executor/worker.ts', []],
    // The statistics draw resamples.
    ['optimizer/executor/statistics-worker.ts', ['seedrandom']],
  ])('keep a worker light: %s', (worker, needed: readonly string[]) => {
    const seen = loadedBy(worker);
    expect(seen.size).toBeGreaterThan(20);
    const heavy = [...seen].flatMap((path) =>
      files
        .get(path)!
        .packages.filter((name) => NOT_IN_WORKERS.includes(name) && !needed.includes(name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(heavy).toEqual([]);
  });
});

describe('the core', () => {
  const core = [...files.values()].filter((file) => file.layer.startsWith('core/'));

  it('reads no clock, no global randomness, no environment and prints nothing', () => {
    const forbidden = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bconsole\.|\bperformance\./;
    const offenders = core.filter((file) => forbidden.test(file.text.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
    expect(offenders.map((file) => file.path)).toEqual([]);
  });
});

describe('names', () => {
  it('are honest', () => {
    const vague = [...files.keys()].filter((path) => /(^|\/)(utils?|helpers?|common|misc|index)\.ts$/.test(path));
    expect(vague.filter((path) => path !== 'index.ts')).toEqual([]);
  });

  it('are in kebab case', () => {
    const odd = [...files.keys()].filter((path) => !/^([a-z0-9-]+\/)*[a-z0-9-]+\.ts$/.test(path));
    expect(odd).toEqual([]);
  });
});
