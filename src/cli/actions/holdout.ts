import * as z from 'zod';
import { RuntimeFailure } from '../../core/types/errors.ts';
import type { HoldoutReport } from '../../optimizer/sweep/open-holdout.ts';
import { openHoldout } from '../../optimizer/sweep/open-holdout.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff } from '../flags/flag-values.ts';
import { holdoutResult } from '../output/holdout-result.ts';
import { renderHoldout } from '../output/render-holdout.ts';

const FLAGS = z.object({ sweep: z.string(), noCache: onOff() });

/** `omega holdout`: runs the final choice of a sweep on the data that nothing has seen, and records the look. */
export async function holdoutAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { sweep, noCache } = checkFlags(FLAGS, words);
  const { terminal } = context;
  const report = await openHoldout({
    sweep,
    useCache: !noCache,
    projectRoot: context.projectRoot,
    environment: context.environment,
    onNotice: (notice) => terminal.notice(notice),
  });
  return {
    result: () => holdoutResult(report),
    text: () => renderHoldout(report, context.workingDirectory, terminal.width),
    failure: failureOf(report),
  };
}

/** A trial that cannot be run on the holdout has failed there. */
function failureOf({ sweep, holdout }: HoldoutReport): RuntimeFailure | undefined {
  const { errorCode, errorMessage, trialIndex } = holdout;
  if (errorCode === null) return undefined;
  return new RuntimeFailure(errorCode, `trial ${trialIndex} failed on the holdout: ${errorMessage ?? ''}`, {
    where: sweep.sweepId,
    details: { sweep_id: sweep.sweepId, trial_index: trialIndex },
  });
}
