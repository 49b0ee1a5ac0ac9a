import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sweepJsonSchema } from '../../../src/optimizer/definition/sweep-json-schema.ts';
import { validateJson } from '../../support/json-schema-validator.ts';
import { COMPLETE, HEAD } from './sweep-example.ts';

const schema = sweepJsonSchema();
const SWEEPS = new URL('../../../sweeps/', import.meta.url);
const problems = (text: string) => validateJson(parse(text), schema);

describe('JSON Schema of the sweep file', () => {
  it('is the one in schemas/', () => {
    const file = new URL('../../../schemas/sweep.schema.json', import.meta.url);
    const hint = 'schemas/ is out of date: run "npm run schemas"';
    expect(JSON.parse(readFileSync(file, 'utf8')), hint).toEqual(schema);
  });

  it.each(readdirSync(SWEEPS))('accepts sweeps/%s', (name) => {
    expect(problems(readFileSync(new URL(name, SWEEPS), 'utf8'))).toEqual([]);
  });

  it('accepts the smallest and a complete sweep file', () => {
    expect(problems(HEAD)).toEqual([]);
    expect(problems(COMPLETE)).toEqual([]);
  });

  it.each([
    ['sampel: { name: grid }', '$.sampel: not allowed'],
    ['sampler: { name: gird }', '$.sampler.name: not one of'],
    ['budget: { trials: 0 }', '$.budget.trials: 0 is out of range'],
    ['base_config: {}', '$: does not fit exactly one'],
    ['seed: -1', '$.seed: -1 is out of range'],
    ['statistics: { pbo: { blocks: 5 } }', '$.statistics: fits none'],
  ])('refuses "%s"', (line, expected) => {
    expect(problems(`${HEAD}${line}\n`)[0]).toContain(expected);
  });

  it('refuses a parameter form with an unknown key', () => {
    const text = 'sweep_version: 1\nbase: a.json\nspace:\n  x: { type: int, low: 1, hihg: 2 }\n';
    expect(problems(text)).toEqual(['$.space.x: fits none']);
  });
});
