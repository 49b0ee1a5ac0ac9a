import { pathToFileURL } from 'node:url';
import type { CommandLineProject } from './command-line-project.ts';

/** A moment in the writing of the files of a sweep. */
export interface FileMoment {
  /** Name of the file. */
  readonly file: string;
  readonly when: 'before' | 'after';
  /** Which writing of the file, from 1. */
  readonly time?: number;
}

/** Options of node under which a program kills itself just before or after a file appears under its name. */
export function killAtFile(project: CommandLineProject, { file, when, time = 1 }: FileMoment): readonly string[] {
  const hook = project.write(
    `hooks/kill-${when}-${file}.mjs`,
    `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
const rename = fs.renameSync;
const kill = () => process.kill(process.pid, 'SIGKILL');
let left = ${time};
fs.renameSync = (from, to) => {
  const isNow = path.basename(to) === '${file}' && --left === 0;
  if (isNow && ${when === 'before'}) kill();
  rename(from, to);
  if (isNow) kill();
};
syncBuiltinESMExports();
`,
  );
  return ['--import', pathToFileURL(hook).href];
}
