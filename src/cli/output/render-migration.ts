import type { MigrationEffect, MigrationFinding } from '../../config/migration/migration-findings.ts';
import type { ExecutionVariant } from '../../core/types/config.ts';
import type { MigrationReport } from '../../run/migrate-file.ts';
import { shownPath } from './shown-path.ts';
import { wrapText } from './wrap-text.ts';

const INDENT = '    ';
const HEADINGS: readonly (readonly [effect: MigrationEffect, heading: string])[] = [
  ['not_carried', 'Not carried over:'],
  ['changed', 'Carried over with another meaning:'],
  ['refused', 'Not available in this version:'],
];
const VARIANT_NOTES: Readonly<Record<ExecutionVariant, string>> = {
  v1_parity:
    'execution_variant is v1_parity with run_mode dev: results stay comparable with those of the old program. ' +
    '"--variant v2" uses the canonical rules.',
  v2: 'execution_variant is v2 with run_mode dev: fills, costs and sizes follow the canonical rules, so results differ from those of the old program.',
};

/** What was written, and what a person has to know about it. */
export function renderMigration(
  report: MigrationReport,
  variant: ExecutionVariant,
  workingDirectory: string,
  width: number,
): string {
  const { output, costs, findings } = report;
  const lines: string[] = [];
  if (output !== null) lines.push(`wrote ${shownPath(output, workingDirectory)}`);
  if (costs !== null) {
    const [file, base] = [costs.file, costs.base].map((one) => shownPath(one, workingDirectory));
    lines.push(`wrote ${file}, made from ${base}`);
  }
  lines.push(...wrapText(VARIANT_NOTES[variant], width));
  for (const [effect, heading] of HEADINGS) {
    const group = findings.filter((finding) => finding.effect === effect);
    if (group.length > 0) lines.push('', heading, ...group.flatMap((finding) => renderFinding(finding, width)));
  }
  return `${lines.join('\n')}\n`;
}

function renderFinding({ path, reason, action }: MigrationFinding, width: number): string[] {
  const wrapped = [reason, `-> ${action}`].flatMap((text) => wrapText(text, width - INDENT.length));
  return [`  ${path}`, ...wrapped.map((line) => `${INDENT}${line}`)];
}
