import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE } from './shared-flags.ts';

export const reportCommand: CommandDeclaration = {
  command: 'report <result>',
  describe: 'write report.html of a run or a sweep',
  positionals: {
    result: {
      type: 'string',
      describe:
        'run or sweep: id, unique prefix of at least 4 characters, folder, or "latest": the one that ended last',
    },
  },
  flags: { 'no-cache': NO_CACHE },
  examples: [
    ['report results/runs/0123456789abcdef', 'beside the artifacts'],
    ['report 0123456789abcdef', 'a run or a sweep by its id'],
    ['report latest', 'what ended last'],
  ],
  load: async () => (await import('../actions/report.ts')).reportAction,
};
