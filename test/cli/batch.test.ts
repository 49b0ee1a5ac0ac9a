import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { SAMPLE_CONFIG } from '../support/sample-project.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
  for (const length of [40, 60, 80]) project.writeConfig(`runs/window-${length}.json`, withWindow(length));
  project.writeConfig('early.json', { start_date: '2010-01-04', end_date: '2010-03-26' });
});

afterAll(() => project.remove());

function withWindow(length: number) {
  return { strategy_parameters: { ...SAMPLE_CONFIG.strategy_parameters, window_length: length } };
}

/** Texts of a run's files by name, without the time at which they were made. */
function filesOf(runId: string): Readonly<Record<string, string>> {
  const folder = path.join(project.root, 'results/runs', runId);
  const files = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
  return Object.fromEntries(
    files.map(([name, text]) => [name, text.replace(/"generated_at(_ns)?": ("[^"]*"|\d+)/g, '')]),
  );
}

describe('omega batch', () => {
  it('leaves of every configuration what omega run leaves of it', async () => {
    const { code, stdout } = await project.omega(['batch', 'runs/window-40.json', 'runs/window-60.json', '--json']);
    expect(code).toBe(0);
    const { runs, by_status } = JSON.parse(stdout).result;
    expect(by_status).toEqual({ complete: 2, failed: 0, cancelled: 0 });
    for (const run of runs) {
      const files = filesOf(run.run_id);
      const alone = JSON.parse((await project.omega(['run', run.config, '--no-report', '--json'])).stdout).result;
      expect(alone).toMatchObject({
        run_id: run.run_id,
        artifact_hash: run.artifact_hash,
        config_hash: run.config_hash,
      });
      expect(filesOf(run.run_id)).toEqual(files);
      expect(run.metrics).toMatchObject(alone.metrics);
    }
  });

  it('gives one table in the order of the command line, whatever ends first; a failure is a row', async () => {
    project.write('list/runs.txt', '# the others\n\n../runs/window-80.json\r\n  ../runs/window-60.json  \n');
    const words = ['batch', 'early.json', 'runs/window-60.json', 'list/runs.txt'];
    const one = await project.omega([...words, '--workers', '1']);
    const three = await project.omega([...words, '--workers', '3']);
    expect([one.code, three.code]).toEqual([1, 1]);
    const table = (text: string) => text.slice(text.indexOf('\n\n'));
    expect(table(three.stdout)).toBe(table(one.stdout));
    expect(one.stdout).toContain('batch   4 configurations: 3 complete, 1 failed\n');
    expect(one.stdout).toMatch(/^early\.json +EURUSD H1 +DATA_RANGE_EMPTY$/m);
    expect(one.stdout).toMatch(/^runs\/window-80\.json +EURUSD H1 +complete +-?[\d.]+ /m);
    expect(one.stdout).toMatch(/^runs\/window-60\.json .* [0-9a-f]{16} \(again\)$/m);
    expect(one.stderr).toMatch(/^1\/4 early\.json: error\[market_data\/DATA_RANGE_EMPTY\] EURUSD H1: no bars/m);
  });

  it('prints the table as CSV with all metrics', async () => {
    const { code, stdout } = await project.omega(['batch', 'runs/window-40.json', 'early.json', '--csv']);
    expect(code).toBe(1);
    const [head, first, second, ...rest] = stdout.split('\n').map((line) => line.split(','));
    expect(head?.slice(0, 3)).toEqual(['config', 'status', 'strategy']);
    expect(head?.slice(-METRIC_KEYS.length)).toEqual([...METRIC_KEYS]);
    expect(first?.slice(0, 2)).toEqual(['runs/window-40.json', 'complete']);
    expect(second?.slice(0, 2)).toEqual(['early.json', 'failed']);
    expect(second?.[head!.indexOf('error_code')]).toBe('DATA_RANGE_EMPTY');
    expect(rest).toEqual([['']]);
  });

  it('runs nothing unless every configuration is valid, and names the mistakes of all', async () => {
    project.writeConfig('a/bad.json', { symbol: 5 });
    project.write('b/bad.json', '{ "symbol": ');
    const environment = { OMEGA_RESULTS_ROOT: 'refused' };
    const words = ['batch', 'runs/window-40.json', 'a/bad.json', 'b/bad.json'];
    const { code, stdout, stderr } = await project.omega(words, { environment });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^error\[config\/CFG_TYPE\] a\/bad\.json:\d+:\d+ symbol: /m);
    expect(stderr).toMatch(/^error\[config\/CFG_JSON_PARSE\] b\/bad\.json:1:\d+: /m);
    expect(project.artifacts('refused')).toEqual([]);
  });

  it.each([
    ['a list that is not there', ['none.txt'], 'there is no file none.txt'],
    ['a list without entries', ['empty.txt'], 'empty.txt: the list names no configuration'],
    ['a sweep file', ['sweep.yaml'], 'for a sweep file: omega sweep sweep.yaml'],
    ['no words', [], 'a word is missing after "omega batch"'],
    ['no number of workers', ['runs/window-40.json', '--workers', '0'], '--workers is "0", expected a whole number'],
  ])('refuses %s', async (_what, words, message) => {
    project.write('empty.txt', '# nothing\n');
    const { code, stderr } = await project.omega(['batch', ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('keeps what is finished after Ctrl-C, and calls the rest cancelled', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `many/${index}.json`);
    for (const [index, name] of names.entries()) project.writeConfig(name, withWindow(30 + index));
    const environment = { OMEGA_RESULTS_ROOT: 'stopped' };
    let isSent = false;
    const { code, stdout, stderr } = await project.omega(['batch', ...names, '--workers', '1', '--json'], {
      environment,
      onStderr: (child, text) => {
        if (isSent || !/^1\/20 /m.test(text)) return;
        isSent = true;
        child.kill('SIGINT');
      },
    });
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted: ends after the runs at hand');
    const { runs, by_status } = JSON.parse(stdout).result;
    expect(by_status.complete).toBeGreaterThan(0);
    expect(by_status.cancelled).toBe(20 - by_status.complete);
    const finished = runs.filter(({ status }: { status: string }) => status === 'complete');
    const folders = project.artifacts('stopped').filter((name) => /^runs\/[0-9a-f]{16}$/.test(name));
    expect(folders.sort()).toEqual(finished.map(({ run_id }: { run_id: string }) => `runs/${run_id}`).sort());
  });
});
