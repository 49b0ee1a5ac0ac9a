import type { SweepDefinition as StoredDefinition, SweepRecord } from '../storage/sweep-record.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** Something that the store keeps of all trials or of none; no part of what a sweep is known by (`optimizer.md` 7). */
interface OptionalResults {
  readonly key: 'daily' | 'trades';
  readonly name: string;
  readonly isKept: (sweep: Pick<StoredDefinition, 'days' | 'keepsTrades'>) => boolean;
}

const OPTIONAL_RESULTS: readonly OptionalResults[] = [
  { key: 'daily', name: 'daily results', isKept: ({ days }) => days.length > 0 },
  { key: 'trades', name: 'trades of all trials', isKept: ({ keepsTrades }) => keepsTrades },
];

/** The settings by which the store would now keep other results than it does. */
export function differingStorage(stored: SweepRecord, plan: SweepPlan): readonly string[] {
  return differing(stored, plan).map(({ key }) => `store.${key}`);
}

/** What the store has, what the sweep file asks for and what to do, where these are not the same; otherwise null. */
export function storageRemark(stored: SweepRecord, plan: SweepPlan): string | null {
  const { store } = plan.defined.definition;
  const parts = differing(stored, plan).map(({ key, name, isKept }) =>
    isKept(stored)
      ? `the store has ${name}, the sweep file asks for none (store.${key}: ${store[key]})`
      : `the store has no ${name}, the sweep file asks for them (store.${key}: ${store[key]})`,
  );
  return parts.length === 0 ? null : `${parts.join('; ')}; --restart runs it as the file asks`;
}

function differing(stored: SweepRecord, { search }: SweepPlan): readonly OptionalResults[] {
  return OPTIONAL_RESULTS.filter(({ isKept }) => isKept(stored) !== isKept(search.stored));
}
