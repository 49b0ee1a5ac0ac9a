import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE } from './shared-flags.ts';

export const reportCommand: CommandDeclaration = {
  command: 'report <run>',
  describe: 'write report.html of a run',
  positionals: { run: { type: 'string', describe: 'run id, or folder of a run' } },
  flags: { 'no-cache': NO_CACHE },
  examples: [
    ['report results/runs/0123456789abcdef', 'beside the artifacts'],
    ['report 0123456789abcdef', 'the same by its id'],
  ],
  load: async () => (await import('../actions/report.ts')).reportAction,
};
