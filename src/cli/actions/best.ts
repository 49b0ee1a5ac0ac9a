import * as z from 'zod';
import { bestTrials, noEligibleTrial } from '../../optimizer/sweep/rank-sweep.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { wholeNumber } from '../flags/flag-values.ts';
import { renderBestTrials } from '../output/render-best-trials.ts';
import { describeSweep, renderSweepHead } from '../output/render-sweep-head.ts';
import { rankedResult } from '../output/trial-result.ts';
import { useSweep } from './open-sweep.ts';

const FLAGS = z.object({ sweep: z.string(), top: wholeNumber(1) });

/** `omega best`: the best parameters of a stored sweep. */
export async function bestAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const flags = checkFlags(FLAGS, words);
  return useSweep(flags.sweep, context, ({ store, sweep }) => {
    const best = bestTrials(store, sweep, flags.top);
    if (best.length === 0) throw noEligibleTrial(sweep.sweepId);
    const counts = store.countByStatus(sweep.sweepId);
    const { width } = context.terminal;
    return {
      result: () => ({ ...describeSweep(sweep, counts), best: best.map(rankedResult) }),
      text: () => `${renderSweepHead(sweep, counts, width)}\n${renderBestTrials(best, sweep.decimals, width)}`,
    };
  });
}
