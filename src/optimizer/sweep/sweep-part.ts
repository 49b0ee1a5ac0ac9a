import type { ConfigChange } from '../../config/materialise.ts';
import { canonicalJson } from '../../core/math/canonical-json.ts';
import { sha256Hex } from '../../core/math/sha256.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { createSetupFinder, type SetupChoice, type SetupFinder } from '../executor/setup-choice.ts';
import type { SegmentDates } from '../pruners/segment-dates.ts';
import { seed53 } from '../random/seed-keys.ts';
import { isAdaptive } from '../samplers/built-samplers.ts';
import type { SweepDefinition as StoredDefinition, SweepPartName } from '../storage/sweep-record.ts';
import type { WalkForwardWindow } from '../validation/walk-forward-windows.ts';

/** One search of a sweep: over the whole range before the holdout, or on one window. */
export interface SweepPart {
  /** Its row of table `sweep`; the root seed of its trials is there. */
  readonly stored: StoredDefinition;
  /** What its trials change. */
  readonly base: EffectiveConfig;
  /** Root seed of its sampler. */
  readonly samplerRoot: number;
  readonly setupChoice: SetupChoice;
  /** Position of the setup that a trial with these changes runs on, by that choice. */
  readonly setupOf: SetupFinder;
  /** Null without a pruner. */
  readonly segments: PartSegments | null;
  /** Window that its trials are cut out of the search's runs for; null: they are run. */
  readonly slice: WalkForwardWindow | null;
}

/** Segments of a part on which its trials are tried before they run over all of it (`optimizer.md` 11). */
export interface PartSegments {
  /** In the order in which trials run on them. */
  readonly dates: readonly SegmentDates[];
  /** Position of the setup that a trial with these changes runs on. */
  readonly setupOf: (segment: number, changes: readonly ConfigChange[]) => number;
}

/** The same search on a training window, and its best trials on the test window behind it. */
export interface WindowParts {
  readonly window: WalkForwardWindow;
  readonly train: SweepPart;
  readonly test: SweepPart;
}

/** What makes a part different from the search that it belongs to. */
interface PartFacts {
  readonly part: Exclude<SweepPartName, 'search'>;
  readonly window: WalkForwardWindow | null;
  readonly base: EffectiveConfig;
  readonly plannedTrials: number;
  readonly days: Int32Array;
  readonly keepsTrades: boolean;
  readonly setupChoice: SetupChoice;
  readonly segments: PartSegments | null;
}

/**
 * A part of a search. Trials of window w get their seeds from a root of its own (`optimizer.md` 13.2); a
 * sampler that adapts uses it too, the others propose the same parameter sets in every window.
 */
export function createPart(search: SweepPart, sampler: Parameters<typeof isAdaptive>[0], facts: PartFacts): SweepPart {
  const { stored } = search;
  const { part, window, base, plannedTrials, days, keepsTrades, setupChoice, segments } = facts;
  const rootSeed = rootOf(stored, window);
  return {
    base,
    setupChoice,
    setupOf: createSetupFinder(setupChoice),
    segments,
    slice: null,
    samplerRoot: isAdaptive(sampler) ? rootSeed : search.samplerRoot,
    stored: {
      ...stored,
      sweepId: partId(stored.sweepId, part, window),
      parentId: stored.sweepId,
      part,
      windowIndex: window?.index ?? null,
      startDate: base.start_date,
      endDate: base.end_date,
      holdoutEnd: null,
      rootSeed,
      plannedTrials,
      days,
      keepsTrades,
      // The file is kept with the search itself.
      sweepFileText: '',
      baseConfigJson: canonicalJson(base as unknown as JsonObject),
    },
  };
}

/** The training part of a window whose trials are those of the search, cut to its days instead of run on them. */
export function slicePart(search: SweepPart, train: SweepPart, window: WalkForwardWindow): SweepPart {
  const { rootSeed, baseConfigJson } = search.stored;
  return { ...search, segments: null, slice: window, stored: { ...train.stored, rootSeed, baseConfigJson } };
}

/** Root seed of the trials of a window (`optimizer.md` 13.2); of a part without one that of the search. */
export function rootOf({ rootSeed }: Pick<StoredDefinition, 'rootSeed'>, window: WalkForwardWindow | null): number {
  return window === null ? rootSeed : seed53(rootSeed, 'window', window.index);
}

/** What a part is called where it is shown; empty for the search over the whole range. */
export function stageOf({ stored: { part, windowIndex } }: SweepPart): string {
  if (part === 'search') return '';
  if (windowIndex === null) return part;
  return `${part === 'train' ? 'training' : 'test'} window ${windowIndex}`;
}

function partId(sweepId: string, part: string, window: WalkForwardWindow | null): string {
  return sha256Hex(`${sweepId}:${part}:${window === null ? '' : window.index}`).slice(0, sweepId.length);
}
