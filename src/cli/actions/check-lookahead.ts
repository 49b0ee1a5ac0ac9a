import * as z from 'zod';
import { formatInstant } from '../../core/data/dates.ts';
import { StrategyError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { checkConfigLookahead } from '../../run/check-config-lookahead.ts';
import type { LookaheadDifference } from '../../run/check-lookahead.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, wholeNumber } from '../flags/flag-values.ts';
import { count } from '../output/figures.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderFacts } from '../output/render-facts.ts';

const FLAGS = z.object({
  config: z.string(),
  cuts: wholeNumber(1),
  strict: onOff(),
  strictData: onOff(),
  noCache: onOff(),
});

/** `omega check lookahead`: whether a decision depends on data that come after it. */
export async function checkLookaheadAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const flags = checkFlags(FLAGS, words);
  const { terminal, interruption } = context;
  interruption.reactWith(() => terminal.notice('interrupted: ends after the point at hand'));
  const { config, difference, ...report } = await checkConfigLookahead({
    config: flags.config,
    cuts: flags.cuts,
    strict: flags.strict,
    strictData: flags.strictData,
    useCache: !flags.noCache,
    projectRoot: context.projectRoot,
    environment: context.environment,
    onNotice: (notice) => terminal.notice(notice),
    onCut: async () => {
      // Signals are only heard between two turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      return interruption.exitCode !== null;
    },
  });
  return {
    result: () => ({
      strategy: config.strategy_name,
      symbol: config.symbol,
      timeframe: config.timeframes.primary,
      ...(withSnakeKeys(report) as JsonObject),
    }),
    text: () =>
      renderFacts(
        [
          ['strategy', `${config.strategy_name} on ${config.symbol} ${config.timeframes.primary}`],
          ['trading bars', count(report.tradingBars)],
          ['signals', count(report.signals)],
          ['trades', count(report.trades)],
          ['series compared', count(report.series)],
          ['data cut at', `${count(report.cuts)} bars`],
          ['look-ahead', difference === null ? 'none found' : 'FOUND'],
        ],
        terminal.width,
      ),
    failure: difference === null ? undefined : failureOf(difference),
    ...(interruption.exitCode === null ? {} : { exitCode: interruption.exitCode }),
  };
}

function failureOf(difference: LookaheadDifference): StrategyError {
  const { bar, field, full, cut } = difference;
  const [barTime, cutTime] = [formatInstant(difference.barTimeMs), formatInstant(difference.cutTimeMs)];
  const message = `${field} is ${full} on all data and ${cut} on data that end at ${cutTime}`;
  return new StrategyError('STRAT_LOOKAHEAD', message, {
    where: `bar ${bar} (${barTime})`,
    hint: 'what is decided at the close of a bar may use that bar and earlier ones only',
    details: { bar, bar_time: barTime, field, full, cut, cut_bar: difference.cutBar, cut_time: cutTime },
  });
}
