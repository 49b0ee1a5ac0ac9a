import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashedFields } from '../../../src/config/config-hash.ts';
import { migrateConfig } from '../../../src/config/migration/migrate-config.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { hasSharedFolder, SHARED_FOLDER } from '../../support/shared-folder.ts';
import { normalise, readFixture } from '../example-config.ts';

const RUNS = readdirSync(new URL('../../fixtures/config/v1-golden', import.meta.url)).map((name) =>
  path.basename(name, '.json'),
);
const COPIED = ['a01_s1_long_m5', 'b09_eur_account_usdjpy_static'];
/** The old news filter could not be switched off; these runs alone had a calendar with events in it. */
const RUNS_WITH_NEWS = ['b03_news_s2_both', 'c02_real_eurusd_h1_news_sessions'];

/** Fields that enter the hash: what can change a result. */
function effectOf(document: JsonObject): JsonObject {
  return hashedFields(normalise(document, { strict: true, symbolSpecs: null }).effective);
}

function expectSameEffect(name: string, old: string): void {
  const surroundings = { hasNewsCalendar: RUNS_WITH_NEWS.includes(name) };
  const expected = effectOf(JSON.parse(readFixture(`v1-golden/${name}.json`)));
  expect(effectOf(migrateConfig(JSON.parse(old), 'v1_parity', surroundings).config)).toEqual(expected);
}

describe('a migrated configuration has the effect of the reference', () => {
  it.each(COPIED)('%s', (name) => {
    expectSameEffect(name, readFixture(`first-generation/${name}.json`));
  });
});

describe.skipIf(!hasSharedFolder('migration of all golden configurations'))('of every golden run', () => {
  it.each(RUNS)('%s', (name) => {
    expectSameEffect(
      name,
      readFileSync(path.join(SHARED_FOLDER, 'reference/v1-golden', name, 'config_v1.json'), 'utf8'),
    );
  });

  it('there are 31', () => {
    expect(RUNS).toHaveLength(31);
  });
});
