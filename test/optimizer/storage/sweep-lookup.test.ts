import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/optimizer/storage/memory-store.ts';
import { requireTrial, resolveSweep } from '../../../src/optimizer/storage/sweep-lookup.ts';
import type { TrialStore } from '../../../src/optimizer/storage/trial-store.ts';
import { entries, exampleSweep, START, SWEEP_ID } from './trial-examples.ts';

const IDS = ['abcd000000000000', 'abcdef0000000000', '1234567890abcdef'];

describe('sweep lookup', () => {
  let store: TrialStore;

  beforeEach(() => {
    store = createMemoryStore();
    for (const sweepId of IDS) store.createSweep(exampleSweep({ sweepId }), START);
  });

  it.each([
    ['1234', IDS[2]],
    ['abcd0', IDS[0]],
    ['abcde', IDS[1]],
    [IDS[0], IDS[0]],
    ['latest', IDS[2]],
  ])('finds the sweep that "%s" means', (text, sweepId) => {
    expect(resolveSweep(store, text)).toBe(sweepId);
  });

  it.each(['', 'abc', '123'])('refuses the short prefix "%s" and lists what it fits', (text) => {
    const fitting = [...IDS].reverse().filter((id) => id.startsWith(text));
    expect(() => resolveSweep(store, text)).toThrow(
      expect.objectContaining({ code: 'USAGE', details: { sweep: text, minimum_length: 4, fitting } }),
    );
    expect(() => resolveSweep(store, text)).toThrow(new RegExp(`at least 4.*${fitting.join(', ')}`));
  });

  it('refuses a prefix of two sweeps and lists them', () => {
    expect(() => resolveSweep(store, 'abcd')).toThrow(
      expect.objectContaining({ code: 'USAGE', details: { sweep: 'abcd', fitting: [IDS[1], IDS[0]] } }),
    );
    expect(() => resolveSweep(store, 'abcd')).toThrow(`${IDS[1]}, ${IDS[0]}`);
  });

  it.each(['ffff', 'ABCD', 'abc%', 'latest '])('names the latest sweeps where none fits "%s"', (text) => {
    expect(() => resolveSweep(store, text)).toThrow(
      expect.objectContaining({ code: 'USAGE_SWEEP_NOT_FOUND', details: { sweep: text, latest: [...IDS].reverse() } }),
    );
    expect(() => resolveSweep(store, text)).toThrow(`"${text}"`);
  });

  it('knows no latest sweep in an empty store', () => {
    expect(() => resolveSweep(createMemoryStore(), 'latest')).toThrow(
      expect.objectContaining({ code: 'USAGE_SWEEP_NOT_FOUND' }),
    );
  });

  it('lists ten ids and counts the rest', () => {
    for (let n = 0; n < 12; n++) {
      store.createSweep(exampleSweep({ sweepId: `eeee0000000000${n.toString().padStart(2, '0')}` }), START);
    }
    expect(() => resolveSweep(store, 'eeee')).toThrow(/fits 12 sweeps.*eeee000000000011.*eeee000000000002 and 2 more/);
  });

  it('finds a trial, or names the range of indices', () => {
    store.createSweep(exampleSweep(), START);
    const refusal = expect.objectContaining({ code: 'USAGE_TRIAL_NOT_FOUND' });
    expect(() => requireTrial(store, SWEEP_ID, 0)).toThrow(refusal);
    expect(() => requireTrial(store, SWEEP_ID, 0)).toThrow('none yet');
    store.writeTrials(entries(0, 200));
    expect(requireTrial(store, SWEEP_ID, 199).trialIndex).toBe(199);
    expect(() => requireTrial(store, SWEEP_ID, 5000)).toThrow(refusal);
    expect(() => requireTrial(store, SWEEP_ID, 5000)).toThrow('index 0 to 199');
  });
});
