import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT_METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
});

afterAll(() => project.remove());

function readFolder(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).sort();
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

describe('omega run', () => {
  it('writes the artifacts and prints a summary of 80 columns', async () => {
    const { code, stdout, stderr } = await project.omega(['run', 'base.json']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const folder = /^folder +(.*)$/m.exec(stdout)?.[1] ?? '';
    expect(folder).toMatch(/^results\/runs\/[0-9a-f]{16}$/);
    expect(stdout).toContain(`report          ${folder}/report.html\n`);
    const files = readFolder(path.join(project.root, folder));
    expect([...files.keys()]).toEqual(['equity.csv', 'meta.json', 'metrics.json', 'report.html', 'trades.json']);
    const { metrics } = JSON.parse(files.get('metrics.json') ?? '');
    const meta = JSON.parse(files.get('meta.json') ?? '');
    expect(stdout).toContain(`run             ${meta.run_id}, mean_reversion_z_score, EURUSD H1`);
    expect(stdout).toContain(`net profit      ${metrics.profit_net.toFixed(2)} USD after fees`);
    expect(stdout).toContain(`fees            ${metrics.fees_total.toFixed(2)} USD`);
    expect(stdout).toContain(
      `trades          ${metrics.total_trades} (${metrics.wins} won, ${metrics.losses} lost before fees)`,
    );
    expect(stdout).toMatch(/^win rate +[\d.]+ % before fees$/m);
    expect(stdout).toMatch(/^profit factor +[\d.]+ before fees$/m);
    expect(stdout).toContain(`seed            ${meta.run.rng_seed}\n`);
    expect(stdout).toContain(`result hash     ${meta.run.result_hash.slice(0, 12)}\n`);
  });

  it('prints one document with --json that agrees with the files', async () => {
    const { code, stdout, stderr } = await project.omega(['run', 'base.json', '--json']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    const document = JSON.parse(stdout);
    expect(Object.keys(document)).toEqual(['ok', 'command', 'result']);
    expect(document).toMatchObject({ ok: true, command: 'run' });
    const { result } = document;
    const metrics = JSON.parse(readFileSync(path.join(result.folder, 'metrics.json'), 'utf8')).metrics;
    expect(result.metrics).toEqual(metrics);
    expect(Object.keys(result.metrics)).toEqual([...CONTRACT_METRIC_KEYS]);
    const meta = JSON.parse(readFileSync(path.join(result.folder, 'meta.json'), 'utf8'));
    expect(result).toMatchObject({
      run_id: meta.run_id,
      config_hash: meta.config.hash,
      result_hash: meta.run.result_hash,
      artifact_hash: meta.run.artifact_hash,
    });
  });

  it('writes to --output-dir and refuses a folder that holds something else', async () => {
    const first = await project.omega(['run', 'base.json', '--output-dir', 'out/here']);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain(`folder          out${path.sep}here\n`);
    const again = await project.omega(['run', 'base.json', '--output-dir', 'out/here']);
    expect(again.code).toBe(0);
    const other = project.writeConfig('other.json', { warmup_bars: 310 });
    const before = readFolder(path.join(project.root, 'out/here'));
    const refused = await project.omega(['run', other, '--output-dir', 'out/here']);
    expect(refused.code).toBe(5);
    expect(refused.stderr).toContain('error[runtime/OUT_DIR_CONFLICT]');
    expect(refused.stderr).toContain(path.join('out', 'here'));
    expect(readFolder(path.join(project.root, 'out/here'))).toEqual(before);
    expect(readdirSync(path.join(project.root, 'out'))).toEqual(['here']);
  });

  it('reports a results folder that cannot be written', async () => {
    const blocked = path.join(project.root, 'blocked');
    writeFileSync(blocked, 'a file where a folder should be');
    const { code, stderr } = await project.omega(['run', 'base.json', '--no-cache'], {
      environment: { OMEGA_RESULTS_ROOT: blocked },
    });
    expect(stderr).toContain('error[runtime/OUT_WRITE_FAILED]');
    expect(code).toBe(5);
    expect(readFileSync(blocked, 'utf8')).toBe('a file where a folder should be');
  });

  it('says on standard error where an environment variable moves a location', async () => {
    const { code, stdout, stderr } = await project.omega(['run', 'base.json'], {
      environment: { OMEGA_RESULTS_ROOT: 'elsewhere' },
    });
    expect(code).toBe(0);
    expect(stderr).toBe(`OMEGA_RESULTS_ROOT is set: results root is ${path.join(project.root, 'elsewhere')}\n`);
    expect(stdout).toContain(`folder          ${path.join('elsewhere', 'runs')}`);
  });

  it('takes relative locations below --project-root', async () => {
    const inner = path.join(project.root, 'inner');
    mkdirSync(inner, { recursive: true });
    const words = ['run', '../base.json', '--project-root', '..', '--json'];
    const { code, stdout, stderr } = await project.omega(['run', 'base.json', '--project-root', 'nowhere']);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('error[config/CFG_SUPPORT_FILE_NOT_FOUND]');
    const { runOmega } = await import('./run-omega.ts');
    const fromInside = await runOmega(words, { cwd: inner });
    expect(fromInside.code).toBe(0);
    expect(JSON.parse(fromInside.stdout).result.folder).toContain(path.join(project.root, 'results', 'runs'));
  });

  it('warns about an unknown key, and refuses it with --strict', async () => {
    const file = project.writeConfig('misspelt.json', { warmup_bar: 300 });
    const lenient = await project.omega(['run', file]);
    expect(lenient.code).toBe(0);
    expect(lenient.stderr).toContain('warning[WARN_UNKNOWN_KEY] warmup_bar');
    expect(lenient.stdout).not.toContain('warning');
    const strict = await project.omega(['run', file, '--strict']);
    expect(strict.code).toBe(3);
    expect(strict.stderr).toContain('error[config/CFG_UNKNOWN_KEY] misspelt.json:1:');
    expect(strict.stderr).toContain('warmup_bars');
  });

  it('uses no colours and no cursor movements on a pipe', async () => {
    const { stdout, stderr } = await project.omega(['run', project.writeConfig('unknown.json', { nonsense: 1 })]);
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
  });
});
