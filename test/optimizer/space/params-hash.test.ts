import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/math/canonical-json.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { paramsHash } from '../../../src/optimizer/space/params-hash.ts';

const reference = JSON.parse(readFileSync('test/fixtures/optimizer/params_hash.json', 'utf8')) as {
  parameters: JsonObject;
  canonical: string;
  params_hash: string;
};

it('hashes the canonical JSON of the parameters', () => {
  expect(canonicalJson(reference.parameters)).toBe(reference.canonical);
  expect(paramsHash(reference.parameters)).toBe(reference.params_hash);
});

it('does not depend on the order of the parameters', () => {
  const reversed = Object.fromEntries(Object.entries(reference.parameters).reverse());
  expect(paramsHash(reversed)).toBe(reference.params_hash);
});
