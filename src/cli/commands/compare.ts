import type { CommandDeclaration } from '../command.ts';
import { NO_CACHE, onOffFlag, valueFlag } from './shared-flags.ts';

export const compareCommand: CommandDeclaration = {
  command: 'compare <results..>',
  describe: 'runs or trials side by side',
  positionals: {
    results: {
      type: 'string',
      array: true,
      describe:
        'runs: id, unique prefix of at least 4 characters, folder, or "latest"; trials: <sweep>:<index> or <sweep>:best. All are compared with the first',
    },
  },
  flags: {
    'expect-equal': onOffFlag('exit code 1 where configuration or result differ; else it is 0 in any case'),
    html: valueFlag('write a page with the curves to this file'),
    'no-cache': NO_CACHE,
  },
  examples: [
    ['compare 0123456789abcdef latest', 'two runs'],
    ['compare latest:best latest:17', 'trials of the latest sweep'],
    ['compare latest:best latest:0 --html 0.html', 'as a page to look at'],
    ['compare before after --expect-equal', 'run folders, for a script'],
  ],
  load: async () => (await import('../actions/compare.ts')).compareAction,
};
