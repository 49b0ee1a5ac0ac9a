import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { PACKAGE_ROOT } from '../../src/run/program.ts';

/** What the figures of a run depend on besides the code. */
export interface MachineFacts {
  readonly commit: string;
  /** Whether files differ from the commit. */
  readonly isModified: boolean;
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  /** Mean number of busy processes in the minute before the run; above 1 others were working too. */
  readonly loadBefore: number;
}

export function readMachineFacts(): MachineFacts {
  const processors = cpus();
  return {
    commit: git('rev-parse', '--short=12', 'HEAD'),
    isModified: git('status', '--porcelain', '--untracked-files=no') !== '',
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()}`,
    loadBefore: loadavg()[0],
  };
}

/** One line for a reader. */
export function describeMachine(facts: MachineFacts): string {
  const { commit, isModified, date, node, cpu, cores, memoryGb, system, loadBefore } = facts;
  const state = isModified ? `${commit} with local changes` : commit;
  return `commit ${state}, ${date}, Node ${node}, ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, load before ${loadBefore.toFixed(2)}`;
}

function git(...words: readonly string[]): string {
  try {
    return execFileSync('git', words, { cwd: PACKAGE_ROOT, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
