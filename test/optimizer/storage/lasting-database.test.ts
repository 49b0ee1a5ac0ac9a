import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { openLasting } from '../../../src/optimizer/storage/lasting-database.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Whether an object that nobody holds any more is still there after a collection. */
async function outlivesItsUse(make: () => object): Promise<boolean> {
  const reference = new WeakRef(make());
  // A reference is kept for the rest of the job in which it was made.
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  return reference.deref() !== undefined;
}

describe('a lasting database', () => {
  const database = openLasting(':memory:', {});
  database.exec('CREATE TABLE number (value INTEGER)');
  const insert = database.prepare('INSERT INTO number VALUES (?)');
  for (const value of [3, 1, 2]) insert.run(value);

  it('keeps its native objects for ever, which an ordinary object is not', async () => {
    expect(await outlivesItsUse(() => ({}))).toBe(false);
    expect(await outlivesItsUse(() => openLasting(':memory:', {}))).toBe(true);
    expect(await outlivesItsUse(() => database.prepare('SELECT 1'))).toBe(true);
    expect(await outlivesItsUse(() => openLasting(':memory:', {}).prepare('SELECT 1').iterate())).toBe(true);
  });

  it('reads and writes as any other', () => {
    const values = database.prepare<[number], number>('SELECT value FROM number WHERE value > ? ORDER BY value');
    expect([...values.pluck().iterate(1)]).toEqual([2, 3]);
    expect(values.all(0)).toEqual([1, 2, 3]);
  });

  it('answers a pragma that asks and follows one that sets', () => {
    database.pragma('user_version = 7');
    expect(database.pragma('user_version')).toEqual([{ user_version: 7 }]);
  });
});
