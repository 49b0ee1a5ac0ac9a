import { type BadFile, more } from './bad-file.ts';

/** Files whose holdout, windows or splits do not fit; the base has 92 days, 2022-03-01 to 2022-05-31. */
export const VALIDATION_PROBLEMS: readonly BadFile[] = [
  more(
    'holdout of the whole range',
    'validation: { holdout: { last_days: 92 } }\n',
    [['SWEEP_WINDOW', 5, 'validation.holdout.last_days']],
    'the range has 92 days, it needs 93',
  ),
  more('holdout from the first day', 'validation:\n  holdout: { from: 2022-03-01 }\n', [
    ['SWEEP_WINDOW', 6, 'validation.holdout.from'],
  ]),
  more(
    'holdout after the end',
    'validation:\n  holdout: { from: 2022-06-01 }\n',
    [['SWEEP_WINDOW', 6, 'validation.holdout.from']],
    'after the last day 2022-05-31',
  ),
  more('two beginnings of the holdout', 'validation:\n  holdout: { from: 2022-05-01, last_days: 10 }\n', [
    ['SWEEP_MISSING_FIELD', 6, 'validation.holdout'],
  ]),
  more('holdout without a beginning', 'validation:\n  holdout: {}\n', [
    ['SWEEP_MISSING_FIELD', 6, 'validation.holdout'],
  ]),
  more(
    'windows longer than the range',
    'validation:\n  walk_forward: { train_days: 80, test_days: 11 }\n',
    [['SWEEP_WINDOW', 6, 'validation.walk_forward']],
    '92 days are available, one window needs 93 (80 to train, 2 purged, 11 to test)',
  ),
  more(
    'windows longer than what the holdout leaves',
    'validation:\n  holdout: { last_days: 2 }\n  walk_forward: { train_days: 80, test_days: 11, purge_days: 0 }\n',
    [['SWEEP_WINDOW', 7, 'validation.walk_forward']],
    '90 days are available, one window needs 91',
  ),
  more(
    'overlapping tests',
    'validation:\n  walk_forward:\n    train_days: 30\n    test_days: 10\n    step_days: 9\n',
    [['SWEEP_UNSUPPORTED', 9, 'validation.walk_forward.step_days']],
    'use step_days: 10 or more',
  ),
  more(
    'slices of a search that adapts',
    'sampler: { name: tpe }\nvalidation:\n  walk_forward: { train_days: 30, test_days: 10, slice: true }\n',
    [['SWEEP_UNSUPPORTED', 7, 'validation.walk_forward.slice']],
    'grid, random, lhs, sobol or halton',
  ),
  more(
    'slices of a search with a pruner',
    'pruner: { name: median }\nvalidation:\n  walk_forward: { train_days: 30, test_days: 10, slice: true }\n',
    [['SWEEP_UNSUPPORTED', 7, 'validation.walk_forward.slice']],
    'leave slice or the pruner out',
  ),
  more('windows without a length', 'validation:\n  walk_forward: { train_days: 30 }\n', [
    ['SWEEP_MISSING_FIELD', 6, 'validation.walk_forward.test_days'],
  ]),
  more('misspelt mode', 'validation:\n  walk_forward: { mode: expanding, train_days: 30, test_days: 10 }\n', [
    ['SWEEP_ENUM', 6, 'validation.walk_forward.mode'],
  ]),
  more(
    'combinatorial validation without the daily results that it is made of',
    'store: { daily: none }\nvalidation: { cpcv: { groups: 6, test_groups: 2 } }\n',
    [['SWEEP_UNSUPPORTED', 5, 'store.daily']],
    'combinatorial validation is made of daily results',
  ),
];
