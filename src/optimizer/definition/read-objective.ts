import type { Objective, ParetoObjective } from '../ranking/objective.ts';
import { FINAL_SCORE_PRESET, OBJECTIVE_PRESETS, PARETO_PRESETS } from '../ranking/presets.ts';
import { checkMetricExpression } from './check-metric-expression.ts';
import { offsetOf, type SourcePath } from './source-node.ts';
import type { SweepBody } from './sweep-schema.ts';
import type { SweepSource } from './sweep-source.ts';

type ObjectiveBlock = Exclude<SweepBody['objective'], string>;

const DEFAULT_SCORE = 'profit_net';
const DEFAULT_DECIMALS = 6;
/** Keys of the block that only several objectives read. */
const KEYS_OF_SEVERAL = ['select', 'reference'] as const;

/** Objective with presets written out; reports what is wrong with it. */
export function readObjective(source: SweepSource): Objective {
  const { objective } = source.body;
  if (typeof objective === 'string') {
    const preset = PARETO_PRESETS.get(objective.trim());
    if (preset !== undefined) {
      const [{ expression, direction }] = preset;
      return { expression, direction, decimals: DEFAULT_DECIMALS, objectives: preset };
    }
    const expression = readScore(source, ['objective'], objective);
    return { expression, direction: 'maximize', decimals: DEFAULT_DECIMALS, objectives: [] };
  }
  return objective.objectives === undefined
    ? readSingle(source, objective)
    : readSeveral(source, objective, objective.objectives);
}

function readSingle(source: SweepSource, block: ObjectiveBlock): Objective {
  const path = ['objective', 'score'];
  const expression = readScore(source, path, block.score ?? DEFAULT_SCORE);
  if (isFinalScore(block.score) && block.direction === 'minimize') {
    refuse(source, path, `'${FINAL_SCORE_PRESET}' is larger the better`, 'leave direction out');
  }
  for (const key of KEYS_OF_SEVERAL) {
    if (block[key] !== undefined)
      refuse(source, ['objective', key], `'${key}' belongs to 'objectives'`, 'leave it out');
  }
  return { expression, direction: block.direction, decimals: block.decimals, objectives: [] };
}

/** Stress tests complete it after the search, which a dominance between trials cannot wait for. */
function refuseFinalScore(source: SweepSource, path: SourcePath, text: string | undefined): void {
  if (!isFinalScore(text)) return;
  const hint = `write objective: ${FINAL_SCORE_PRESET}`;
  refuse(source, path, `'${FINAL_SCORE_PRESET}' can only be the single objective`, hint);
}

function isFinalScore(text: string | undefined): boolean {
  return text?.trim() === FINAL_SCORE_PRESET;
}

/** The score of several objectives is `select`, by default the first of them (`optimizer.md` 6.5). */
function readSeveral(
  source: SweepSource,
  block: ObjectiveBlock,
  terms: NonNullable<ObjectiveBlock['objectives']>,
): Objective {
  if (block.score !== undefined) {
    const hint = "leave it out, or name it 'select' if it is to decide between equal ranks";
    refuse(source, ['objective', 'score'], "'score' and 'objectives' exclude each other", hint);
  }
  const { reference, select, decimals } = block;
  if (reference !== undefined && reference.length !== terms.length) {
    const path = ['objective', 'reference'];
    const message = `found ${reference.length} values, expected one for each of the ${terms.length} objectives`;
    source.problems.add({ code: 'SWEEP_RANGE', offset: offsetOf(source.root, path), path, message });
  }
  terms.forEach(({ score }, index) => {
    refuseFinalScore(source, ['objective', 'objectives', index, 'score'], score);
  });
  refuseFinalScore(source, ['objective', 'select'], select);
  const objectives = terms.map(
    ({ score, direction }, index): ParetoObjective => ({
      expression: readScore(source, ['objective', 'objectives', index, 'score'], score),
      direction,
      reference: reference?.[index] ?? null,
    }),
  );
  if (select !== undefined) {
    const expression = readScore(source, ['objective', 'select'], select);
    return { expression, direction: block.direction, decimals, objectives };
  }
  const { expression, direction } = objectives[0] as ParetoObjective;
  return { expression, direction, decimals, objectives };
}

/** Expression of a score, with the name of a preset written out. */
function readScore(source: SweepSource, path: SourcePath, text: string): string {
  const score = text.trim();
  const expression = OBJECTIVE_PRESETS.get(score) ?? score;
  if (PARETO_PRESETS.has(score)) {
    refuse(source, path, `'${score}' stands for several objectives`, `write objective: ${score}`);
  } else {
    checkMetricExpression(source, path, expression, 'number');
  }
  return expression;
}

function refuse({ root, problems }: SweepSource, path: SourcePath, message: string, hint: string): void {
  problems.add({ code: 'SWEEP_UNSUPPORTED', offset: offsetOf(root, path), path, message, hint });
}
