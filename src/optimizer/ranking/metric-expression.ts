import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';
import {
  type CompiledExpression,
  type ExpressionResult,
  identifierTable,
  parseExpression,
} from '../expressions/expression.ts';

const METRIC_IDENTIFIERS = identifierTable(METRIC_KEYS, 'number');

/**
 * Parses an objective (`number`) or gate (`boolean`) over the metric keys of a base run. It is
 * evaluated on a metric vector in the order of `METRIC_KEYS`, NaN for `"n/a"`.
 */
export function parseMetricExpression(text: string, expected: 'number' | 'boolean'): ExpressionResult {
  return parseExpression(text, METRIC_IDENTIFIERS, expected);
}

/** The same for a text that was checked with the sweep definition. */
export function compileMetricExpression(text: string, expected: 'number' | 'boolean'): CompiledExpression {
  const result = parseMetricExpression(text, expected);
  if (result.ok) return result.expression;
  throw new RuntimeFailure('RUNTIME_INTERNAL', `a checked expression is not valid: ${result.problem.message}`);
}
