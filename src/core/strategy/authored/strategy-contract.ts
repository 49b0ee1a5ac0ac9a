import { suggestName } from '../../math/suggest.ts';
import type { ParameterDescriptor } from '../../types/strategy.ts';
import type { AuthoredStrategy } from './authored-strategy.ts';
import type { ContractProblem } from './contract-problem.ts';
import { describeParameters } from './parameter-contract.ts';

const NAME_PATTERN = /^[a-z0-9_]+$/;
const VERSION_PATTERN = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
const MEMBERS: readonly string[] = ['name', 'version', 'parameters', 'check', 'requirements', 'create'];

/** What an author exported, once it is known to be a strategy. */
export interface CheckedStrategy {
  readonly authored: AuthoredStrategy;
  readonly descriptors: readonly ParameterDescriptor[];
}

/** Whether a value is a strategy; everything that is wrong with it otherwise. */
export function checkContract(value: unknown): CheckedStrategy | { readonly problems: readonly ContractProblem[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      problems: [{ member: '', message: `expected an object with name, version and create, got ${kindOf(value)}` }],
    };
  }
  const problems: ContractProblem[] = [];
  const authored = value as Record<string, unknown>;
  checkText(authored, 'name', NAME_PATTERN, 'lower-case letters, digits and underscores', problems);
  checkText(authored, 'version', VERSION_PATTERN, 'a semantic version like "1.0.0"', problems);
  for (const member of ['create', 'requirements', 'check']) {
    const isMissing = authored[member] === undefined;
    if (isMissing ? member !== 'create' : typeof authored[member] === 'function') continue;
    problems.push({
      member,
      message: isMissing ? 'is missing' : `expected a function, got ${kindOf(authored[member])}`,
    });
  }
  for (const member of Object.keys(authored).filter((name) => !MEMBERS.includes(name))) {
    const suggestion = suggestName(member, MEMBERS);
    const hint = suggestion === undefined ? {} : { hint: `did you mean ${suggestion}?` };
    problems.push({ member, message: 'is no member of a strategy', ...hint });
  }
  const descriptors = describeParameters(authored.parameters, problems);
  return problems.length > 0 ? { problems } : { authored: value as unknown as AuthoredStrategy, descriptors };
}

function checkText(
  authored: Readonly<Record<string, unknown>>,
  member: string,
  pattern: RegExp,
  expected: string,
  problems: ContractProblem[],
): void {
  const value = authored[member];
  if (typeof value === 'string' && pattern.test(value)) return;
  const found = value === undefined ? 'is missing' : `is ${typeof value === 'string' ? `"${value}"` : kindOf(value)}`;
  problems.push({ member, message: `${found}, expected ${expected}` });
}

/** Kind of a value in words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Promise) return 'a promise';
  return typeof value === 'undefined' ? 'nothing' : `a value of type ${typeof value}`;
}
