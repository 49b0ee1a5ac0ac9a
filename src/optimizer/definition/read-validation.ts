import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { isAdaptive } from '../samplers/built-samplers.ts';
import type { ParameterDefinition } from '../space/parameter.ts';
import { dateOf, dayOf } from '../validation/date-numbers.ts';
import { areContiguous, daysNeeded, planWindows, type WindowLengths } from '../validation/walk-forward-windows.ts';
import type { CheckedBase } from './base-config.ts';
import { automaticPurgeDays } from './purge-days.ts';
import { keyOffsetOf, offsetOf, type SourcePath } from './source-node.ts';
import type { SweepSource } from './sweep-source.ts';
import type { HoldoutPeriod, ValidationDefinition, WalkForwardDefinition } from './validation-definition.ts';

/** What the block `validation` says, and the base without its holdout. */
export interface ReadValidation {
  readonly validation: ValidationDefinition;
  /** The base up to the last day before the holdout: all that a search ever sees. */
  readonly inSample: EffectiveConfig;
}

/**
 * Cuts off the holdout and plans the windows in what is left (`optimizer.md` 13); reports where nothing is
 * left to train on.
 *
 * @param base the merged configuration and its strategy
 */
export function readValidation(
  source: SweepSource,
  { effective: base, strategy }: Pick<CheckedBase, 'effective' | 'strategy'>,
  parameters: readonly ParameterDefinition[],
): ReadValidation {
  const holdout = readHoldout(source, base);
  const inSample = holdout === null ? base : { ...base, end_date: dateOf(dayOf(holdout.startDate) - 1) };
  const { cpcv } = source.body.validation;
  return {
    inSample,
    validation: {
      holdout,
      walkForward: readWalkForward(source, strategy, inSample, parameters),
      combinatorial:
        cpcv === null
          ? null
          : {
              groups: cpcv.groups,
              testGroups: cpcv.test_groups,
              purgeDays: automaticPurgeDays(strategy, inSample, parameters),
              embargoDays: cpcv.embargo_days,
            },
    },
  };
}

function readHoldout(source: SweepSource, base: EffectiveConfig): HoldoutPeriod | null {
  const { holdout } = source.body.validation;
  // Both or neither are reported with the other pairs of keys.
  if (holdout === null || (holdout.last_days === undefined) === (holdout.from === undefined)) return null;
  const first = dayOf(base.start_date);
  const last = dayOf(base.end_date);
  const start = holdout.from === undefined ? last - (holdout.last_days ?? 0) + 1 : dayOf(holdout.from);
  if (start > first && start <= last) return { startDate: dateOf(start), endDate: base.end_date };
  const path: SourcePath = ['validation', 'holdout', holdout.from === undefined ? 'last_days' : 'from'];
  const available = last - first + 1;
  const message =
    start > last
      ? `the holdout begins on ${dateOf(start)}, after the last day ${dateOf(last)}: it would be empty`
      : `the holdout from ${dateOf(Math.max(start, first))} leaves no training data: the range has ${available} days, it needs ${last - start + 2}`;
  report(source, path, message, { available_days: available, needed_days: last - start + 2 });
  return null;
}

function readWalkForward(
  source: SweepSource,
  strategy: StrategyDefinition,
  inSample: EffectiveConfig,
  parameters: readonly ParameterDefinition[],
): WalkForwardDefinition | null {
  const { validation } = source.body;
  const settings = validation.walk_forward;
  if (settings === null) return null;
  const lengths: WindowLengths = {
    mode: settings.mode,
    trainDays: settings.train_days,
    testDays: settings.test_days,
    purgeDays:
      settings.purge_days === 'auto' ? automaticPurgeDays(strategy, inSample, parameters) : settings.purge_days,
    stepDays: settings.step_days ?? settings.test_days,
  };
  checkOverlap(source, lengths);
  if (settings.slice) checkSlice(source);
  const windows = planWindows(lengths, inSample.start_date, inSample.end_date);
  if (windows.length === 0) {
    const available = dayOf(inSample.end_date) - dayOf(inSample.start_date) + 1;
    const needed = daysNeeded(lengths);
    const { trainDays, purgeDays, testDays } = lengths;
    const message = `no window fits: ${available} days are available, one window needs ${needed} (${trainDays} to train, ${purgeDays} purged, ${testDays} to test)`;
    report(source, ['validation', 'walk_forward'], message, { available_days: available, needed_days: needed });
  }
  return {
    ...lengths,
    windows,
    isContiguous: areContiguous(lengths),
    retestTop: settings.retest_top,
    isSliced: settings.slice,
  };
}

function checkOverlap({ root, problems }: SweepSource, { stepDays, testDays }: WindowLengths): void {
  if (stepDays >= testDays) return;
  const path = ['validation', 'walk_forward', 'step_days'];
  problems.add({
    code: 'SWEEP_UNSUPPORTED',
    offset: keyOffsetOf(root, path),
    path,
    message: `a step of ${stepDays} days makes test windows of ${testDays} days overlap`,
    hint: `use step_days: ${testDays} or more`,
  });
}

/** Slices need one run of every trial over the whole range that no window has an influence on. */
function checkSlice({ body, root, problems }: SweepSource): void {
  const sampler = body.sampler.name ?? 'grid';
  const path = ['validation', 'walk_forward', 'slice'];
  if (body.pruner.name !== 'none') {
    problems.add({
      code: 'SWEEP_UNSUPPORTED',
      offset: offsetOf(root, path),
      path,
      message: 'a pruner gives trials up on the whole range, so that their windows would know the days after them',
      hint: 'leave slice or the pruner out',
    });
  }
  if (!isAdaptive(sampler)) return;
  problems.add({
    code: 'SWEEP_UNSUPPORTED',
    offset: offsetOf(root, path),
    path,
    message: `${sampler} proposes other parameter sets in every window, so there is no full run to slice`,
    hint: 'leave slice out, or use grid, random, lhs, sobol or halton',
  });
}

function report(
  { root, problems }: SweepSource,
  path: SourcePath,
  message: string,
  details: Readonly<Record<string, number>>,
): void {
  problems.add({ code: 'SWEEP_WINDOW', offset: keyOffsetOf(root, path), path, message, details });
}
