import { z } from 'zod';
import { RuntimeFailure } from '../../core/types/errors.ts';
import { rankTrials } from '../../optimizer/ranking/comparator.ts';
import { requireTrial } from '../../optimizer/storage/sweep-lookup.ts';
import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { wholeNumber } from '../flags/flag-values.ts';
import { renderBestTrials } from '../output/render-best-trials.ts';
import { describeSweep, renderSweepHead } from '../output/render-sweep-head.ts';
import { trialResult } from '../output/trial-result.ts';
import { type OpenSweep, useSweep } from './open-sweep.ts';

const FLAGS = z.object({ sweep: z.string(), top: wholeNumber(1) });

/** `omega best`: the best parameters of a stored sweep. */
export async function bestAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const flags = checkFlags(FLAGS, words);
  return useSweep(flags.sweep, context, (open) => {
    const { store, sweep } = open;
    const best = readBest(open, flags.top);
    const counts = store.countByStatus(sweep.sweepId);
    const { width } = context.terminal;
    return {
      result: () => ({
        ...describeSweep(sweep, counts),
        best: best.map((trial, index) => ({ rank: index + 1, ...trialResult(trial) })),
      }),
      text: () => `${renderSweepHead(sweep, counts, width)}\n${renderBestTrials(best, sweep.decimals, width)}`,
    };
  });
}

function readBest({ store, sweep }: OpenSweep, top: number): readonly TrialRecord[] {
  const eligible = store.eligibleTrials(sweep.sweepId).map((trial) => ({ ...trial, status: 'complete' as const }));
  const { ranked } = rankTrials(eligible, sweep.decimals);
  if (ranked.length === 0) {
    throw new RuntimeFailure('SWEEP_NO_ELIGIBLE_TRIAL', `sweep ${sweep.sweepId} has no trial that may be best`, {
      hint: `"omega trials ${sweep.sweepId}" shows how they ended`,
      details: { sweep_id: sweep.sweepId },
    });
  }
  return ranked.slice(0, top).map(({ trialIndex }) => requireTrial(store, sweep.sweepId, trialIndex));
}
