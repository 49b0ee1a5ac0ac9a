import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareAction } from '../../src/cli/actions/compare.ts';
import type { CommandContext } from '../../src/cli/command.ts';
import { Interruption } from '../../src/cli/interruption.ts';
import { Terminal } from '../../src/cli/output/terminal.ts';
import { CONTRACT_METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { DIPS } from '../support/own-strategies.ts';
import { runInProcess } from './bad-input/run-in-process.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

const SETUP_TIMEOUT_MS = 180_000;

let project: CommandLineProject;
let plain: string;
let wider: string;
let sweep: string;
/** The run that the sweep wrote of its best trial. */
let bestRun: string;

beforeAll(async () => {
  project = await createCommandLineProject();
  plain = await runOf('plain.json', {});
  wider = await runOf('wider.json', {
    strategy_parameters: { enabled_scenarios: [1, 2], window_length: 60, z_score_long: -1.8, z_score_short: 1.9 },
  });
  const { result } = await json(['sweep', 'sweep.yaml']);
  sweep = result.sweep_id;
  bestRun = readdirSync(path.join(project.root, 'results/runs')).find((id) => id !== plain && id !== wider) ?? '';
}, SETUP_TIMEOUT_MS);
afterAll(() => project.remove());

/** The program without the cost of a start; a sweep needs its built workers. */
function omega(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  if (words[0] === 'sweep') return project.omega([...words, '--workers', '1'], { environment });
  return runInProcess(words, { cwd: project.root, environment });
}

async function json(words: readonly string[]) {
  const { stdout } = await omega([...words, '--json']);
  return JSON.parse(stdout);
}

async function runOf(name: string, changes: Readonly<Record<string, unknown>>): Promise<string> {
  const { result } = await json(['run', project.writeConfig(name, changes), '--no-report']);
  return result.run_id;
}

describe('omega compare', () => {
  it('says that a run equals itself, in words and as JSON', async () => {
    const { code, stdout } = await omega(['compare', plain, plain, '--expect-equal']);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('same configuration, same result: metrics, trades, equity');
    expect(stdout).toContain('configuration: no key differs');
    expect(stdout).toMatch(/^A and B: all \d+ trades equal$/m);
    const { ok, command, result } = await json(['compare', plain, plain]);
    expect([ok, command]).toEqual([true, 'compare']);
    expect(result.configuration).toEqual([]);
    expect(result.pairs[0]).toMatchObject({
      same_configuration: true,
      same_result: true,
      equal_hashes: { configuration: true, data: true, result: true, artifacts: true },
      differing_metrics: [],
      trades: { first_divergence: null, first_event_divergence: null, first_meta_divergence: null },
      equity: { other_bars: 0, first_difference: null, largest_difference: null },
    });
  });

  it('shows the key that was changed, the metrics and the first trade that differs', async () => {
    const { code, stdout } = await omega(['compare', plain, wider]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^strategy_parameters\.z_score_short +1\.8 +1\.9$/m);
    expect(stdout).toMatch(/^\* {2}total_trades +\d+ +\d+ +[+-]\d+$/m);
    expect(stdout).toMatch(/^A and B: trade \d+ \((long|short), entered 2023-/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const { result } = await json(['compare', plain, wider]);
    expect(result.configuration).toEqual([{ key: 'strategy_parameters.z_score_short', values: { A: 1.8, B: 1.9 } }]);
    const [{ trades, equity, same_result: sameResult }] = result.pairs;
    expect(sameResult).toBe(false);
    const stored = [plain, wider].map((id) => read(id, 'trades.json'));
    const { index, first, other, fields } = trades.first_divergence;
    expect([first, other]).toEqual([stored[0][index], stored[1][index]]);
    expect(stored[0].slice(0, index)).toEqual(stored[1].slice(0, index));
    expect(fields.length).toBeGreaterThan(0);
    for (const { field, first: left, other: right } of fields) {
      if (field.startsWith('meta.')) continue;
      expect([left, right]).toEqual([first[field], other[field]]);
      expect(left).not.toEqual(right);
    }
    expect(equity.first_difference.first).not.toBe(equity.first_difference.other);
  });

  it('gives the metrics of each input as its files have them, and their differences', async () => {
    const { result } = await json(['compare', plain, wider, plain]);
    const { metrics: first } = read(plain, 'metrics.json');
    const { metrics: other } = read(wider, 'metrics.json');
    expect(result.inputs.map(({ metrics }: { metrics: unknown }) => metrics)).toEqual([first, other, first]);
    expect(result.metrics.map(({ metric }: { metric: string }) => metric)).toEqual(CONTRACT_METRIC_KEYS);
    const profit = result.metrics.find(({ metric }: { metric: string }) => metric === 'profit_net');
    expect(profit).toEqual({
      metric: 'profit_net',
      equal: false,
      values: { A: first.profit_net, B: other.profit_net, C: first.profit_net },
      differences: { A: 0, B: Number((other.profit_net - first.profit_net).toFixed(2)), C: 0 },
    });
    expect(result.pairs.map((pair: { first: string; other: string; same_result: boolean }) => pair)).toMatchObject([
      { first: 'A', other: 'B', same_result: false },
      { first: 'A', other: 'C', same_result: true },
    ]);
  });

  it('sets three inputs side by side and compares with the first', async () => {
    const { code, stdout } = await omega(['compare', plain, wider, `${sweep}:best`]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +metric +A +B +C$/m);
    expect(stdout).toMatch(/^A and B: trade /m);
    expect(stdout).toMatch(/^A and C: trade /m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('draws no curve where nobody looks', async () => {
    const { code, stdout } = await project.omega(['compare', plain, wider], { environment: { LC_ALL: 'C.UTF-8' } });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/[▁▂▃▄▅▆▇█]/);
    expect(stdout).not.toContain('equity since the start');
  });

  it('draws a curve for each input on a terminal', async () => {
    const written: string[] = [];
    const stream = { isTTY: true, columns: 100, write: (text: string) => written.push(text) > 0 };
    const context: CommandContext = {
      terminal: new Terminal(stream, { write: () => true }),
      interruption: new Interruption({ on: () => {}, off: () => {}, exit: () => {} }, () => {}),
      environment: { LC_ALL: 'C.UTF-8' },
      workingDirectory: project.root,
      projectRoot: project.root,
      rootWords: '',
    };
    const { text } = await compareAction({ results: [plain, wider] }, context);
    expect([text()].flat().join('')).toMatch(
      /\nequity since the start, .*\nA {2}[▁▂▃▄▅▆▇█]{83} +\S+ %\nB {2}[▁▂▃▄▅▆▇█]{83} +\S+ %\n$/,
    );
  });

  it('writes a page, and never over another file', async () => {
    const { stdout } = await omega(['compare', plain, wider, '--html', 'pages/compared.html']);
    expect(stdout.trimEnd().split('\n').pop()).toBe(`page  ${path.join('pages', 'compared.html')}`);
    const file = path.join(project.root, 'pages/compared.html');
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('<!doctype html>');
    const again = await json(['compare', plain, wider, '--html', 'pages/compared.html']);
    expect(again.result.page).toBe(file);
    const other = await omega(['compare', plain, plain, '--html', 'pages/compared.html']);
    expect(other.code).toBe(5);
    expect(other.stderr).toContain(`OUT_DIR_CONFLICT] ${file}: the file exists with other content`);
    expect(readFileSync(file, 'utf8')).toBe(page);
  });

  it('says what makes figures hard to set side by side', async () => {
    const shorter = await runOf('shorter.json', { end_date: '2023-08-31' });
    const { code, stdout } = await omega(['compare', plain, shorter]);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'other period A 2023-01-02 to 2023-09-29, B 2023-01-02 to 2023-08-31',
    );
    const { result } = await json(['compare', plain, shorter]);
    expect(result.circumstances[0]).toEqual({
      circumstance: 'period',
      values: { A: '2023-01-02 to 2023-09-29', B: '2023-01-02 to 2023-08-31' },
    });
    expect(result.pairs[0].equity.other_bars).toBeGreaterThan(0);
  });
});

describe('a trial', () => {
  it('equals the run of its configuration', async () => {
    const { code, stdout, stderr } = await project.omega(['compare', bestRun, 'latest:best', '--expect-equal']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^A and B: all \d+ trades equal$/m);
    const exported = await json(['replay', sweep, '--trial', '7', '--export', '7.json']);
    const folder = exported.result.exported.run_folder;
    const { result } = await json(['compare', `${sweep.slice(0, 6)}:7`, folder]);
    expect(result.inputs[0]).toMatchObject({ kind: 'trial', sweep_id: sweep, trial_index: 7, stored_differences: [] });
    expect(result.inputs[1]).toMatchObject({ kind: 'run', folder, sweep_id: null, altered: false });
    expect(result.pairs[0]).toMatchObject({ same_configuration: true, same_result: true });
  });

  it('is named by the folder of its sweep too, and leaves no run behind', async () => {
    const before = project.artifacts();
    const { result } = await json(['compare', `results/sweeps/${sweep}:3`, `${sweep}:4`]);
    expect(result.inputs.map((input: { trial_index: number }) => input.trial_index)).toEqual([3, 4]);
    expect(project.artifacts()).toEqual(before);
  });

  it('that is no longer what the store says is told, and is not what was expected', async () => {
    const options = withStore('altered', 'UPDATE trial SET profit_net = profit_net + 1 WHERE trial_index = 2');
    const { code, stdout } = await omega(['compare', 'latest:2', 'latest:2'], options);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/A no longer what the store says: profit_net is \S+ stored/);
    const expecting = await omega(['compare', 'latest:2', 'latest:2', '--expect-equal'], options);
    expect(expecting.code).toBe(1);
    expect(expecting.stderr).toContain('COMPARE_NOT_EQUAL] A is not what was recorded; B is not what was recorded');
  });

  it('of a strategy of a user is repeated with its file', async () => {
    project.write('strategies/dips.mjs', DIPS);
    project.writeConfig('configs/dips.json', {
      strategy_name: 'dips',
      strategy_module: '../strategies/dips.mjs',
      strategy_parameters: { length: 15 },
    });
    project.write(
      'dips.yaml',
      'sweep_version: 1\nbase: configs/dips.json\nspace:\n  strategy_parameters.length: [10, 15]\n',
    );
    const options = { OMEGA_RESULTS_ROOT: 'results-dips' };
    expect((await omega(['sweep', 'dips.yaml', '--no-report'], options)).code).toBe(0);
    const { code, stdout } = await omega(['compare', 'latest:best', 'latest', '--expect-equal'], options);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('same configuration, same result');
  });
});

describe('--expect-equal', () => {
  it('fails where the result differs, with the whole comparison in its error', async () => {
    const { code, stdout } = await omega(['compare', plain, wider, plain, '--expect-equal', '--json']);
    expect(code).toBe(1);
    const { ok, error } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(error).toMatchObject({ code: 'COMPARE_NOT_EQUAL', message: 'B is not equal to A' });
    const { hint: _hint, ...details } = error.details;
    expect(details).toEqual((await json(['compare', plain, wider, plain])).result);
  });

  it('fails where a file was changed by hand', async () => {
    const folder = path.join(project.root, 'changed');
    await omega(['run', 'plain.json', '--output-dir', 'changed', '--no-report']);
    const file = path.join(folder, 'trades.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"status": "closed"', '"status": "open"'));
    const { code, stdout, stderr } = await omega(['compare', plain, 'changed', '--expect-equal']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^B +altered: /m);
    expect(stdout).toMatch(/^status +closed +open$/m);
    expect(stderr).toContain('B is not equal to A; B is not what was recorded');
  });
});

describe('words that name nothing to compare', () => {
  it.each([
    { words: ['only'], code: 'USAGE', says: '1 result to compare, expected 2 to 26' },
    { words: ['0123456789abcdef'], code: 'USAGE', says: 'there is no run "0123456789abcdef"' },
    { words: ['latest:99'], code: 'USAGE_TRIAL_NOT_FOUND', says: 'has no trial 99; its trials: 12, index 0 to 11' },
    { words: ['0123:1'], code: 'USAGE_SWEEP_NOT_FOUND', says: 'no sweep "0123" in the store' },
    { words: ['configs'], code: 'USAGE', says: 'it has no readable meta.json' },
  ])('are refused: $words', async ({ words, code, says }) => {
    const all = words[0] === 'only' ? [plain] : [plain, ...words];
    const { code: exitCode, stdout, stderr } = await omega(['compare', ...all]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error[config/${code}]`);
    expect(stderr).toContain(says);
  });

  it('are refused where a sweep is named without a trial', async () => {
    for (const word of [sweep, sweep.slice(0, 8), path.join('results', 'sweeps', sweep)]) {
      const { code, stderr } = await omega(['compare', plain, word]);
      expect(code).toBe(2);
      expect(stderr).toContain(`${word}: this is a sweep, expected a run or one trial of a sweep`);
      expect(stderr).toContain(`${word}:best`);
    }
  });

  it('are refused where a trial has no result', async () => {
    const change = (status: string) =>
      withStore(status, `UPDATE trial SET status = '${status}', result_hash = NULL WHERE trial_index = 0`);
    const failed = await omega(['compare', 'latest:1', 'latest:0'], change('failed'));
    expect(failed.code).toBe(2);
    expect(failed.stderr).toContain('error[config/USAGE] trial 0 is failed and has no result');
    const pruned = await omega(['compare', 'latest:1', 'latest:0'], change('pruned'));
    expect(pruned.code).toBe(2);
    expect(pruned.stderr).toContain('error[config/USAGE] trial 0 is pruned: there is no finished run to repeat');
  });
});

/** A results folder with a copy of the store in which something was changed. */
function withStore(name: string, statement: string) {
  const file = path.join(project.root, name, 'omega.db');
  mkdirSync(path.dirname(file), { recursive: true });
  copyFileSync(path.join(project.root, 'results/omega.db'), file);
  const database = new Database(file);
  database.exec(statement);
  database.close();
  return { OMEGA_RESULTS_ROOT: name };
}

function read(id: string, name: string) {
  return JSON.parse(readFileSync(path.join(project.root, 'results/runs', id, name), 'utf8'));
}
