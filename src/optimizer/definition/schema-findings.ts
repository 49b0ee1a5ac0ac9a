import { z } from 'zod';
import { suggestName } from '../../core/math/suggest.ts';
import { findNode, keyOffsetOf, offsetOf, type SourceNode, type SourcePath } from './source-node.ts';
import type { SweepCode, SweepProblems } from './sweep-problems.ts';

type Issue = z.core.$ZodIssue;

/** Names the kinds of value in YAML's words. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['object', 'mapping'],
  ['record', 'mapping'],
  ['array', 'list'],
  ['string', 'text'],
  ['boolean', 'true or false'],
]);

/** Reports what a schema found wrong with the value of `node`, which stands at `path`. */
export function reportIssues(
  schema: z.ZodType,
  issues: readonly Issue[],
  node: SourceNode,
  path: SourcePath,
  problems: SweepProblems,
): void {
  for (const issue of issues.flatMap((found) => chooseBranch(found, node))) {
    const local = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) reportUnknownKey(schema, key, local, node, path, problems);
      continue;
    }
    const { code, message, details } = describeIssue(issue, findNode(node, local));
    problems.add({ code, offset: offsetOf(node, local), path: [...path, ...local], message, ...details });
  }
}

/** Of a union, takes the issues of the branch whose kind of value was meant. */
function chooseBranch(issue: Issue, root: SourceNode): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.map((errors) =>
    errors.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const isMeant = (branch: readonly Issue[]): boolean =>
    branch.every((inner) => inner.path.length > issue.path.length || !isAboutKind(inner));
  const meant = branches.find(isMeant);
  if (meant !== undefined) return meant.flatMap((inner) => chooseBranch(inner, root));
  return [mergeBranches(issue, branches.flat())];
}

/** Wrong type, or no member of a list of words. */
function isAboutKind(issue: Issue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

/** One finding in place of several "wrong type": the words and types that were possible. */
function mergeBranches(issue: Issue, inner: readonly Issue[]): Issue {
  const expected = inner.flatMap((one) => {
    if (one.code === 'invalid_type') return [nameOfType(one.expected)];
    return one.code === 'invalid_value' ? one.values.map((value) => `'${String(value)}'`) : [];
  });
  return { code: 'custom', path: issue.path, message: '', params: { expected: expected.join(' or ') } } as Issue;
}

function reportUnknownKey(
  schema: z.ZodType,
  key: string,
  parent: SourcePath,
  node: SourceNode,
  path: SourcePath,
  problems: SweepProblems,
): void {
  const local = [...parent, key];
  const known = knownKeysAt(schema, parent);
  const suggestion = suggestName(key, known);
  problems.add({
    code: 'SWEEP_UNKNOWN_KEY',
    offset: keyOffsetOf(node, local),
    path: [...path, ...local],
    message: `unknown key '${key}'`,
    hint: suggestion === undefined ? `known keys: ${known.join(', ')}` : `did you mean '${suggestion}'?`,
    details: suggestion === undefined ? {} : { suggestion },
  });
}

interface Description {
  readonly code: SweepCode;
  readonly message: string;
  readonly details?: { readonly hint: string };
}

function describeIssue(issue: Issue, found: SourceNode | undefined): Description {
  const shown = showNode(found);
  switch (issue.code) {
    case 'invalid_type': {
      const expected = nameOfType(issue.expected);
      if (found === undefined)
        return { code: 'SWEEP_MISSING_FIELD', message: `missing, expected ${article(expected)}` };
      return { code: 'SWEEP_TYPE', message: `found ${shown}, expected ${article(expected)}` };
    }
    case 'invalid_value': {
      const allowed = issue.values.map((value) => String(value)).join(', ');
      if (found === undefined) return { code: 'SWEEP_MISSING_FIELD', message: `missing, expected ${allowed}` };
      const isSameKind = found.kind === 'scalar' && issue.values.some((value) => typeof value === typeof found.value);
      const code = isSameKind ? 'SWEEP_ENUM' : 'SWEEP_TYPE';
      return { code, message: `found ${shown}, expected one of: ${allowed}`, ...suggestValue(found, issue.values) };
    }
    case 'too_small':
    case 'too_big':
      return { code: 'SWEEP_RANGE', message: `found ${shown}, expected ${describeLimit(issue)}` };
    case 'not_multiple_of':
      return { code: 'SWEEP_RANGE', message: `found ${shown}, expected a multiple of ${issue.divisor}` };
    case 'invalid_format':
      return { code: 'SWEEP_TYPE', message: `found ${shown}, expected a date YYYY-MM-DD` };
    case 'custom': {
      const expected = String(issue.params?.expected);
      if (found === undefined) return { code: 'SWEEP_MISSING_FIELD', message: `missing, expected ${expected}` };
      const code =
        found.kind === 'scalar' && typeof found.value === 'string' && expected.includes("'")
          ? 'SWEEP_ENUM'
          : 'SWEEP_TYPE';
      return { code, message: `found ${shown}, expected ${expected}` };
    }
    default:
      return { code: 'SWEEP_TYPE', message: issue.message };
  }
}

function describeLimit(issue: Issue & { code: 'too_small' | 'too_big' }): string {
  const [limit, exclusive, inclusive] =
    issue.code === 'too_small' ? [issue.minimum, 'above', 'at least'] : [issue.maximum, 'below', 'at most'];
  const text = `${issue.inclusive === false ? exclusive : inclusive} ${limit}`;
  if (issue.origin === 'array') return `${text} element(s)`;
  return issue.origin === 'string' ? 'a text that is not empty' : text;
}

function suggestValue(found: SourceNode, values: readonly unknown[]): { readonly details?: { readonly hint: string } } {
  if (found.kind !== 'scalar' || typeof found.value !== 'string') return {};
  const suggestion = suggestName(found.value, values.map(String));
  return suggestion === undefined ? {} : { details: { hint: `did you mean '${suggestion}'?` } };
}

/** A value in a few words, for "found ...". */
export function showNode(node: SourceNode | undefined): string {
  if (node === undefined) return 'nothing';
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a mapping';
  const { value } = node;
  if (value === null) return 'nothing (null)';
  return typeof value === 'string' ? `'${value.length > 60 ? `${value.slice(0, 57)}...` : value}'` : String(value);
}

function nameOfType(expected: string): string {
  return TYPE_NAMES.get(expected) ?? expected;
}

function article(noun: string): string {
  if (noun === 'true or false') return noun;
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** Keys of the mapping that a schema expects at a path. */
function knownKeysAt(schema: z.ZodType, path: SourcePath): readonly string[] {
  let current: unknown = unwrap(schema);
  for (const step of path) {
    if (current instanceof z.ZodObject) current = unwrap(current.shape[step]);
    else if (current instanceof z.ZodArray) current = unwrap(current.element);
    else return [];
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

/** Looks through defaults, optionals and unions for the mapping or list inside. */
function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodUnion) {
    return schema.options.map(unwrap).find((option) => option instanceof z.ZodObject || option instanceof z.ZodArray);
  }
  const isWrapper =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault;
  return isWrapper ? unwrap(schema.unwrap()) : schema;
}
