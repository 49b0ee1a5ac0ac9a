import type { ExpressionProblem } from '../expressions/syntax-tree.ts';
import { parseMetricExpression } from '../ranking/metric-expression.ts';
import { offsetOf, type SourcePath } from './source-node.ts';
import type { SweepSource } from './sweep-source.ts';

/** Reports what is wrong with an expression over metric keys. */
export function checkMetricExpression(
  { root, problems }: SweepSource,
  path: SourcePath,
  text: string,
  expected: 'number' | 'boolean',
): void {
  const result = parseMetricExpression(text, expected);
  if (result.ok) return;
  problems.add({ code: 'SWEEP_EXPRESSION', offset: offsetOf(root, path), path, ...describe(text, result.problem) });
}

function describe(text: string, { message, position, suggestion }: ExpressionProblem) {
  return {
    message: `${message}, at character ${position + 1} of "${text}"`,
    hint: suggestion === null ? undefined : `did you mean '${suggestion}'?`,
    details: { expression: text, position: position + 1 },
  };
}
