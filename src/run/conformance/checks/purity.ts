import { freezeDeeply } from '../../../config/freeze-deeply.ts';
import { canonicalJson } from '../../../core/math/canonical-json.ts';
import type { JsonValue } from '../../../core/types/json.ts';
import type { ConformanceCheck } from '../conformance-check.ts';

export const purity: ConformanceCheck = {
  name: 'purity',
  statement: 'resolve and requirements give the same twice and change nothing they are given',
  weight: 'violation',
  find: ({ strategy, parameters: given, environment: surroundings }) => {
    // Writing to a frozen object throws in a module.
    const raw = freezeDeeply(structuredClone(given));
    const environment = freezeDeeply(structuredClone(surroundings));
    const first = strategy.resolve(raw, environment);
    if (!isSame(first, strategy.resolve(raw, environment))) return 'resolve gives something else the second time';
    const parameters = freezeDeeply(structuredClone(first.parameters));
    const requirements = strategy.requirements(parameters, environment);
    return isSame(requirements, strategy.requirements(parameters, environment))
      ? null
      : 'requirements gives something else the second time';
  },
};

function isSame(left: object, right: object): boolean {
  return canonicalJson(left as JsonValue) === canonicalJson(right as JsonValue);
}
