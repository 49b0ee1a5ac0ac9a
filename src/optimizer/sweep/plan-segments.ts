import type { ConfigChange } from '../../config/materialise.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { OmegaError } from '../../core/types/errors.ts';
import { type PrunerDefinition, segmentsOf } from '../pruners/built-pruners.ts';
import type { SegmentDates } from '../pruners/segment-dates.ts';
import { dayOf } from '../validation/date-numbers.ts';
import { onDates } from './on-dates.ts';
import { setUpPeriod } from './period-setups.ts';
import type { SetupList } from './setup-list.ts';
import type { MarketSource, SweepMarket } from './sweep-market.ts';
import type { PartSegments } from './sweep-part.ts';

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
 * @throws OmegaError `SWEEP_WINDOW` where the part is too short, or a segment cannot be run on the data
 */
export function planSegments(
  pruner: PrunerDefinition | null,
  part: SegmentedPart,
  markets: readonly SweepMarket[],
  source: MarketSource,
  list: SetupList,
): PartSegments | null {
  if (pruner === null) return null;
  const range = { start: part.base.start_date, end: part.base.end_date };
  requireLength(pruner, range, part.name);
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
            where: 'pruner',
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

function requireLength(pruner: PrunerDefinition, { start, end }: SegmentDates, name: string): void {
  const place = name === '' ? 'the range' : `the ${name}`;
  const days = dayOf(end) - dayOf(start) + 1;
  if (pruner.name === 'backstep') {
    if (segmentsOf(pruner, { start, end }, 0).length > 0) return;
    throw tooShort(`${place}, ${start} to ${end}, has no complete half-year (January to June, July to December)`, days);
  }
  if (days < pruner.segments) throw tooShort(`${place} has ${days} days, fewer than ${pruner.segments} segments`, days);
}

function tooShort(message: string, days: number): OmegaError {
  return new OmegaError('config', 'SWEEP_WINDOW', message, {
    where: 'pruner',
    hint: 'choose a longer range, fewer segments or another pruner',
    details: { available_days: days },
  });
}
