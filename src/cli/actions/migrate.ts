import * as z from 'zod';
import { migrateFile } from '../../run/migrate-file.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { oneOf, someText } from '../flags/flag-values.ts';
import { renderMigration } from '../output/render-migration.ts';

const FLAGS = z.object({
  config: z.string(),
  output: someText('a file').optional(),
  variant: oneOf(['v1_parity', 'v2']),
  costsOut: someText('a file').optional(),
});

/** `omega migrate`: a configuration of this version, and what could not be carried over. */
export async function migrateAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { config, output, variant, costsOut } = checkFlags(FLAGS, words);
  const { terminal, workingDirectory } = context;
  const report = await migrateFile({
    config,
    variant,
    ...(output === undefined ? {} : { output }),
    ...(costsOut === undefined ? {} : { costsOut }),
    projectRoot: context.projectRoot,
    environment: context.environment,
  });
  return {
    result: () => ({
      output: report.output,
      costs: report.costs === null ? null : { ...report.costs },
      variant,
      is_runnable: report.effective !== null,
      findings: report.findings.map((finding) => ({ ...finding })),
      config: report.config,
    }),
    text: () => {
      const summary = renderMigration(report, variant, workingDirectory, terminal.width);
      if (report.output !== null) return summary;
      // The configuration goes to standard output, so that it can be redirected to a file.
      for (const line of summary.trimEnd().split('\n')) terminal.notice(line);
      return report.text;
    },
  };
}
