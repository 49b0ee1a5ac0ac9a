import { roundHalfAway } from '../../core/math/rounding.ts';
import type { ExpressionValue } from '../expressions/compile.ts';
import type { CompiledExpression, OrderComparison } from '../expressions/expression.ts';
import { compileMetricExpression } from './metric-expression.ts';
import type { Objective, ScoreExpression } from './objective.ts';

/** Judgement of a finished base run. */
export interface TrialScore {
  /** `infeasible`: a gate failed. */
  readonly status: 'complete' | 'infeasible';
  /**
   * Larger is better; NaN where the objective, or one of several, is missing. Also set for infeasible
   * trials.
   */
  readonly score: number;
  /** Values of several objectives, rounded, larger is better, NaN where missing; empty with one objective. */
  readonly objectives: readonly number[];
  /** Sum over the failed gates (`optimizer.md` 9.4); 0 if all passed. */
  readonly violation: number;
  /** Texts of the failed gates, in file order. */
  readonly failedGates: readonly string[];
}

/** Metric vector in the order of `METRIC_KEYS`, NaN for `"n/a"`. */
type MetricVector = ArrayLike<number>;

/** Compiles objective and gates once; the result scores any number of trials (`optimizer.md` 9). */
export function createTrialScorer(
  objective: Objective,
  gates: readonly string[],
): (metrics: MetricVector) => TrialScore {
  const score = createReader(objective);
  const terms = objective.objectives.map(createReader);
  const compiledGates = gates.map((text) => ({ text, gate: compileMetricExpression(text, 'boolean') }));
  return (metrics) => {
    let violation = 0;
    const failedGates: string[] = [];
    for (const { text, gate } of compiledGates) {
      if (gate.evaluate(metrics) === true) continue;
      violation += violationOf(gate, metrics);
      failedGates.push(text);
    }
    const objectives = terms.map((term) => roundHalfAway(term(metrics), objective.decimals));
    return {
      status: failedGates.length === 0 ? 'complete' : 'infeasible',
      score: objectives.some(Number.isNaN) ? Number.NaN : score(metrics),
      objectives,
      violation,
      failedGates,
    };
  };
}

/** The value of an expression, turned so that larger is better; NaN where it is missing. */
function createReader({ expression, direction }: ScoreExpression): (metrics: MetricVector) => number {
  const compiled = compileMetricExpression(expression, 'number');
  const sign = direction === 'minimize' ? -1 : 1;
  return (metrics) => turned(compiled.evaluate(metrics), sign);
}

/** Negative zero becomes zero: the store keeps none. */
function turned(value: ExpressionValue, sign: number): number {
  return typeof value === 'number' ? sign * value + 0 : Number.NaN;
}

/**
 * Of a gate that failed: 1 (also where it is missing), plus, where the gate is one comparison, the amount by
 * which it fails (`optimizer.md` 9.4).
 */
function violationOf(gate: CompiledExpression, metrics: MetricVector): number {
  return 1 + (gate.comparison === null ? 0 : shortfallOf(gate.comparison, metrics));
}

function shortfallOf({ left, right }: OrderComparison, metrics: MetricVector): number {
  const a = left(metrics);
  const b = right(metrics);
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) : 0;
}
