import { canonicalJson } from '../../../core/math/canonical-json.ts';
import type { ConformanceCheck } from '../conformance-check.ts';
import type { ConformanceSubject } from '../conformance-subject.ts';

/** Findings about one value; rules over several fields may well refuse a default. */
const VALUE_CODES: ReadonlySet<string> = new Set(['CFG_TYPE', 'CFG_RANGE', 'CFG_ENUM']);

export const parameterRoundTrip: ConformanceCheck = {
  name: 'parameter round trip',
  statement: 'resolving resolved parameters changes nothing, and every default is valid',
  weight: 'violation',
  find: (subject) => findUnstable(subject) ?? findBadDefault(subject),
};

function findUnstable({ strategy, parameters, environment }: ConformanceSubject): string | null {
  const once = strategy.resolve(parameters, environment).parameters;
  const twice = strategy.resolve(once, environment).parameters;
  const [first, second] = [canonicalJson(once), canonicalJson(twice)];
  return first === second ? null : `${first} becomes ${second}`;
}

function findBadDefault({ strategy, environment }: ConformanceSubject): string | null {
  for (const { key, defaults } of strategy.parameterDescriptors) {
    const value = defaults[environment.variant];
    const { issues } = strategy.resolve({ [key]: value }, environment);
    const refusal = issues.find(({ severity, code, path }) => {
      return severity === 'error' && VALUE_CODES.has(code) && (path === key || path.startsWith(`${key}[`));
    });
    if (refusal !== undefined) return `the default ${JSON.stringify(value)} of ${key}: ${refusal.message}`;
  }
  return null;
}
