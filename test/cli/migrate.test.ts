import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

const OLD = {
  symbol: 'EURUSD',
  start_date: '2023-01-02',
  end_date: '2023-09-29',
  timeframes: { primary: 'H1' },
  account_currency: 'USD',
  slippage: { fixed_pips: 0.2 },
  strategy: { module: 'mean_reversion_z_score.backtest', class: 'X', parameters: { enabled_scenarios: [1, 2] } },
};

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
  project.write('old.json', JSON.stringify(OLD));
});

afterAll(() => project.remove());

const fileIn = (name: string) => path.join(project.root, name);

describe('omega migrate', () => {
  it('writes a configuration that runs, and says what is lost', async () => {
    const { code, stdout, stderr } = await project.omega(['migrate', 'old.json', '--output', 'new.json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('wrote new.json\n');
    expect(stdout).toContain('results stay comparable');
    expect(stdout).toMatch(/Not carried over:\n {2}slippage\n/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const run = await project.omega(['validate', 'new.json', '--strict']);
    expect(run.code).toBe(0);
  });

  it('prints the configuration where no file is named, the rest to standard error', async () => {
    const { code, stdout, stderr } = await project.omega(['migrate', 'old.json', '--variant', 'v2']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schema_version: '2', execution_variant: 'v2' });
    expect(stderr).toContain('Carried over with another meaning:\n');
  });

  it('switches the news filter on where the project has a calendar', async () => {
    const filterWith = async (environment: Readonly<Record<string, string>>) => {
      const { stdout } = await project.omega(['migrate', 'old.json', '--json'], { environment });
      return JSON.parse(stdout).result.config.news_filter.enabled;
    };
    project.write('calendar.parquet', 'only its presence matters here');
    expect(await filterWith({})).toBe(false);
    expect(await filterWith({ OMEGA_NEWS_CALENDAR_FILE: 'calendar.parquet' })).toBe(true);
  });

  it('writes a costs file with the old slippage', async () => {
    const words = ['migrate', 'old.json', '--output', 'with-costs.json', '--costs-out', 'old-costs.yaml', '--json'];
    const { code, stdout } = await project.omega(words);
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout);
    expect(result).toMatchObject({ output: fileIn('with-costs.json'), variant: 'v1_parity', is_runnable: true });
    expect(result.costs.file).toBe(fileIn('old-costs.yaml'));
    expect(result.findings.find(({ path }: { path: string }) => path === 'slippage').action).toContain(
      'old-costs.yaml',
    );
    expect(readFileSync(fileIn('old-costs.yaml'), 'utf8')).toContain('fixed_pips: 0.2');
    expect(
      (
        await project.omega(['validate', 'with-costs.json'], {
          environment: { OMEGA_EXECUTION_COSTS_FILE: 'old-costs.yaml' },
        })
      ).code,
    ).toBe(0);
  });

  it('replaces no file and writes both files or none', async () => {
    project.write('taken.json', 'mine');
    const words = ['migrate', 'old.json', '--output', 'taken.json', '--costs-out', 'not-written.yaml'];
    const { code, stderr } = await project.omega(words);
    expect(code).toBe(5);
    expect(stderr).toContain('error[runtime/OUT_DIR_CONFLICT]');
    expect(readFileSync(fileIn('taken.json'), 'utf8')).toBe('mine');
    expect(existsSync(fileIn('not-written.yaml'))).toBe(false);
  });

  it.each([
    { words: ['nope.json'], exitCode: 2, words2: 'USAGE_CONFIG_NOT_FOUND' },
    { words: ['old.json', '--variant', 'v3'], exitCode: 2, words2: '--variant is "v3"' },
    { words: ['base.json'], exitCode: 3, words2: 'CFG_V1_SHAPE' },
    { words: ['sweep.yaml'], exitCode: 3, words2: 'CFG_JSON_PARSE' },
  ])('refuses $words', async ({ words, exitCode, words2 }) => {
    const { code, stdout, stderr } = await project.omega(['migrate', ...words]);
    expect(code).toBe(exitCode);
    expect(stdout).toBe('');
    expect(stderr).toContain(words2);
  });
});
