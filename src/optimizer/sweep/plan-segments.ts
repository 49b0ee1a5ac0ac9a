import type { ConfigChange } from '../../config/materialise.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { ConfigError } from '../../core/types/errors.ts';
import type { DefinedSweep } from '../definition/define-sweep.ts';
import type { SweepSource } from '../definition/sweep-source.ts';
import { windowError } from '../definition/window-error.ts';
import { type PrunerDefinition, segmentsOf } from '../pruners/built-pruners.ts';
import type { SegmentDates } from '../pruners/segment-dates.ts';
import { dayOf } from '../validation/date-numbers.ts';
import { onDates } from './on-dates.ts';
import { setUpPeriod } from './period-setups.ts';
import type { SetupList } from './setup-list.ts';
import type { MarketSource, SweepMarket } from './sweep-market.ts';
import type { PartSegments } from './sweep-part.ts';

const PRUNER_PATH = ['pruner'];

/** A part whose trials are tried on segments first. */
export interface SegmentedPart {
  /** Configuration with the dates of the part. */
  readonly base: EffectiveConfig;
  /** Number of its period, which its segments share: they are in use at the same time. */
  readonly period: number;
  /** Root seed of its search. */
  readonly root: number;
  /** For messages; empty for the whole range. */
  readonly name: string;
  /** Position among the markets of the one that a trial trades. */
  readonly marketOf: (changes: readonly ConfigChange[]) => number;
}

/**
 * Cuts a part into the segments of its pruner and sets them up, each with its warm-up before it.
 * @throws ConfigError `SWEEP_WINDOW` where the part is too short, or a segment cannot be run on the data
 */
export function planSegments(
  { definition: { pruner }, source: file }: DefinedSweep,
  part: SegmentedPart,
  markets: readonly SweepMarket[],
  source: MarketSource,
  list: SetupList,
): PartSegments | null {
  if (pruner === null) return null;
  const range = { start: part.base.start_date, end: part.base.end_date };
  requireLength(pruner, range, part.name, file);
  const dates = segmentsOf(pruner, range, part.root);
  const first = dates.map((segment, position) =>
    list.addSegment(
      setUpPeriod(
        {
          number: part.period,
          base: onDates(part.base, segment.start, segment.end),
          keepsDaily: true,
          keepsTrades: true,
          cut: {
            name: `segment ${position + 1} of ${dates.length}${part.name === '' ? '' : ` of the ${part.name}`}`,
            file,
            path: PRUNER_PATH,
            details: { segment: position + 1, segments: dates.length },
          },
        },
        markets,
        source,
      ),
    ),
  );
  return { dates, setupOf: (segment, changes) => first[segment]! + part.marketOf(changes) };
}

function requireLength(pruner: PrunerDefinition, { start, end }: SegmentDates, name: string, file: SweepSource): void {
  const place = name === '' ? 'the range' : `the ${name}`;
  const days = dayOf(end) - dayOf(start) + 1;
  if (pruner.name === 'backstep') {
    if (segmentsOf(pruner, { start, end }, 0).length > 0) return;
    throw tooShort(
      file,
      `${place}, ${start} to ${end}, has no complete half-year (January to June, July to December)`,
      days,
    );
  }
  if (days < pruner.segments) {
    throw tooShort(file, `${place} has ${days} days, fewer than ${pruner.segments} segments`, days);
  }
}

function tooShort(file: SweepSource, message: string, days: number): ConfigError {
  return windowError(file, {
    path: PRUNER_PATH,
    message,
    hint: 'choose a longer range, fewer segments or another pruner',
    details: { available_days: days },
  });
}
