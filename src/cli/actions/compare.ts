import path from 'node:path';
import * as z from 'zod';
import { resolveLocations } from '../../config/locations.ts';
import { RuntimeFailure, UsageError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { comparisonPage } from '../../report/comparison-page/comparison-page.ts';
import { compareRuns, type RunComparison } from '../../run/comparison/compare-runs.ts';
import { writeNewFile } from '../../run/write-new-file.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, someText } from '../flags/flag-values.ts';
import type { ComparedInput } from '../output/compared-input.ts';
import { comparisonFacts } from '../output/comparison-facts.ts';
import { comparisonResult } from '../output/comparison-result.ts';
import { countOf } from '../output/figures.ts';
import { renderComparison } from '../output/render-comparison.ts';
import { renderEquityOverlay } from '../output/render-equity-overlay.ts';
import { shownPath } from '../output/shown-path.ts';
import { sparkSigns } from '../output/sparkline.ts';
import { readComparedInputs } from './compared-inputs.ts';

const LABELS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const FLAGS = z.object({
  results: z.array(someText('a run or a trial')),
  expectEqual: onOff(),
  html: someText('a file').optional(),
  noCache: onOff(),
});

/** `omega compare`: runs and trials side by side. */
export async function compareAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { results, expectEqual, html, noCache } = checkFlags(FLAGS, words, ['results']);
  requireNumber(results.length);
  const { environment, projectRoot, workingDirectory, terminal } = context;
  for (const notice of resolveLocations(environment, projectRoot).notices) terminal.notice(notice);
  const place = { environment, projectRoot, workingDirectory, useCache: !noCache };
  const inputs = await readComparedInputs(results, LABELS, place);
  const comparison = compareRuns(inputs.map(({ run }) => run));
  const page = html === undefined ? null : path.resolve(workingDirectory, html);
  if (page !== null) writeNewFile(page, pageOf(inputs, comparison));
  const result = () => ({ ...comparisonResult(inputs, comparison), page });
  return {
    result,
    text: () => {
      const text = renderComparison(inputs, comparison, workingDirectory, terminal.width);
      // Curves are for looking at: programs that read the table get its lines alone.
      const curves =
        terminal.stdout.isTTY === true ? renderEquityOverlay(inputs, terminal.width, sparkSigns(environment)) : '';
      return `${text}${curves}${page === null ? '' : `\npage  ${shownPath(page, workingDirectory)}\n`}`;
    },
    failure: expectEqual ? inequalityOf(inputs, comparison, result) : undefined,
  };
}

function pageOf(inputs: readonly ComparedInput[], comparison: RunComparison): string {
  return comparisonPage({
    labels: inputs.map(({ label }) => label),
    runs: inputs.map(({ run }) => run),
    comparison,
    facts: comparisonFacts(inputs, comparison, null),
  });
}

function requireNumber(found: number): void {
  if (found >= 2 && found <= LABELS.length) return;
  throw new UsageError('USAGE', `${countOf(found, 'result')} to compare, expected 2 to ${LABELS.length}`, {
    hint: 'name runs by id or folder, trials as <sweep>:<index>; omega compare --help shows examples',
    details: { found },
  });
}

/** What `--expect-equal` fails with; undefined where everything is equal and what it was. */
function inequalityOf(
  inputs: readonly ComparedInput[],
  { pairs }: RunComparison,
  result: () => JsonObject,
): RuntimeFailure | undefined {
  const [first] = inputs;
  const others = pairs.filter(({ isSameConfiguration, isSameResult }) => !isSameConfiguration || !isSameResult);
  const changed = inputs.filter(
    ({ source, run }) => !run.isIntact || (source.kind === 'trial' && source.differences.length > 0),
  );
  const found = [
    ...others.map(({ other }) => `${inputs[other].label} is not equal to ${first.label}`),
    ...changed.map(({ label }) => `${label} is not what was recorded`),
  ];
  if (found.length === 0) return undefined;
  return new RuntimeFailure('COMPARE_NOT_EQUAL', found.join('; '), {
    hint: 'without --expect-equal a difference is no failure',
    details: result(),
  });
}
