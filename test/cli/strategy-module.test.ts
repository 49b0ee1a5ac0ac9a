import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/core/math/sha256.ts';
import { DIPS, PEEKING, THROWING } from '../support/own-strategies.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

const MODULE = 'strategies/dips.mjs';
const SWEEP = `sweep_version: 1
base: configs/dips.json
space:
  strategy_parameters.length: [10, 20, 30]
  strategy_parameters.distance: [0.0005, 0.001]
objective: profit_over_drawdown
`;

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
  const facts = { strategy_name: 'dips', strategy_module: '../strategies/dips.mjs' };
  project.writeConfig('configs/dips.json', { ...facts, strategy_parameters: { length: 15 } });
  project.writeConfig('configs/plain.json', { ...facts, strategy_parameters: {} });
  project.write('dips.yaml', SWEEP);
});

beforeEach(() => void project.write(MODULE, DIPS));

afterAll(() => project.remove());

async function resultOf(...words: readonly string[]) {
  const { code, stdout, stderr } = await project.omega([...words, '--json']);
  if (code !== 0) throw new Error(stderr + stdout);
  return JSON.parse(stdout).result;
}

const readJson = (file: string) => JSON.parse(readFileSync(path.join(project.root, file), 'utf8'));

describe('a strategy of its own', () => {
  it('runs, and is known by its hash', async () => {
    const sha256 = sha256Hex(DIPS);
    const { config } = await resultOf('validate', 'configs/dips.json', '--strict');
    expect(config).toMatchObject({ strategy_module: MODULE, strategy_module_sha256: sha256 });
    const { run_id: id, metrics } = await resultOf('run', 'configs/dips.json');
    expect(metrics.total_trades).toBeGreaterThan(20);
    const meta = readJson(`results/runs/${id}/meta.json`);
    expect(meta.strategy).toEqual({ name: 'dips', version: '1.0.0', module: { path: MODULE, sha256 } });
    const { inputs } = readJson(meta.dataset.manifest_ref);
    expect(inputs).toContainEqual({ kind: 'strategy_module', path: 'dips.mjs', sha256, size_bytes: DIPS.length });
  });

  it('sweeps to the same bytes with one worker and with two, replays, and is refused once it has changed', async () => {
    const { sweep_id: id, best } = await resultOf('sweep', 'dips.yaml', '--workers', '1');
    const { digest } = await resultOf('digest', id);
    expect((await resultOf('sweep', 'dips.yaml', '--workers', '2', '--restart')).sweep_id).toBe(id);
    expect((await resultOf('digest', id)).digest).toBe(digest);
    expect(await resultOf('replay', id, '--all')).toMatchObject({ replayed: 6, mismatches: [] });
    await resultOf('replay', id, '--trial', '2', '--export', 'exported/trial.json');
    expect(readJson('exported/trial.json').strategy_module).toBe('../strategies/dips.mjs');
    const { config } = await resultOf('trials', id, '--config', '3');
    expect(config).toMatchObject({ strategy_parameters: { length: 20, distance: 0.001 } });

    project.write(MODULE, `${DIPS}// more\n`);
    for (const words of [
      ['replay', id, '--all'],
      ['trials', id, '--config', '0'],
    ]) {
      const { code, stderr } = await project.omega(words);
      expect(stderr).toContain(`REPLAY_MISMATCH] ${id}: strategy_module_sha256 is ${sha256Hex(`${DIPS}// more\n`)}`);
      expect(code).toBe(1);
    }
    const resumed = await project.omega(['sweep', '--resume', id]);
    expect(resumed.stderr).toContain(`SWEEP_RESUME_MISMATCH] ${id}: `);
    expect(resumed.code).toBe(3);
    expect((await resultOf('sweep', 'dips.yaml', '--dry-run')).sweep_id).not.toBe(id);

    // The sweep keeps a copy, with which its best run can be repeated.
    const folder = `results/sweeps/${id}`;
    const manifest = { strategy_module: MODULE, strategy_module_sha256: sha256Hex(DIPS) };
    expect(readJson(`${folder}/manifest.json`)).toMatchObject(manifest);
    expect(readJson(`${folder}/best.json`)).toMatchObject({ ...manifest, strategy_module: 'dips.mjs' });
    expect((await resultOf('run', `${folder}/best.json`)).result_hash).toBe(best[0].result_hash);
    project.write(`${folder}/dips.mjs`, `${DIPS}\n`);
    const altered = await project.omega(['run', `${folder}/best.json`]);
    expect(altered.stderr).toContain('CFG_STRATEGY_FILE] best.json:');
    expect(altered.stderr).toContain(`expected ${sha256Hex(DIPS)}`);
    expect(altered.code).toBe(3);
  });

  it('is checked like a bundled one', async () => {
    const { checks } = await resultOf('check', 'strategy', 'configs/dips.json');
    expect(checks.filter(({ finding }: { readonly finding: string | null }) => finding !== null)).toEqual([]);
    expect(await resultOf('check', 'lookahead', 'configs/dips.json', '--cuts', '5')).toMatchObject({ cuts: 5 });
  });
});

describe('a bad strategy of its own', () => {
  it('that looks ahead is caught', async () => {
    project.write(MODULE, PEEKING);
    const lookahead = await project.omega(['check', 'lookahead', 'configs/plain.json']);
    expect(lookahead.stdout).toMatch(/^look-ahead +FOUND$/m);
    expect(lookahead.stderr).toMatch(/^error\[strategy\/STRAT_LOOKAHEAD\] bar \d+ \(2023-/);
    expect(lookahead.stderr).toContain('signal is market on all data and none on data that end at');
    expect(lookahead.code).toBe(1);
    const check = await project.omega(['check', 'strategy', 'configs/plain.json']);
    expect(check.stdout).toMatch(/^prefix invariance +BROKEN: bar \d+ /m);
    expect(check.stderr).toContain('STRAT_CONFORMANCE] prefix invariance: ');
    expect(check.code).toBe(1);
  });

  it('that throws ends the run with its bar and the line of the file', async () => {
    project.write(MODULE, THROWING);
    const { code, stderr } = await project.omega(['run', 'configs/plain.json']);
    expect(stderr).toMatch(/^error\[strategy\/STRAT_EXCEPTION\] bar \d+ \(2023-.*\(dips\.mjs:5:24\)$/m);
    expect(code).toBe(1);
  });

  it('that does not load is a problem of the configuration and leaves nothing behind', async () => {
    const before = project.artifacts();
    project.write(MODULE, 'throw new Error("away");');
    for (const words of [
      ['validate', 'configs/dips.json'],
      ['run', 'configs/dips.json'],
      ['sweep', 'dips.yaml'],
    ]) {
      const { code, stderr } = await project.omega(words);
      expect(stderr).toContain('error[config/CFG_STRATEGY_LOAD] dips.json:1:');
      expect(stderr).not.toMatch(/^ {4}at /m);
      expect([words[0], code]).toEqual([words[0], 3]);
    }
    expect(project.artifacts()).toEqual(before);
  });
});
