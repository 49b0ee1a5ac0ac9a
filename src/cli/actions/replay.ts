import * as z from 'zod';
import { RuntimeFailure, UsageError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { replaySweep } from '../../optimizer/sweep/replay-sweep.ts';
import type { ReplayDifference, ReplayedTrial, ReplayReport } from '../../optimizer/sweep/sweep-report.ts';
import { keepNurseriesSmall } from '../../run/heap.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, someText, wholeNumber } from '../flags/flag-values.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderReplay } from '../output/render-replay.ts';

const FLAGS = z.object({
  sweep: z.string(),
  trial: wholeNumber(0).optional(),
  all: onOff(),
  export: someText('a file').optional(),
  workers: wholeNumber(1).optional(),
  noCache: onOff(),
});
/** A mismatch names the first differing fields; the rest is rarely of use. */
const NAMED_FIELDS = 5;

/** `omega replay`: repeats trials of a stored sweep and compares them with it. */
export async function replayAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  keepNurseriesSmall();
  const flags = checkFlags(FLAGS, words);
  const { terminal, interruption } = context;
  const abort = new AbortController();
  interruption.reactWith(() => {
    terminal.notice('interrupted: ends after the trials at hand; a second signal ends at once');
    abort.abort();
  });
  const report = await replaySweep({
    sweep: flags.sweep,
    trials: chooseTrials(flags.trial, flags.all, flags.export),
    ...(flags.export === undefined ? {} : { exportFile: flags.export }),
    ...(flags.workers === undefined ? {} : { workers: flags.workers }),
    useCache: !flags.noCache,
    projectRoot: context.projectRoot,
    environment: context.environment,
    onNotice: (notice) => terminal.notice(notice),
    signal: abort.signal,
  });
  return {
    result: () => withSnakeKeys(report),
    text: () => renderReplay(report, context.workingDirectory, terminal.width),
    failure: mismatchOf(report),
    ...(interruption.exitCode === null ? {} : { exitCode: interruption.exitCode }),
  };
}

function chooseTrials(index: number | undefined, all: boolean, exportFile: string | undefined) {
  if (all && index !== undefined) throw new UsageError('USAGE', '--trial and --all exclude each other');
  if (all && exportFile !== undefined) throw new UsageError('USAGE', '--export needs --trial: it writes one trial');
  if (all) return 'all';
  if (index !== undefined) return { index };
  throw new UsageError('USAGE', 'which trial? expected --trial <index> or --all');
}

function mismatchOf(report: ReplayReport): RuntimeFailure | undefined {
  const { mismatches, results, sweepId, replayed, pruned } = report;
  const [first] = mismatches;
  if (first === undefined && results.length === 0) return undefined;
  const message =
    first === undefined
      ? `the trials are equal to the store, a result made of them is not: ${describe(results)}`
      : `${mismatches.length} of ${replayed + pruned} trials differ from the store; ${nameOf(first)}: ${describe(first.differences)}`;
  return new RuntimeFailure('REPLAY_MISMATCH', message, {
    where: sweepId,
    hint: 'the program, its platform or the store has changed since the sweep',
    details: { ...(withSnakeKeys(report) as JsonObject) },
  });
}

/** `trial 3`, `trial 3 of test window 1`. */
function nameOf({ stage, trialIndex }: ReplayedTrial): string {
  return `trial ${trialIndex}${stage === '' ? '' : ` of ${stage}`}`;
}

function describe(differences: readonly ReplayDifference[]): string {
  return differences
    .slice(0, NAMED_FIELDS)
    .map(({ field, stored, replayed }) => `${field} ${replayed}, stored ${stored}`)
    .join('; ');
}
