import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

const MARKETS = `sweep_version: 1
base: base.json
space:
  symbol: [EURUSD, GBPUSD]
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
objective: profit_over_drawdown
gates: ["total_trades >= 200"]
`;

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
  project.write('markets.yaml', MARKETS);
});

afterAll(() => project.remove());

describe('omega sweep over two symbols', () => {
  it('shows the best of every symbol, equal with one and two workers, and replays', async () => {
    expect((await project.omega(['data', 'synth', 'GBPUSD', '--seed', '7'])).code).toBe(0);
    const { code, stdout } = await project.omega(['sweep', 'markets.yaml', '--workers', '2']);
    expect(code).toBe(0);
    const table = /best parameters by group\n(.*?)\n\n/s.exec(stdout)?.[1] ?? '';
    expect(table).toMatch(/^symbol +trials +best +score .*plateau/);
    expect(table.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^EURUSD +6 +\d+ /),
      expect.stringMatching(/^GBPUSD +6 +\d+ /),
    ]);
    const environment = { OMEGA_RESULTS_ROOT: 'one_worker' };
    await project.omega(['sweep', 'markets.yaml', '--workers', '1'], { environment });
    const digests = await Promise.all([
      project.omega(['digest', 'latest']),
      project.omega(['digest', 'latest'], { environment }),
    ]);
    expect(digests[0]?.stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(digests[0]?.stdout).toBe(digests[1]?.stdout);
    const replayed = await project.omega(['replay', 'latest', '--all']);
    expect(replayed.code).toBe(0);
    expect(replayed.stdout).toContain('12 trials: equal to the store');
    const shown = await project.omega(['sweep', 'markets.yaml', '--json']);
    const { groups } = JSON.parse(shown.stdout).result;
    expect(groups).toMatchObject([{ values: { symbol: 'EURUSD' }, trials: 6 }, { values: { symbol: 'GBPUSD' } }]);
  });
});
