import { createMemoryStore } from '../../../src/optimizer/storage/memory-store.ts';
import { describeTrialStore } from '../../contract/trial-store-contract.ts';

describeTrialStore('memory', () => ({ store: createMemoryStore(), dispose: () => {} }));
