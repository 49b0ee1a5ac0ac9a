import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLER_NAMES } from '../../src/optimizer/samplers/built-samplers.ts';
import { type CommandLineProject, createCommandLineProject } from '../cli/command-line-project.ts';
import { signalOnceStored } from '../cli/signal-once-stored.ts';

const TRIALS = 400;

function searchOf(sampler: string): string {
  return `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: { type: int, low: 20, high: 100 }
  strategy_parameters.z_score_long: { type: float, low: -2.6, high: -1.2, step: 0.05 }
  strategy_parameters.atr_mult: { type: float, low: 1, high: 3, step: 0.1 }
sampler: { name: ${sampler} }
budget: { trials: ${TRIALS} }
objective: profit_over_drawdown
statistics: off
`;
}

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
});

afterAll(() => project.remove());

async function digestOf(results: string): Promise<string> {
  const { stdout } = await project.omega(['digest', 'latest'], { environment: { OMEGA_RESULTS_ROOT: results } });
  return stdout;
}

describe.each(SAMPLER_NAMES)('the trial table of a whole sweep: %s', (sampler) => {
  const words = (workers: number) => ['sweep', `${sampler}.yaml`, '--workers', String(workers)];

  it('is the same with 1, 2 and 5 workers, and after its process was killed', async () => {
    project.write(`${sampler}.yaml`, searchOf(sampler));
    for (const workers of [1, 2, 5]) {
      const { code } = await project.omega(words(workers), {
        environment: { OMEGA_RESULTS_ROOT: `${sampler}_${workers}` },
      });
      expect(code).toBe(0);
    }
    const expected = await digestOf(`${sampler}_1`);
    expect(expected).toMatch(/^[0-9a-f]{64}\n$/);
    expect(await digestOf(`${sampler}_2`)).toBe(expected);
    expect(await digestOf(`${sampler}_5`)).toBe(expected);

    const environment = { OMEGA_RESULTS_ROOT: `${sampler}_killed` };
    const store = path.join(project.root, `${sampler}_killed`, 'omega.db');
    const killed = await project.omega(words(1), { environment, onStderr: signalOnceStored(store, 'SIGKILL') });
    expect(killed.code).toBeNull();
    const resumed = await project.omega([...words(5), '--json'], { environment });
    const { finished_now: finishedNow } = JSON.parse(resumed.stdout).result;
    expect(finishedNow).toBeGreaterThan(0);
    expect(finishedNow).toBeLessThan(TRIALS);
    expect(await digestOf(`${sampler}_killed`)).toBe(expected);
  });
});
