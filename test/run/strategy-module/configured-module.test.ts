import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resolveLocations } from '../../../src/config/locations.ts';
import { ConfigError, describeError } from '../../../src/core/types/errors.ts';
import { loadDefinition } from '../../../src/optimizer/sweep/load-definition.ts';
import { runSingle } from '../../../src/run/run-single.ts';
import { readSupportFiles } from '../../../src/run/support.ts';
import { DIPS, WITHOUT_STOP } from '../../support/own-strategies.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../../support/sample-project.ts';

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

beforeEach(() => void project.write('strategies/dips.mjs', DIPS));

afterAll(() => project.remove());

const CONFIG = {
  ...SAMPLE_CONFIG,
  end_date: '2023-03-31',
  strategy_name: 'dips',
  strategy_module: './dips.mjs',
  strategy_parameters: {},
};

function run(file: string, changes: object = {}) {
  const config = project.write(file, JSON.stringify({ ...CONFIG, ...changes }));
  return runSingle({ config, projectRoot: project.root, environment: project.environment, write: false });
}

describe('the identity of a run', () => {
  it('follows the content of the module, wherever it lies', async () => {
    const first = await run('strategies/dips.json');
    project.write('elsewhere/dips.mjs', DIPS);
    const moved = await run('configs/dips.json', { strategy_module: '../elsewhere/dips.mjs' });
    expect([moved.runId, moved.configHash, moved.resultHash]).toEqual([
      first.runId,
      first.configHash,
      first.resultHash,
    ]);
    expect(moved.config.strategy_module).toBe('elsewhere/dips.mjs');
    project.write('strategies/dips.mjs', `${DIPS}// more\n`);
    const changed = await run('strategies/dips.json');
    expect(changed.resultHash).toBe(first.resultHash);
    const identities = [changed.runId, changed.configHash, changed.manifestSha256];
    expect(identities.filter((hash) => [first.runId, first.configHash, first.manifestSha256].includes(hash))).toEqual(
      [],
    );
  });

  it('is that of an effective configuration, which names the module and pins it', async () => {
    const first = await run('strategies/dips.json');
    const again = await runSingle({
      config: { document: JSON.parse(JSON.stringify(first.config)), source: 'effective' },
      projectRoot: project.root,
      environment: project.environment,
      write: false,
    });
    expect([again.runId, again.config]).toEqual([first.runId, first.config]);
  });
});

describe('a configuration', () => {
  /** Code and place of every problem, each once. */
  const problemsOf = async (promise: Promise<unknown>) => {
    const error = await promise.catch((thrown: unknown) => thrown);
    if (!(error instanceof ConfigError)) throw error;
    return [...new Set(error.problems.map(({ code, where }) => `${code} ${where}`))];
  };

  it.each<[what: string, changes: object, expected: readonly string[], text?: string]>([
    ['names a file that is not there', { strategy_module: 'no.mjs' }, ['CFG_STRATEGY_FILE strategy_module']],
    ['names no file', { strategy_module: ' ' }, ['CFG_FORMAT strategy_module']],
    ['names something else', { strategy_module: 7 }, ['CFG_TYPE strategy_module']],
    ['pins another content', { strategy_module_sha256: 'a'.repeat(64) }, ['CFG_STRATEGY_FILE strategy_module_sha256']],
    ['pins with no hash', { strategy_module_sha256: 'abc' }, ['CFG_FORMAT strategy_module_sha256']],
    [
      'pins a bundled strategy',
      { strategy_name: 'donchian_breakout', strategy_module: null, strategy_module_sha256: 'a'.repeat(64) },
      ['CFG_MISSING_FIELD strategy_module'],
    ],
    ['has another name for it', { strategy_name: 'dip' }, ['CFG_UNKNOWN_STRATEGY strategy_name']],
    ['does not parse', {}, ['CFG_STRATEGY_LOAD strategy_module'], 'export default {'],
    ['exports nothing', {}, ['CFG_STRATEGY_CONTRACT strategy_module'], 'const own = 1;'],
    ['has another shape', {}, ['CFG_STRATEGY_CONTRACT strategy_module'], DIPS.replace('create(', 'make(')],
    ['has a bad parameter', {}, ['CFG_STRATEGY_CONTRACT strategy_module'], DIPS.replace('min: 2', 'min: 21')],
    [
      'takes the name of a bundled one',
      { strategy_name: 'donchian_breakout' },
      ['CFG_STRATEGY_CONTRACT strategy_module'],
      DIPS.replace("'dips'", "'donchian_breakout'"),
    ],
    [
      'asks for an unknown indicator',
      {},
      ['CFG_UNKNOWN_INDICATOR strategy_parameters'],
      DIPS.replace("'sma'", "'hull'"),
    ],
    ['has too little warm-up', { warmup_bars: 19 }, ['CFG_WARMUP_TOO_SMALL strategy_parameters']],
    [
      'has several problems',
      { strategy_module: 'no.mjs', warmup_bars: -1 },
      ['CFG_STRATEGY_FILE strategy_module', 'CFG_RANGE warmup_bars'],
    ],
  ])('whose strategy %s is refused', async (_what, changes, expected, text = DIPS) => {
    project.write('bad/dips.mjs', text);
    expect(await problemsOf(run('bad/dips.json', changes))).toEqual(expected);
    expect(existsSync(path.join(project.root, 'results/runs'))).toBe(false);
  });

  it('whose strategy gives no stop ends the run', async () => {
    project.write('bad/dips.mjs', WITHOUT_STOP);
    const error = await run('bad/dips.json').catch(describeError);
    expect(error).toMatchObject({ code: 'STRAT_INVALID_SIGNAL', where: expect.stringMatching(/^bar \d+ \(2023-/) });
  });
});

describe('a sweep file', () => {
  const SPACE = 'space: { strategy_parameters.length: [10, 20] }\n';

  async function define(text: string) {
    const locations = resolveLocations(project.environment, project.root);
    const { symbolSpecs } = await readSupportFiles(locations, false);
    const file = project.write('sweeps/own.yaml', `sweep_version: 1\n${text}${SPACE}`);
    return loadDefinition(file, { strict: true, symbolSpecs, projectRoot: project.root });
  }

  it.each([
    ['the base file, relative to that', 'base: ../strategies/base.json\n'],
    ['the inline base, relative to itself', `base_config: ${inline('../strategies/dips.mjs')}\n`],
    [
      'an override, relative to itself',
      'base: ../other.json\noverrides: { strategy_name: dips, strategy_module: ../strategies/dips.mjs }\n',
    ],
  ])('takes the module from %s', async (_, text) => {
    project.write('strategies/base.json', JSON.stringify(CONFIG));
    project.write(
      'other.json',
      JSON.stringify({ ...CONFIG, strategy_module: './nowhere.mjs', strategy_name: 'other' }),
    );
    const { defined, strategy, module } = await define(text);
    expect([strategy.name, module?.text]).toEqual(['dips', DIPS]);
    expect(defined.definition.base.strategy_module).toBe('strategies/dips.mjs');
  });

  it('has another definition when the module has another content, but not when it has another place', async () => {
    const hashOf = async (module: string) => {
      const { defined } = await define(`base_config: ${inline(module)}\n`);
      return defined.definition.definitionHash;
    };
    project.write('elsewhere/dips.mjs', DIPS);
    const first = await hashOf('../strategies/dips.mjs');
    expect(await hashOf('../elsewhere/dips.mjs')).toBe(first);
    project.write('elsewhere/dips.mjs', `${DIPS}// more\n`);
    expect(await hashOf('../elsewhere/dips.mjs')).not.toBe(first);
  });

  it('cannot search over modules, and knows the parameters of its own', async () => {
    const base = `base_config: ${inline('../strategies/dips.mjs')}\n`;
    const codesOf = async (space: string) =>
      define(`${base}space: { ${space} }\n#`).then(
        () => [],
        (error: ConfigError) => error.problems.map(({ code, hint }) => [code, hint]),
      );
    expect(await codesOf('strategy_module: [a.mjs]')).toMatchObject([['SWEEP_UNSUPPORTED', expect.any(String)]]);
    expect(await codesOf('strategy_parameters.lenght: [3]')).toEqual([
      ['SWEEP_SPACE', "did you mean 'strategy_parameters.length'?"],
    ]);
    expect(await codesOf('strategy_parameters.length: [1]')).toMatchObject([['SWEEP_SPACE', undefined]]);
  });
});

function inline(module: string): string {
  return JSON.stringify({ ...CONFIG, strategy_module: module });
}
