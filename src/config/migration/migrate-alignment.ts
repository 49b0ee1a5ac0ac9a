import type { JsonValue } from '../../core/types/json.ts';
import type { LegacyBlock } from './legacy-block.ts';
import type { MigrationFindings } from './migration-findings.ts';

/** A rule that could be set before and is fixed now. */
interface FixedRule {
  readonly key: string;
  /** What the old program did where the key was left out. */
  readonly standard: JsonValue;
  /** The value that means the fixed rule. */
  readonly fixed: JsonValue;
  readonly reason: string;
}

const FIXED_RULES: readonly FixedRule[] = [
  {
    key: 'entry_timestamp_mode',
    standard: 'open',
    fixed: 'close',
    reason: 'decisions are made at the close of a bar; in mode "open" higher timeframes became visible one bar later',
  },
  {
    key: 'additional_tfs_mode',
    standard: 'carry_forward',
    fixed: 'carry_forward',
    reason: 'a bar of a higher timeframe counts until the next one is complete or it is stale',
  },
  {
    key: 'use_previous_completed_higher_tf',
    standard: true,
    fixed: true,
    reason: 'only completed bars of a higher timeframe are visible; anything else looks into the future',
  },
  {
    key: 'stale_bar_limit_bars',
    standard: 0,
    fixed: 0,
    reason: 'a higher timeframe is stale after twice its length in primary bars',
  },
  {
    key: 'max_missing_ratio',
    standard: 0,
    fixed: 0,
    reason: 'gaps are counted and reported, and alignment may lose at most 1 % of the bars',
  },
  { key: 'normalize_to_timeframe', standard: false, fixed: false, reason: 'times must lie on the grid of a timeframe' },
];

/** `timestamp_alignment` has no counterpart: the rules are fixed. Says where the old run differed from them. */
export function reportAlignment(old: LegacyBlock, hasHigherTimeframes: boolean, findings: MigrationFindings): void {
  const alignment = old.block('timestamp_alignment');
  alignment.ignore('diagnostics');
  for (const { key, standard, fixed, reason } of FIXED_RULES) {
    const value = alignment.take(key) ?? standard;
    const matters = hasHigherTimeframes || key === 'normalize_to_timeframe' || key === 'max_missing_ratio';
    if (value === fixed || !matters) continue;
    findings.changed(
      alignment.pathOf(key),
      `was ${JSON.stringify(value)}: ${reason}`,
      `expect differences; an old run with ${JSON.stringify(fixed)} is comparable`,
    );
  }
  const labels = alignment.block('higher_tf_timestamps_mode');
  for (const [timeframe, mode] of Object.entries(labels.rest())) {
    if (mode === 'open') continue;
    findings.notCarried(
      labels.pathOf(timeframe),
      `market data carry opening times, those of ${timeframe} carried closing times`,
      `label the ${timeframe} files with opening times, for example by "omega data resample"`,
    );
  }
}
