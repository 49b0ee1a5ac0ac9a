import type { ExpressionValue } from '../expressions/compile.ts';
import type { CompiledExpression, OrderComparison } from '../expressions/expression.ts';
import { compileMetricExpression } from './metric-expression.ts';

/** What is searched for: an expression over metric keys, and its direction. */
export interface Objective {
  readonly expression: string;
  readonly direction: 'maximize' | 'minimize';
  /** Decimals to which scores are rounded before they are compared. */
  readonly decimals: number;
}

/** Judgement of a finished base run. */
interface TrialScore {
  /** `infeasible`: a gate failed. */
  readonly status: 'complete' | 'infeasible';
  /** Larger is better; NaN where the objective is missing. Also set for infeasible trials. */
  readonly score: number;
  /** 0 if all gates passed. */
  readonly violation: number;
}

/** Metric vector in the order of `METRIC_KEYS`, NaN for `"n/a"`. */
type MetricVector = ArrayLike<number>;

/** Compiles objective and gates once; the result scores any number of trials (`optimizer.md` 9). */
export function createTrialScorer(
  objective: Objective,
  gates: readonly string[],
): (metrics: MetricVector) => TrialScore {
  const expression = compileMetricExpression(objective.expression, 'number');
  const compiledGates = gates.map((text) => compileMetricExpression(text, 'boolean'));
  const sign = objective.direction === 'minimize' ? -1 : 1;
  return (metrics) => {
    let violation = 0;
    for (const gate of compiledGates) violation += violationOf(gate, metrics);
    return {
      status: violation === 0 ? 'complete' : 'infeasible',
      score: scoreOf(expression.evaluate(metrics), sign),
      violation,
    };
  };
}

/** Negative zero becomes zero: the store keeps none. */
function scoreOf(value: ExpressionValue, sign: number): number {
  return typeof value === 'number' ? sign * value + 0 : Number.NaN;
}

/**
 * 0 for a gate that holds, else 1 (also where it is missing), plus, where the gate is one comparison,
 * the amount by which it fails (`optimizer.md` 9.4).
 */
function violationOf(gate: CompiledExpression, metrics: MetricVector): number {
  if (gate.evaluate(metrics) === true) return 0;
  return 1 + (gate.comparison === null ? 0 : shortfallOf(gate.comparison, metrics));
}

function shortfallOf({ left, right }: OrderComparison, metrics: MetricVector): number {
  const a = left(metrics);
  const b = right(metrics);
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) : 0;
}
