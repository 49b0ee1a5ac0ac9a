import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

const SWEEP = `sweep_version: 1
base: donchian.json
space:
  strategy_parameters.stop_mode: [atr, channel]
  strategy_parameters.atr_mult: { type: float, low: 2, high: 3, step: 1, when: "stop_mode == 'atr'" }
  strategy_parameters.order_expiry_bars: [4, null]
objective: profit_over_drawdown
`;

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
  project.writeConfig('donchian.json', {
    strategy_name: 'donchian_breakout',
    strategy_parameters: { channel_length: 30, target_r: 1.5 },
  });
  project.write('donchian.yaml', SWEEP);
});

afterAll(() => project.remove());

describe('donchian_breakout', () => {
  it('runs with orders of its own kind', async () => {
    const { code, stdout, stderr } = await project.omega(['run', 'donchian.json', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { result } = JSON.parse(stdout);
    expect(result.metrics.total_trades).toBeGreaterThan(20);
  });

  it('sweeps and replays', async () => {
    const sweep = await project.omega(['sweep', 'donchian.yaml', '--workers', '2', '--json']);
    expect(sweep.code).toBe(0);
    expect(JSON.parse(sweep.stdout).result).toMatchObject({ outcome: 'complete', by_status: { complete: 6 } });
    const replay = await project.omega(['replay', 'latest', '--all', '--json']);
    expect(JSON.parse(replay.stdout)).toMatchObject({ ok: true, result: { replayed: 6, mismatches: [] } });
  });

  it.each([
    { parameters: { stop_mode: 'none' }, expected: 'CFG_ENUM' },
    { parameters: { channel_length: 301 }, expected: 'CFG_WARMUP_TOO_SMALL' },
  ])('is refused with $parameters', async ({ parameters, expected }) => {
    project.writeConfig('bad.json', { strategy_name: 'donchian_breakout', strategy_parameters: parameters });
    const { code, stderr } = await project.omega(['validate', 'bad.json']);
    expect(stderr).toContain(expected);
    expect(code).toBe(3);
  });
});
