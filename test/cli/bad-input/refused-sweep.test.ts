import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from '../command-line-project.ts';

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
});

afterAll(() => project.remove());

describe('market data that a run refuses', () => {
  it.each([
    { row: 68, changes: { start_date: '2030-01-01', end_date: '2030-02-01' }, code: 'DATA_RANGE_EMPTY' },
    { row: 69, changes: { warmup_bars: 100_000 }, code: 'DATA_INSUFFICIENT' },
    { row: 47, changes: { symbol: 'GBPUSD' }, code: 'DATA_FILE_NOT_FOUND' },
  ])('row $row: $code ends a sweep too, which then has no trial and no store', async ({ changes, code }) => {
    project.writeConfig('bad-base.json', changes);
    project.write(
      'bad-sweep.yaml',
      'sweep_version: 1\nbase: bad-base.json\nspace:\n  strategy_parameters.atr_mult: [1, 2]\n',
    );
    const environment = { OMEGA_RESULTS_ROOT: 'bad-sweep' };
    const sweep = await project.omega(['sweep', 'bad-sweep.yaml'], { environment });
    expect(sweep.stderr).toContain(`error[market_data/${code}]`);
    expect(sweep.code).toBe(1);
    expect(sweep.stdout).toBe('');
    expect(project.artifacts('bad-sweep')).toEqual([]);
  });
});
