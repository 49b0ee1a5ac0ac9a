import { describe, expect, it } from 'vitest';
import { renderTrialTable } from '../../../src/cli/output/render-trial-table.ts';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import type { TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';

const NAMES = ['length_of_the_moving_window', 'distance_of_the_stop_in_atr', 'hour_of_the_last_entry_of_a_day'];

function trial(trialIndex: number): TrialRecord {
  const parameters = Object.fromEntries(NAMES.map((name, index) => [name, 1000 * trialIndex + index]));
  const metrics = METRIC_KEYS.map(() => 1);
  return {
    trialIndex,
    status: 'complete',
    score: 1.5,
    metrics,
    errorCode: 'STRATEGY_EXCEPTION',
    parametersJson: JSON.stringify(parameters),
  } as unknown as TrialRecord;
}

describe('the table of all trials', () => {
  it('shows long parameter columns in further blocks within the width', () => {
    const text = renderTrialTable([trial(7), trial(8)], 6, 80);
    const lines = text.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    for (const name of NAMES) expect(text).toContain(name);
    const blocks = text.trimEnd().split('\n\n');
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(block).toMatch(/^trial .*\n {4}7 .*\n {4}8 .*$/);
    expect(text).toContain('8002');
  });
});
