import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CpuProfile, type PartTimes, timesByPart } from './cpu-profile.ts';
import { measureProcess } from './measure-process.ts';
import { OMEGA } from './omega.ts';

const SAMPLE_US = 500;

/** Times by part of a run of the program: of its main thread, and of all other threads together. */
export interface ProgramProfile {
  readonly main: PartTimes;
  readonly workers: PartTimes;
}

/** Runs `omega <words>` in a project with the profiler of V8, which slows it a little. */
export async function profileOmega(words: readonly string[], project: string): Promise<ProgramProfile> {
  const folder = mkdtempSync(path.join(tmpdir(), 'omega-profile-'));
  try {
    const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${SAMPLE_US}`];
    await measureProcess(process.execPath, [...flags, OMEGA, ...words], project);
    const profiles = readdirSync(folder).map((file) => ({
      isMain: threadOf(file) === 0,
      times: timesByPart(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as CpuProfile),
    }));
    return {
      main: sum(profiles.filter(({ isMain }) => isMain).map(({ times }) => times)),
      workers: sum(profiles.filter(({ isMain }) => !isMain).map(({ times }) => times)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `CPU.<date>.<time>.<process>.<thread>.<number>.cpuprofile` */
function threadOf(file: string): number {
  return Number(file.split('.')[4]);
}

function sum(profiles: readonly PartTimes[]): PartTimes {
  const total = new Map<string, number>();
  for (const times of profiles) for (const [part, us] of times) total.set(part, (total.get(part) ?? 0) + us);
  return total;
}
