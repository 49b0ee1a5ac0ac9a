import type { ExpressionProblem } from '../expressions/syntax-tree.ts';
import { parseMetricExpression } from '../ranking/metric-expression.ts';
import { GATE_PRESETS, OBJECTIVE_PRESETS, UNBUILT_OBJECTIVE_PRESETS } from '../ranking/presets.ts';
import type { Objective } from '../ranking/score-trial.ts';
import { offsetOf, type SourcePath } from './source-node.ts';
import type { SweepSource } from './sweep-source.ts';

const DEFAULT_SCORE = 'profit_net';

/** Objective with presets written out; reports what is wrong with its expression. */
export function readObjective(source: SweepSource): Objective {
  const { objective } = source.body;
  const isText = typeof objective === 'string';
  const score = (isText ? objective : (objective.score ?? DEFAULT_SCORE)).trim();
  const path = isText ? ['objective'] : ['objective', 'score'];
  const expression = OBJECTIVE_PRESETS.get(score) ?? score;
  if (UNBUILT_OBJECTIVE_PRESETS.includes(score)) {
    source.problems.add({
      code: 'SWEEP_UNSUPPORTED',
      offset: offsetOf(source.root, path),
      path,
      message: `the objective '${score}' is known but not part of this version`,
      hint: `presets that work: ${[...OBJECTIVE_PRESETS.keys(), 'recovery_factor'].join(', ')}`,
    });
  } else {
    checkMetricExpression(source, path, expression, 'number');
  }
  if (isText) return { expression, direction: 'maximize', decimals: DEFAULT_DECIMALS };
  return { expression, direction: objective.direction, decimals: objective.decimals };
}

const DEFAULT_DECIMALS = 6;

/** Gates with presets written out; reports what is wrong with each. */
export function readGates(source: SweepSource): readonly string[] {
  const { gates } = source.body;
  if (typeof gates !== 'string') {
    gates.forEach((text, index) => {
      checkMetricExpression(source, ['gates', index], text, 'boolean');
    });
    return gates;
  }
  const preset = GATE_PRESETS.get(gates);
  if (preset !== undefined) return preset;
  source.problems.add({
    code: 'SWEEP_ENUM',
    offset: offsetOf(source.root, ['gates']),
    path: ['gates'],
    message: `found '${gates}', expected a list of expressions or one of: ${[...GATE_PRESETS.keys()].join(', ')}`,
    hint: `for one gate write ["${gates}"]`,
  });
  return [];
}

function checkMetricExpression(
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
