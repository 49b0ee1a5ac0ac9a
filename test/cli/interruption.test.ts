import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Interruption, type SignalSource } from '../../src/cli/interruption.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';
import { signalOnceStored } from './signal-once-stored.ts';

/** Long enough to be interrupted: some seconds on one worker. */
const LONG_SWEEP = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: { type: int, low: 20, high: 100, step: 2 }
  strategy_parameters.z_score_long: { type: float, low: -2.6, high: -1.2, step: 0.1 }
  strategy_parameters.atr_mult: [1.0, 1.5, 2.0, 2.5]
objective: profit_over_drawdown
`;
const TRIALS = 2460;

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
  project.write('long.yaml', LONG_SWEEP);
});

afterAll(() => project.remove());

/** Sends a signal some time after a text has appeared on standard error. */
function signalAfter(text: string, signal: NodeJS.Signals, delayMs: number) {
  let isSent = false;
  return (child: { kill(signal: NodeJS.Signals): boolean }, stderr: string): void => {
    if (isSent || !stderr.includes(text)) return;
    isSent = true;
    setTimeout(() => child.kill(signal), delayMs);
  };
}

describe('a sweep that is interrupted', () => {
  it('keeps its store, says how to go on, and ends as if it had never stopped', async () => {
    const environment = { OMEGA_RESULTS_ROOT: 'stopped' };
    const store = path.join(project.root, 'stopped/omega.db');
    const words = ['sweep', 'long.yaml', '--workers', '1'];
    const stopped = await project.omega(words, { environment, onStderr: signalOnceStored(store, 'SIGINT') });
    expect(stopped.code).toBe(130);
    const sweepId = /sweep can be continued: omega sweep --resume ([0-9a-f]{16})\n/.exec(stopped.stderr)?.[1] ?? '';
    expect(stopped.stdout).toContain(`${sweepId}, long, interrupted`);
    expect(stopped.stdout).toContain('\nbest parameters so far\nrank  trial');
    const [, done = ''] = /^trials +([\d,]+) of 2,460/m.exec(stopped.stdout) ?? [];
    const finished = Number(done.replace(',', ''));
    expect(finished).toBeGreaterThan(0);
    expect(finished).toBeLessThan(TRIALS);

    const resumed = await project.omega(['sweep', '--resume', sweepId, '--json'], { environment });
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.stdout).result).toMatchObject({
      outcome: 'complete',
      by_status: { complete: TRIALS },
      finished_now: TRIALS - finished,
    });
    const whole = { OMEGA_RESULTS_ROOT: 'whole' };
    expect((await project.omega(['sweep', 'long.yaml'], { environment: whole })).code).toBe(0);
    const digests = await Promise.all([
      project.omega(['digest', 'latest'], { environment }),
      project.omega(['digest', 'latest'], { environment: whole }),
    ]);
    expect(digests[0]?.stdout).toBe(digests[1]?.stdout);
  });

  it('ends with 143 on a request to terminate, and repeats --project-root in what it suggests', async () => {
    const words = ['sweep', 'long.yaml', '--project-root', project.root];
    const { code, stderr } = await project.omega(words, {
      environment: { OMEGA_RESULTS_ROOT: 'terminated' },
      onStderr: signalAfter('trials  ', 'SIGTERM', 200),
    });
    expect(code).toBe(143);
    expect(stderr).toMatch(new RegExp(`--resume [0-9a-f]{16} --project-root ${project.root}\\n`));
  });

  it('stores nothing when the signal comes before the first trial', async () => {
    const { code, stdout } = await project.omega(['sweep', 'long.yaml'], {
      environment: { OMEGA_RESULTS_ROOT: 'early' },
      onStderr: signalAfter('OMEGA_RESULTS_ROOT is set', 'SIGINT', 0),
    });
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(project.artifacts('early')).toEqual([]);
  });
});

describe('a run that is interrupted', () => {
  it('ends with 130 and writes nothing', async () => {
    const { code, stdout } = await project.omega(['run', 'base.json', '--no-cache'], {
      environment: { OMEGA_RESULTS_ROOT: 'run' },
      onStderr: signalAfter('OMEGA_RESULTS_ROOT is set', 'SIGINT', 0),
    });
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(project.artifacts('run')).toEqual([]);
  });
});

describe('signals', () => {
  /** A process that records its end. */
  function fakeSource() {
    const listeners = new Map<string, () => void>();
    const exits: number[] = [];
    const source: SignalSource = {
      on: (name, listener) => listeners.set(name, listener),
      off: (name) => listeners.delete(name),
      exit: (code) => exits.push(code),
    };
    return { source, exits, listeners, send: (name: string) => listeners.get(name)?.() };
  }

  it('end the program at once by default', () => {
    const { source, exits, send } = fakeSource();
    let isCleared = false;
    const interruption = new Interruption(source, () => {
      isCleared = true;
    });
    expect(interruption.exitCode).toBeNull();
    send('SIGTERM');
    expect(exits).toEqual([143]);
    expect(interruption.exitCode).toBe(143);
    expect(isCleared).toBe(true);
  });

  it('have the reaction of the command first, and end the program the second time', () => {
    const { source, exits, send } = fakeSource();
    const interruption = new Interruption(source, () => {});
    let reactions = 0;
    interruption.reactWith(() => {
      reactions++;
    });
    send('SIGINT');
    expect([reactions, exits]).toEqual([1, []]);
    send('SIGTERM');
    expect([reactions, exits]).toEqual([1, [130]]);
  });

  it('belong to the system again afterwards', () => {
    const { source, listeners } = fakeSource();
    new Interruption(source, () => {}).dispose();
    expect(listeners.size).toBe(0);
  });
});
