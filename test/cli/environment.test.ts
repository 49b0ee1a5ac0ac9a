import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireNodeVersion } from '../../src/cli/node-version.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';
import { hidePackage, recordModules } from './module-hooks.ts';

const HEAVY = [
  'zod',
  'yaml',
  'apache-arrow',
  'parquet-wasm',
  'better-sqlite3',
  'piscina',
  'seedrandom',
  'cli-progress',
];

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
});

afterAll(() => project.remove());

async function packagesOf(words: readonly string[]): Promise<readonly string[]> {
  const { nodeOptions, loaded } = recordModules(project, words.join('-').replace(/\W+/g, '-'));
  const { code } = await project.omega(words, { nodeOptions });
  expect(code).toBe(0);
  return [...loaded.packages()];
}

describe('what a call loads', () => {
  it('is the parser alone for help', async () => {
    const packages = await packagesOf(['--help']);
    expect(packages).toContain('yargs');
    expect(packages.filter((name) => HEAVY.includes(name))).toEqual([]);
  });

  it('is neither the store nor the pool for a run', async () => {
    const packages = await packagesOf(['run', 'base.json', '--no-cache']);
    expect(packages).toEqual(expect.arrayContaining(['zod', 'parquet-wasm']));
    const forbidden = ['better-sqlite3', 'piscina', 'cli-progress', 'seedrandom', 'apache-arrow'];
    expect(packages.filter((name) => forbidden.includes(name))).toEqual([]);
  });

  it('is no Parquet decoder for a run whose columns are in the cache', async () => {
    await project.omega(['run', 'base.json']);
    expect(await packagesOf(['run', 'base.json'])).not.toContain('parquet-wasm');
  });
});

describe('an environment that lacks something', () => {
  it.each([
    { name: 'better-sqlite3', words: ['best', 'latest'] },
    { name: 'better-sqlite3', words: ['sweep', 'sweep.yaml'] },
    { name: 'piscina', words: ['sweep', 'sweep.yaml'] },
    { name: 'parquet-wasm', words: ['run', 'base.json', '--no-cache'] },
    { name: 'apache-arrow', words: ['data', 'synth', 'USDJPY', '--to', 'other'] },
  ])('ends "omega $words" with code 4 without $name', async ({ name, words }) => {
    const { code, stdout, stderr } = await project.omega(words, { nodeOptions: hidePackage(project, name) });
    expect(stderr).toContain('error[runtime/ENV_UNSUPPORTED]');
    expect(stderr).toContain(`'${name}'`);
    expect(stderr).toContain('hint:');
    expect(code).toBe(4);
    expect(stdout).toBe('');
  });

  it('is an error object with --json', async () => {
    const words = ['best', 'latest', '--json'];
    const { code, stdout } = await project.omega(words, { nodeOptions: hidePackage(project, 'better-sqlite3') });
    expect(code).toBe(4);
    expect(JSON.parse(stdout).error).toMatchObject({
      category: 'runtime',
      code: 'ENV_UNSUPPORTED',
      details: { module: 'better-sqlite3' },
    });
  });

  it('does not keep help from working', async () => {
    const { code } = await project.omega(['--help'], { nodeOptions: hidePackage(project, 'better-sqlite3') });
    expect(code).toBe(0);
  });
});

describe('the Node version', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s is accepted', (version) => {
    expect(() => requireNodeVersion(version)).not.toThrow();
  });

  it.each(['18.20.4', '20.18.3', '19.9.0'])('%s is refused', (version) => {
    expect(() => requireNodeVersion(version)).toThrow(
      expect.objectContaining({ code: 'ENV_UNSUPPORTED', details: { found: version, required: '20.19' } }),
    );
  });
});
