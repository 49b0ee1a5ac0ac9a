import { describe, expect, it } from 'vitest';
import { combinatorialPaths, combinatorialSplits } from '../../../src/optimizer/validation/combinatorial-splits.ts';
import { walkForwardEfficiency } from '../../../src/optimizer/validation/walk-forward-efficiency.ts';
import {
  areContiguous,
  planWindows,
  testDaysOf,
  trainDaysOf,
  type WalkForwardWindow,
  type WindowLengths,
} from '../../../src/optimizer/validation/walk-forward-windows.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { readFixture } from '../../support/fixture.ts';

interface StoredWindow {
  window: number;
  train_start: string;
  train_end: string;
  test_start: string;
  test_end: string;
}

interface StoredInputs {
  start_date: string;
  end_date: string;
  train_days: number;
  test_days: number;
  purge_days: number;
  step_days: number;
}

interface StoredExpectation {
  count: number;
  first: StoredWindow;
  second?: StoredWindow;
  last: StoredWindow;
  oos_contiguous?: boolean;
}

const reference = readFixture<{
  windows: { inputs: StoredInputs; expected: Record<'rolling' | 'anchored', StoredExpectation> };
  windows_gap: { inputs: StoredInputs; expected: StoredExpectation };
  combinatorial: { groups: number; test_groups: number; n_splits: number; n_paths: number; splits?: number[][] }[];
  efficiency: {
    inputs: Record<'is_profit_net' | 'oos_profit_net' | 'is_days' | 'oos_days', number[]>;
    expected: { wfe: number; oos_profit_net: number; oos_windows_profitable: number };
  };
}>('optimizer/walk_forward.json');

function lengthsOf(inputs: StoredInputs, mode: WindowLengths['mode']): WindowLengths {
  return {
    mode,
    trainDays: inputs.train_days,
    testDays: inputs.test_days,
    purgeDays: inputs.purge_days,
    stepDays: inputs.step_days,
  };
}

function toWindow(stored: StoredWindow): WalkForwardWindow {
  return {
    index: stored.window,
    trainStart: stored.train_start,
    trainEnd: stored.train_end,
    testStart: stored.test_start,
    testEnd: stored.test_end,
  };
}

function expectWindows(found: readonly WalkForwardWindow[], expected: StoredExpectation): void {
  expect(found).toHaveLength(expected.count);
  expect(found[0]).toEqual(toWindow(expected.first));
  if (expected.second !== undefined) expect(found[1]).toEqual(toWindow(expected.second));
  expect(found.at(-1)).toEqual(toWindow(expected.last));
}

describe('walk-forward windows', () => {
  it.each(['rolling', 'anchored'] as const)('follow the reference: %s', (mode) => {
    const { inputs, expected } = reference.windows;
    const lengths = lengthsOf(inputs, mode);
    const windows = planWindows(lengths, inputs.start_date, inputs.end_date);
    expectWindows(windows, expected[mode]);
    expect(areContiguous(lengths)).toBe(true);
    expect(windows.map(testDaysOf)).toEqual(windows.map(() => inputs.test_days));
    const growth = mode === 'rolling' ? 0 : inputs.step_days;
    expect(windows.map(trainDaysOf)).toEqual(windows.map(({ index }) => inputs.train_days + index * growth));
  });

  it('leave gaps between tests where the step is longer than the test', () => {
    const { inputs, expected } = reference.windows_gap;
    const lengths = lengthsOf(inputs, 'rolling');
    expectWindows(planWindows(lengths, inputs.start_date, inputs.end_date), expected);
    expect(areContiguous(lengths)).toBe(expected.oos_contiguous);
  });

  it('are none where the range is one day too short', () => {
    const lengths: WindowLengths = { mode: 'rolling', trainDays: 5, purgeDays: 2, testDays: 3, stepDays: 3 };
    expect(planWindows(lengths, '2024-02-26', '2024-03-06')).toHaveLength(1);
    expect(planWindows(lengths, '2024-02-26', '2024-03-05')).toHaveLength(0);
  });
});

describe('walk-forward efficiency', () => {
  it('follows the reference', () => {
    const { inputs, expected } = reference.efficiency;
    const windows = inputs.is_profit_net.map((trainProfit, index) => ({
      trainProfit,
      testProfit: inputs.oos_profit_net[index]!,
      trainDays: inputs.is_days[index]!,
      testDays: inputs.oos_days[index]!,
    }));
    const found = walkForwardEfficiency(windows);
    expectFigure(found.wfe, expected.wfe, 'wfe');
    expectFigure(found.oosProfitNet, expected.oos_profit_net, 'oos_profit_net');
    expectFigure(found.oosWindowsProfitable, expected.oos_windows_profitable, 'oos_windows_profitable');
  });

  it('has no value where training made no profit', () => {
    const window = { trainProfit: 0, testProfit: 10, trainDays: 20, testDays: 5 };
    expect(walkForwardEfficiency([window]).wfe).toBeNaN();
  });
});

describe('combinatorial cross-validation', () => {
  it.each(reference.combinatorial)(
    'has the splits and paths of the reference: $groups over $test_groups',
    (example) => {
      const splits = combinatorialSplits(example.groups, example.test_groups);
      const paths = combinatorialPaths(splits, example.groups);
      expect(splits).toHaveLength(example.n_splits);
      expect(paths).toHaveLength(example.n_paths);
      if (example.splits !== undefined) expect(splits).toEqual(example.splits);
    },
  );

  it('uses the result of every split and test group on exactly one path', () => {
    const splits = combinatorialSplits(6, 2);
    const used = combinatorialPaths(splits, 6).flatMap((path) => path.map((split, group) => `${split}:${group}`));
    const expected = splits.flatMap((tested, split) => tested.map((group) => `${split}:${group}`));
    expect(used.sort()).toEqual(expected.sort());
  });
});
