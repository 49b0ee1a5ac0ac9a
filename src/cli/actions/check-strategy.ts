import * as z from 'zod';
import { StrategyError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { checkConfigConformance } from '../../run/check-config-conformance.ts';
import type { ConformanceResult } from '../../run/conformance/check-conformance.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff } from '../flags/flag-values.ts';
import { count } from '../output/figures.ts';
import { renderFacts } from '../output/render-facts.ts';

const FLAGS = z.object({ config: z.string(), strict: onOff(), strictData: onOff(), noCache: onOff() });

/** `omega check strategy`: whether a strategy keeps the rules that every strategy has to keep. */
export async function checkStrategyAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const flags = checkFlags(FLAGS, words);
  const { terminal, projectRoot, environment } = context;
  const { config, signals, results } = await checkConfigConformance({
    config: flags.config,
    strict: flags.strict,
    strictData: flags.strictData,
    useCache: !flags.noCache,
    projectRoot,
    environment,
    onNotice: (notice) => terminal.notice(notice),
  });
  const { strategy_name: strategy, symbol, timeframes } = config;
  return {
    result: () => ({
      strategy,
      symbol,
      timeframe: timeframes.primary,
      signals,
      checks: results.map((result): JsonObject => ({ ...result })),
    }),
    text: () =>
      renderFacts(
        [
          ['strategy', `${strategy} on ${symbol} ${timeframes.primary}`],
          ['signals', signals === null ? 'none, it throws' : count(signals)],
          ...results.map((result): [string, string] => [result.name, verdictOf(result)]),
        ],
        terminal.width,
      ),
    failure: failureOf(results),
  };
}

function verdictOf({ weight, finding, statement }: ConformanceResult): string {
  if (finding === null) return `ok: ${statement}`;
  return `${weight === 'violation' ? 'BROKEN' : 'worth knowing'}: ${finding}`;
}

function failureOf(results: readonly ConformanceResult[]): StrategyError | undefined {
  const broken = results.filter(({ weight, finding }) => weight === 'violation' && finding !== null);
  const [first] = broken;
  if (first === undefined) return undefined;
  const others = broken.length === 1 ? '' : `; ${broken.length - 1} more`;
  return new StrategyError('STRAT_CONFORMANCE', `expected that ${first.statement}: ${first.finding}${others}`, {
    where: first.name,
    hint: 'docs/writing-a-strategy.md has the rules',
    details: { checks: broken.map(({ name }) => name) },
  });
}
