import { hidePackage } from '../../module-hooks.ts';
import type { BadInputCase } from '../bad-input-case.ts';
import { runSmall } from '../small-run.ts';

/** Output that cannot be written, and a process that cannot go on. */
export const PROCESS_CASES: readonly BadInputCase[] = [
  {
    row: 87,
    input: 'an output folder of another run',
    code: 'OUT_DIR_CONFLICT',
    exitCode: 5,
    says: [/taken/],
    isOnlyError: true,
    call: async (project) => {
      await runSmall(project, [{}], { flags: ['--output-dir', 'taken'] });
      return runSmall(project, [{}], { changes: { rng_seed: 7 }, flags: ['--output-dir', 'taken'] });
    },
  },
  {
    row: 88,
    input: 'a results folder that cannot be made',
    code: 'OUT_WRITE_FAILED',
    exitCode: 5,
    says: [/ENOTDIR|EEXIST/],
    isOnlyError: true,
    call: (project) => {
      project.write('occupied', 'a file');
      return runSmall(project, [{}], { environment: { OMEGA_RESULTS_ROOT: 'occupied' } });
    },
  },
  {
    row: 89,
    input: 'an interruption by the user',
    code: null,
    exitCode: 130,
    call: (project) => {
      let isSent = false;
      return project.spawn(['run', 'base.json', '--no-cache'], {
        onStderr: (child, text) => {
          if (isSent || !text.includes('OMEGA_RESULTS_ROOT is set')) return;
          isSent = true;
          child.kill('SIGINT');
        },
      });
    },
  },
  {
    row: 90,
    input: 'a module that is missing',
    code: 'ENV_UNSUPPORTED',
    exitCode: 4,
    says: ["'parquet-wasm'", 'hint: '],
    isOnlyError: true,
    call: (project) => {
      const nodeOptions = hidePackage(project, 'parquet-wasm');
      return project.spawn(['run', 'base.json', '--no-cache'], { nodeOptions });
    },
  },
];
