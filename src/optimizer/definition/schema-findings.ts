import * as z from 'zod';
import { suggestName } from '../../core/math/suggest.ts';
import { describeIssue, type Issue, nameOfType } from './describe-issue.ts';
import { findNode, keyOffsetOf, offsetOf, type SourceNode, type SourcePath } from './source-node.ts';
import type { SweepProblems } from './sweep-problems.ts';

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
    const description = describeIssue(issue, findNode(node, local));
    problems.add({ ...description, offset: offsetOf(node, local), path: [...path, ...local] });
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
