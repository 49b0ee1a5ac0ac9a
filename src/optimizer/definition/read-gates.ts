import { GATE_PRESETS } from '../ranking/presets.ts';
import { checkMetricExpression } from './check-metric-expression.ts';
import { offsetOf } from './source-node.ts';
import type { SweepSource } from './sweep-source.ts';

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
