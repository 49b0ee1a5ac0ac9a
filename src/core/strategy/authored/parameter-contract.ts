import { describeJsonKind, isJsonObject } from '../../math/json-kind.ts';
import { elementPath, memberPath } from '../../math/json-path.ts';
import { suggestName } from '../../math/suggest.ts';
import type { JsonObject, JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor, ParameterType } from '../../types/strategy.ts';
import { BLOCK_KEYS } from '../parameter-merge.ts';
import { describeParameter } from '../parameters/describe-parameter.ts';
import { ParameterIssues } from '../parameters/parameter-issues.ts';
import { readValue } from '../parameters/read-value.ts';
import type { AuthoredParameter } from './authored-strategy.ts';
import type { ContractProblem } from './contract-problem.ts';

const TYPES: readonly ParameterType[] = ['int', 'float', 'bool', 'enum', 'string', 'list', 'object'];
const KEY_PATTERN = /^[a-z][a-z0-9_]*$/;
/** Members of a parameter, and the type each must have where it is given. */
const MEMBER_TYPES: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'any'>> = {
  key: 'string',
  type: 'string',
  default: 'any',
  description: 'string',
  nullable: 'boolean',
  min: 'number',
  max: 'number',
  minExclusive: 'boolean',
  maxExclusive: 'boolean',
  choices: 'any',
  unit: 'string',
};
const REQUIRED: readonly string[] = ['key', 'type', 'default', 'description'];

/** Descriptors out of what an author wrote, with everything that is wrong with it; only valid ones are returned. */
export function describeParameters(authored: unknown, problems: ContractProblem[]): readonly ParameterDescriptor[] {
  if (authored === undefined) return [];
  if (!Array.isArray(authored)) {
    const message = `expected a list of parameters, got ${describeJsonKind(authored as JsonValue)}`;
    problems.push({ member: 'parameters', message });
    return [];
  }
  const known = new Set<string>();
  return authored.flatMap((parameter: JsonValue, index) => {
    const before = problems.length;
    checkParameter(parameter, elementPath('parameters', index), known, problems);
    return problems.length === before ? [toDescriptor(parameter as unknown as AuthoredParameter)] : [];
  });
}

function toDescriptor({ key, type, default: value, description, ...facts }: AuthoredParameter): ParameterDescriptor {
  return describeParameter(key, type, value, description, { ...facts, scope: 'global' });
}

function checkParameter(parameter: JsonValue, member: string, known: Set<string>, problems: ContractProblem[]): void {
  if (!isJsonObject(parameter)) {
    problems.push({ member, message: `expected an object, got ${describeJsonKind(parameter)}` });
    return;
  }
  const before = problems.length;
  checkMembers(parameter, member, problems);
  if (problems.length > before) return;
  const report = (name: string, message: string): void => {
    problems.push({ member: memberPath(member, name), message });
  };
  checkKey(parameter.key as string, known, report);
  const found = findTypeProblem(parameter) ?? findChoiceProblem(parameter) ?? findLimitProblem(parameter);
  if (found !== null) report(...found);
  else checkDefault(parameter, report);
}

function checkMembers(parameter: JsonObject, member: string, problems: ContractProblem[]): void {
  for (const name of REQUIRED) {
    if (parameter[name] === undefined) problems.push({ member: memberPath(member, name), message: 'is missing' });
  }
  for (const [name, value] of Object.entries(parameter)) {
    const type = Object.hasOwn(MEMBER_TYPES, name) ? MEMBER_TYPES[name] : undefined;
    const place = memberPath(member, name);
    if (type === undefined) {
      const suggestion = suggestName(name, Object.keys(MEMBER_TYPES));
      const hint = suggestion === undefined ? {} : { hint: `did you mean ${suggestion}?` };
      problems.push({ member: place, message: 'is no member of a parameter', ...hint });
    } else if (type !== 'any' && value !== undefined && typeof value !== type) {
      problems.push({ member: place, message: `expected ${type}, got ${describeJsonKind(value)}` });
    }
  }
}

type Report = (name: string, message: string) => void;
type Finding = Parameters<Report>;

function checkKey(key: string, known: Set<string>, report: Report): void {
  if (!KEY_PATTERN.test(key))
    report('key', `"${key}" is no name of a parameter, expected snake_case like "atr_length"`);
  else if (BLOCK_KEYS.has(key)) report('key', `"${key}" is the name of a block of parameters`);
  else if (known.has(key)) report('key', `"${key}" is given twice`);
  known.add(key);
}

function findTypeProblem({ type }: JsonObject): Finding | null {
  return (TYPES as readonly JsonValue[]).includes(type)
    ? null
    : ['type', `"${type}" is not one of ${TYPES.join(', ')}`];
}

/** Values are compared in one case, so that the choices must be written in one. */
function findChoiceProblem({ type, choices }: JsonObject): Finding | null {
  const mayHaveChoices = type === 'enum' || type === 'string' || type === 'list';
  if (choices === undefined) return type === 'enum' ? ['choices', 'is missing: an enum lists its values'] : null;
  if (!mayHaveChoices) return ['choices', `a parameter of type ${type} has no choices`];
  const isList = Array.isArray(choices) && choices.length > 0;
  if (!isList || !choices.every((choice) => typeof choice === 'string' && choice.trim() === choice && choice !== '')) {
    return ['choices', 'expected a list of texts'];
  }
  const texts = choices as readonly string[];
  const isOneCase =
    texts.every((text) => text === text.toLowerCase()) || texts.every((text) => text === text.toUpperCase());
  if (!isOneCase) return ['choices', 'expected texts that are all in lower or all in upper case'];
  return new Set(texts).size === texts.length ? null : ['choices', 'a text is given twice'];
}

function findLimitProblem({ type, min, max, choices }: JsonObject): Finding | null {
  const hasNumbers = type === 'int' || type === 'float' || (type === 'list' && choices === undefined);
  for (const [name, limit] of [
    ['min', min],
    ['max', max],
  ] as const) {
    if (limit === undefined) continue;
    if (!hasNumbers) return [name, `a parameter of type ${type} has no limits`];
    if (!Number.isFinite(limit)) return [name, `expected a finite number, got ${limit}`];
  }
  if (min !== undefined && max !== undefined && (min as number) > (max as number))
    return ['min', `${min} is above max, ${max}`];
  return null;
}

function checkDefault(parameter: JsonObject, report: Report): void {
  const value = parameter.default;
  if (value === null) {
    if (parameter.nullable !== true) report('default', 'null needs nullable: true');
    return;
  }
  const issues = new ParameterIssues('v2');
  const read = readValue(toDescriptor(parameter as unknown as AuthoredParameter), value, 'default', issues);
  const [issue] = issues.list;
  if (issue !== undefined) report('default', issue.message);
  else if (JSON.stringify(read) !== JSON.stringify(value)) {
    report('default', `is written ${JSON.stringify(value)}, expected ${JSON.stringify(read)}`);
  }
}
