import * as z from 'zod';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { useSweep } from './open-sweep.ts';

const FLAGS = z.object({ sweep: z.string() });

/** `omega digest`: one hash for a whole trial table. */
export async function digestAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const flags = checkFlags(FLAGS, words);
  return useSweep(flags.sweep, context, ({ store, sweep }) => {
    const digest = store.digest(sweep.sweepId);
    return {
      result: () => ({ sweep_id: sweep.sweepId, digest }),
      text: () => `${digest}\n`,
    };
  });
}
