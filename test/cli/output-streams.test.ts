import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';
import { OMEGA } from './run-omega.ts';

const FULL_DEVICE = '/dev/full';
/** Sample data, a start of the program and a sweep take long on a loaded machine. */
const SETUP_TIMEOUT_MS = 180_000;

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
  expect((await project.omega(['sweep', 'sweep.yaml'])).code).toBe(0);
}, SETUP_TIMEOUT_MS);

afterAll(() => project.remove());

describe('standard output', () => {
  it.each([['trials', 'latest', '--csv'], ['best', 'latest', '--json'], ['--help']])(
    'that nobody reads ends "omega %s" quietly',
    async (...words) => {
      const child = spawn(process.execPath, [OMEGA, ...words], {
        cwd: project.root,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.stdout.destroy();
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect(stderr).toBe('');
      expect(code).toBe(0);
    },
  );

  it.skipIf(!existsSync(FULL_DEVICE))('that is full ends the program with code 5', async () => {
    const child = spawn(process.execPath, [OMEGA, 'trials', 'latest', '--csv'], {
      cwd: project.root,
      stdio: ['ignore', openSync(FULL_DEVICE, 'w'), 'pipe'],
    });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toContain('error[runtime/OUT_WRITE_FAILED]');
    expect(code).toBe(5);
  });
});

describe('stack traces', () => {
  it('are printed with --verbose only, and not in run mode prod', async () => {
    const dev = project.writeConfig('late.json', { start_date: '2030-01-01', end_date: '2030-02-01' });
    const prod = project.writeConfig('prod.json', {
      start_date: '2030-01-01',
      end_date: '2030-02-01',
      run_mode: 'prod',
    });
    const plain = await project.omega(['run', dev]);
    const verbose = await project.omega(['run', dev, '--verbose']);
    const inProd = await project.omega(['run', prod, '--verbose']);
    expect([plain.code, verbose.code, inProd.code]).toEqual([1, 1, 1]);
    expect(plain.stderr).toContain('error[market_data/DATA_RANGE_EMPTY]');
    expect(plain.stderr).not.toMatch(/^\s+at /m);
    expect(verbose.stderr).toMatch(/^\s+at /m);
    expect(inProd.stderr).toContain('error[market_data/DATA_RANGE_EMPTY]');
    expect(inProd.stderr).not.toMatch(/^\s+at /m);
  });
});
