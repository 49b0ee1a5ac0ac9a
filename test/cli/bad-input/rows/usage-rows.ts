import { symlinkSync } from 'node:fs';
import path from 'node:path';
import type { BadInputCase } from '../bad-input-case.ts';

/** Command lines that name no usable configuration. */
export const USAGE_CASES: readonly BadInputCase[] = [
  {
    row: 1,
    input: 'a configuration that does not exist',
    code: 'USAGE_CONFIG_NOT_FOUND',
    exitCode: 2,
    says: ['] no/such.json: '],
    call: (project) => project.call(['run', 'no/such.json']),
  },
  {
    row: 2,
    input: 'a folder for a configuration',
    code: 'USAGE_CONFIG_UNREADABLE',
    exitCode: 2,
    says: [/\] configs: .*it is a folder/],
    call: (project) => project.call(['run', 'configs']),
  },
  {
    row: 2,
    input: 'a configuration that the system does not open',
    code: 'USAGE_CONFIG_UNREADABLE',
    exitCode: 2,
    // A user without permission gets EACCES in this place; an administrator, as tests may be run by, can read all files.
    says: [/\] circle\.json: .*ELOOP/],
    call: (project) => {
      symlinkSync('circle.json', path.join(project.root, 'circle.json'));
      return project.call(['run', 'circle.json']);
    },
  },
  {
    row: 3,
    input: 'an unknown flag',
    code: 'USAGE',
    exitCode: 2,
    says: ['unknown flag --strct', 'did you mean --strict? usage: omega run <config> [flags]'],
    call: (project) => project.call(['run', 'base.json', '--strct']),
  },
];
