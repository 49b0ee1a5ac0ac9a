import type { RunMode } from '../../core/types/config.ts';
import { isAdaptive, type SamplerName } from '../samplers/built-samplers.ts';
import { DEFAULT_SIGMA } from '../samplers/cma/constants.ts';
import { countSplits } from '../validation/combinatorial-splits.ts';
import { hasSeveralObjectives } from './several-objectives.ts';
import { keyOffsetOf, offsetOf, type SourcePath } from './source-node.ts';
import type { SweepBody } from './sweep-schema.ts';
import type { SweepSource } from './sweep-source.ts';

/** A setting that would have no effect together with others of the file. */
interface UnreadSetting {
  readonly path: SourcePath;
  readonly isUsed: (body: SweepBody) => boolean;
  /** What to write instead. */
  readonly works: string;
}

/** Every split ranks all trials anew. */
const MAX_SPLITS = 1000;

type PrunerName = SweepBody['pruner']['name'];

/** What is refused, so that nobody believes in a setting that nothing reads (`optimizer.md` O-31). */
const UNREAD: readonly UnreadSetting[] = [
  {
    path: ['sampler', 'order'],
    isUsed: ({ sampler }) => sampler.order !== 'file' && sampler.name !== undefined && sampler.name !== 'grid',
    works: 'file; only a grid can be shuffled',
  },
  ...ofSampler({ batch_size: undefined }, isAdaptive, 'samplers that adapt'),
  ...ofSampler({ startup_trials: 10, candidates: 24 }, (name) => name === 'tpe', 'tpe'),
  ...ofSampler({ sigma: DEFAULT_SIGMA }, (name) => name === 'cma', 'cma'),
  ...ofSampler({ population: 50 }, (name) => name === 'nsga2', 'nsga2'),
  {
    path: ['budget', 'stall_batches'],
    isUsed: ({ budget, sampler }) => budget.stall_batches !== null && !isAdaptive(nameOf(sampler)),
    works: 'null; it belongs to samplers that adapt',
  },
  {
    path: ['pruner', 'name'],
    isUsed: (body) => body.pruner.name !== 'none' && hasSeveralObjectives(body),
    works: 'none; with several objectives no trial is worth less than another at sight',
  },
  {
    path: ['store', 'daily'],
    isUsed: ({ store, validation }) => store.daily === 'none' && validation.cpcv !== null,
    works: 'auto or all; combinatorial validation is made of daily results',
  },
  ...ofPruner({ segments: 9, order: 'newest_first' }, ['median', 'halving', 'asha']),
  ...ofPruner({ min_segments: 1, eta: 3 }, ['halving', 'asha']),
  ...ofPruner({ warmup: 1, startup: 5 }, ['median']),
  ...differing(
    'selection',
    { min_robustness: 0.8 },
    ({ selection }) => selection.rule !== 'robust',
    "the default; it belongs to the rule 'robust'",
  ),
];

/** Refuses settings without an effect, and what does not go with the run mode. */
export function checkSettings(source: SweepSource, runMode: RunMode): void {
  const { body, root, problems } = source;
  const forDev = modeConflicts(body, runMode);
  for (const { path, message, hint } of forDev) {
    problems.add({ code: 'SWEEP_MODE', offset: offsetOf(root, path), path, message, hint });
  }
  for (const { path, isUsed, works } of UNREAD) {
    const isReported = forDev.some((conflict) => conflict.path.join() === path.join());
    if (!isUsed(body) || isReported) continue;
    problems.add({
      code: 'SWEEP_UNSUPPORTED',
      offset: offsetOf(root, path),
      path,
      message: `this value of '${path.join('.')}' does not go with the other settings of the file`,
      hint: `what works: ${works}`,
    });
  }
  checkPairs(source);
}

interface ModeConflict {
  readonly path: SourcePath;
  readonly message: string;
  readonly hint: string;
}

/** Settings whose effect depends on the clock or the operating system have no place in dev. */
function modeConflicts({ budget, seeding, pruner }: SweepBody, runMode: RunMode): readonly ModeConflict[] {
  if (runMode === 'prod') return [];
  const hint = 'change it, or use run_mode: prod';
  const conflicts: ModeConflict[] = [];
  if (budget.wall_seconds !== null) {
    conflicts.push({
      path: ['budget', 'wall_seconds'],
      message: 'a time limit of the sweep is not repeatable, run_mode is dev',
      hint,
    });
  }
  if (seeding === 'independent') {
    conflicts.push({ path: ['seeding'], message: 'independent trial seeds are not repeatable, run_mode is dev', hint });
  }
  if (pruner.name === 'asha') {
    conflicts.push({
      path: ['pruner', 'name'],
      message: 'asha depends on the order of completion, run_mode is dev',
      hint,
    });
  }
  return conflicts;
}

/** Rules over two keys of one block. */
function checkPairs({ body, root, problems }: SweepSource): void {
  const { pruner, validation } = body;
  const range = (path: SourcePath, message: string): void =>
    problems.add({ code: 'SWEEP_RANGE', offset: offsetOf(root, path), path, message });
  if (pruner.min_segments > pruner.segments) {
    range(['pruner', 'min_segments'], `found ${pruner.min_segments}, expected at most segments = ${pruner.segments}`);
  }
  const { holdout, cpcv } = validation;
  if (cpcv !== null && cpcv.test_groups >= cpcv.groups) {
    range(['validation', 'cpcv', 'test_groups'], `found ${cpcv.test_groups}, expected below groups = ${cpcv.groups}`);
  } else if (cpcv !== null) {
    const splits = countSplits(cpcv.groups, cpcv.test_groups);
    if (splits > MAX_SPLITS) {
      range(['validation', 'cpcv', 'groups'], `found ${cpcv.groups}: ${splits} splits, expected at most ${MAX_SPLITS}`);
    }
  }
  if (holdout !== null && (holdout.last_days === undefined) === (holdout.from === undefined)) {
    const path = ['validation', 'holdout'];
    const message = "expected exactly one of 'last_days' and 'from'";
    problems.add({ code: 'SWEEP_MISSING_FIELD', offset: keyOffsetOf(root, path), path, message });
  }
}

/**
 * Settings of a block whose value is not the default although nothing reads it.
 */
function differing(
  block: 'sampler' | 'pruner' | 'selection',
  defaults: Readonly<Record<string, unknown>>,
  isUnread: (body: SweepBody) => boolean,
  works: string,
): readonly UnreadSetting[] {
  return Object.entries(defaults).map(([key, expected]) => ({
    path: [block, key],
    isUsed: (body) => isUnread(body) && (body[block] as Readonly<Record<string, unknown>>)[key] !== expected,
    works,
  }));
}

/** Sampler settings that nothing reads unless the sampler is one of theirs. */
function ofSampler(
  defaults: Readonly<Record<string, unknown>>,
  isReader: (name: SamplerName) => boolean,
  readers: string,
): readonly UnreadSetting[] {
  return differing(
    'sampler',
    defaults,
    ({ sampler }) => !isReader(nameOf(sampler)),
    `the default; it belongs to ${readers}`,
  );
}

/** The same for pruners. */
function ofPruner(
  defaults: Readonly<Record<string, unknown>>,
  readers: readonly PrunerName[],
): readonly UnreadSetting[] {
  return differing(
    'pruner',
    defaults,
    ({ pruner }) => !readers.includes(pruner.name),
    `the default; it belongs to ${readers.join(', ')}`,
  );
}

/** No name means a grid. */
function nameOf({ name }: SweepBody['sampler']): SamplerName {
  return name ?? 'grid';
}
