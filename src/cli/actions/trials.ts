import * as z from 'zod';
import { materialiseTrial } from '../../config/materialise.ts';
import { formatJson } from '../../core/backtest/artifacts/format-json.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { UsageError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { requireTrial } from '../../optimizer/storage/sweep-lookup.ts';
import { loadStoredStrategy } from '../../optimizer/sweep/stored-module.ts';
import { renderTrialsCsv } from '../../optimizer/sweep/trials-csv.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, wholeNumber } from '../flags/flag-values.ts';
import { describeSweep } from '../output/render-sweep-head.ts';
import { renderTrialTable } from '../output/render-trial-table.ts';
import { trialResult } from '../output/trial-result.ts';
import { type OpenSweep, openSweep, useSweep } from './open-sweep.ts';

const FLAGS = z.object({ sweep: z.string(), csv: onOff(), config: wholeNumber(0).optional() });

/** `omega trials`: the trial table of a stored sweep, or the configuration of one trial. */
export async function trialsAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { sweep, csv, config } = checkFlags(FLAGS, words);
  if (csv && config !== undefined) throw new UsageError('USAGE', '--csv and --config exclude each other');
  if (config !== undefined) return answerWithConfig(sweep, config, context);
  if (csv) return answerWithCsv(openSweep(sweep, context));
  return useSweep(sweep, context, (open) => answerWithTable(open, context));
}

async function answerWithConfig(name: string, index: number, context: CommandContext): Promise<Answer> {
  const { sweep, trial } = useSweep(name, context, ({ store, sweep }) => {
    return { sweep, trial: requireTrial(store, sweep.sweepId, index) };
  });
  const strategy = await loadStoredStrategy(sweep, context.projectRoot);
  const base = JSON.parse(sweep.baseConfigJson) as EffectiveConfig;
  const changes = Object.entries(JSON.parse(trial.changedPathsJson) as JsonObject);
  // What depends on the symbol specification has been checked when the trial ran.
  const made = materialiseTrial(base, changes, trial.seed, { strategy, symbolSpecs: null });
  if ('problem' in made) {
    const { where, message } = made.problem;
    throw new UsageError('USAGE', `trial ${index} has no valid configuration: ${where}: ${message}`, {
      details: { trial_index: index, status: trial.status },
    });
  }
  const config = made.effective as unknown as JsonObject;
  return {
    result: () => ({ sweep_id: sweep.sweepId, trial_index: index, config }),
    text: () => formatJson(config, 'configuration'),
  };
}

/** Rows are read while they are printed, so that a large sweep needs no more memory than a small one. */
function answerWithCsv({ store, sweep }: OpenSweep): Answer {
  function* pieces(): Generator<string> {
    try {
      yield* renderTrialsCsv(store, sweep.sweepId);
    } finally {
      store.close();
    }
  }
  return {
    result: () => ({ sweep_id: sweep.sweepId, csv: [...pieces()].join('') }),
    text: pieces,
  };
}

function answerWithTable({ store, sweep }: OpenSweep, { terminal }: CommandContext): Answer {
  const trials = store.readTrials(sweep.sweepId);
  const counts = store.countByStatus(sweep.sweepId);
  return {
    result: () => ({ ...describeSweep(sweep, counts), trials: trials.map(trialResult) }),
    text: () => renderTrialTable(trials, sweep.decimals, terminal.width),
  };
}
