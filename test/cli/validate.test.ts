import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
});

afterAll(() => project.remove());

describe('omega validate', () => {
  it('accepts a configuration and writes nothing', async () => {
    const { code, stdout, stderr } = await project.omega(['validate', 'base.json']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^base\.json is valid, config hash [0-9a-f]{12}\n$/);
    expect(code).toBe(0);
    expect(project.artifacts()).toEqual([]);
  });

  it('prints the normalised configuration with --json', async () => {
    const { stdout } = await project.omega(['validate', 'base.json', '--json']);
    const { result } = JSON.parse(stdout);
    expect(result.config).toMatchObject({ symbol: 'EURUSD', rng_seed: 42, market_hours: 'fx_24_5' });
    expect(result.warnings).toEqual([]);
  });

  it('prints every problem of a file with its place, sorted', async () => {
    const file = project.write(
      'bad.json',
      '{\n  "schema_version": "3",\n  "symbol": "../EURUSD",\n  "warmup_bars": "500"\n}\n',
    );
    const { code, stdout, stderr } = await project.omega(['validate', file]);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('error[config/CFG_ENUM] bad.json:2:3 schema_version: ');
    expect(stderr).toContain('error[config/CFG_FORMAT] bad.json:3:3 symbol: ');
    expect(stderr).toContain('error[config/CFG_TYPE] bad.json:4:3 warmup_bars: ');
    const missing = [...stderr.matchAll(/^error\[config\/CFG_MISSING_FIELD\] \S+ (\w+):/gm)].map((match) => match[1]);
    expect(missing).toEqual(['data_mode', 'end_date', 'run_mode', 'start_date', 'strategy_name', 'timeframes']);
    expect(stderr).toContain('9 problems found\n');
  });

  it('gives every problem with --json too', async () => {
    const file = project.write('bad.json', '{ "schema_version": "3" }');
    const { code, stdout } = await project.omega(['validate', file, '--json']);
    expect(code).toBe(3);
    const { ok, error } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(error.category).toBe('config');
    expect(error.details.problems.length).toBeGreaterThan(5);
  });

  it('names the command for a sweep file', async () => {
    const { code, stderr } = await project.omega(['validate', 'sweep.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain('error[config/USAGE] sweep.yaml is a YAML file, expected a configuration (JSON)\n');
    expect(stderr).toContain('hint: for a sweep file: omega sweep sweep.yaml --dry-run\n');
    const run = await project.omega(['run', 'sweep.yaml']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('hint: for a sweep file: omega sweep sweep.yaml\n');
  });
});
