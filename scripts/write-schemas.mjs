import { mkdirSync, writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/config/config-json-schema.ts';
import { sweepJsonSchema } from '../src/optimizer/definition/sweep-json-schema.ts';

mkdirSync('schemas', { recursive: true });
write('config', configJsonSchema());
write('sweep', sweepJsonSchema());

function write(name, schema) {
  writeFileSync(`schemas/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
}
