import { afterEach, beforeEach, describe } from 'vitest';
import type { TrialStore } from '../../src/optimizer/storage/trial-store.ts';
import { describeParts } from './trial-store-parts.ts';
import { describeSweeps } from './trial-store-sweeps.ts';
import { describeDigest, describeTrials } from './trial-store-trials.ts';

/** An empty store, and how to remove what it left behind. */
export interface OpenedStore {
  readonly store: TrialStore;
  readonly dispose: () => void;
}

/** What every `TrialStore` must do. */
export function describeTrialStore(name: string, openEmptyStore: () => OpenedStore): void {
  describe(`trial store contract: ${name}`, () => {
    let opened: OpenedStore;

    beforeEach(() => {
      opened = openEmptyStore();
    });
    afterEach(() => {
      opened.store.close();
      opened.dispose();
    });

    const current = {
      get store() {
        return opened.store;
      },
    };
    describeSweeps(current);
    describeTrials(current);
    describeDigest(current);
    describeParts(current);
  });
}
