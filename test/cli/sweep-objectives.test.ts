import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

const OBJECTIVES = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: { type: int, low: 40, high: 80 }
  strategy_parameters.z_score_long: { type: float, low: -2.2, high: -1.4 }
sampler: { name: nsga2, population: 6 }
budget: { trials: 24 }
objective:
  objectives:
    - { score: profit_net }
    - { score: max_drawdown, direction: minimize }
  select: profit_over_drawdown
gates: ["total_trades >= 3"]
`;

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
  project.write('objectives.yaml', OBJECTIVES);
});

afterAll(() => project.remove());

describe('omega sweep for two objectives', () => {
  it('shows the front, equal with one and two workers, and replays', async () => {
    const { code, stdout } = await project.omega(['sweep', 'objectives.yaml', '--workers', '2']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^objectives +profit_net \(maximize\)\n +max_drawdown \(minimize\)\nselect +profit_net \/ max/m,
    );
    const shown = await project.omega(['sweep', 'objectives.yaml', '--json']);
    const { sweep_id: sweepId, pareto, best, objectives } = JSON.parse(shown.stdout).result;
    expect(objectives).toMatchObject([
      { expression: 'profit_net', direction: 'maximize' },
      { expression: 'max_drawdown', direction: 'minimize' },
    ]);
    const table = readFileSync(path.join(project.root, 'results/sweeps', sweepId, 'pareto.csv'), 'utf8');
    const [head, ...rows] = table.trimEnd().split('\n');
    expect(head).toMatch(/^pareto_rank,trial_index,score,profit_net,max_drawdown,/);
    const front = rows.filter((row) => row.startsWith('0,')).map((row) => row.split(',').map(Number));
    expect(front.length).toBe(pareto.front);
    expect(stdout).toMatch(new RegExp(`^front +${front.length} trials?, hypervolume `, 'm'));
    expect(best[0].trial_index).toBe(front[0]?.[1]);
    // On a front of two objectives, whoever earns more risks more.
    const byProfit = front.map(([, , , profit, drawdown]) => [profit!, drawdown!]).sort((a, b) => a[0]! - b[0]!);
    expect(byProfit.map(([, drawdown]) => drawdown)).toEqual(byProfit.map(([, drawdown]) => drawdown).sort(ascending));

    const environment = { OMEGA_RESULTS_ROOT: 'one_worker' };
    await project.omega(['sweep', 'objectives.yaml', '--workers', '1'], { environment });
    const digests = await Promise.all([
      project.omega(['digest', 'latest']),
      project.omega(['digest', 'latest'], { environment }),
    ]);
    expect(digests[0]?.stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(digests[0]?.stdout).toBe(digests[1]?.stdout);
    const replayed = await project.omega(['replay', 'latest', '--all']);
    expect(replayed.code).toBe(0);
    expect(replayed.stdout).toContain('24 trials: equal to the store');
  });
});

function ascending(a: number | undefined, b: number | undefined): number {
  return (a ?? 0) - (b ?? 0);
}
