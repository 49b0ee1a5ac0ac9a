import type { CommandDeclaration } from '../command.ts';

export const schemaCommand: CommandDeclaration = {
  command: 'schema [document]',
  describe: 'JSON Schema of the configuration or the sweep file',
  positionals: { document: { type: 'string', default: 'config', describe: 'config or sweep' } },
  examples: [
    ['schema > config.schema.json', 'for editors and other programs'],
    ['schema sweep', 'of the sweep file'],
  ],
  load: async () => (await import('../actions/schema.ts')).schemaAction,
};
