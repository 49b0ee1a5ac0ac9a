import type { ParameterDefinition } from '../space/parameter.ts';
import { resolveShortNames } from '../space/parameter-names.ts';
import { buildSearchSpace, type SearchSpace } from '../space/search-space.ts';
import type { SpaceIssue } from '../space/space-issue.ts';
import { type ReadParameter, readParameter } from './read-parameter.ts';
import { findEntry, keyOffsetOf, type MappingNode, offsetOf, type SourceNode } from './source-node.ts';
import type { SweepProblems } from './sweep-problems.ts';

/** The space as far as it could be read. */
export interface ReadSpace {
  /** Every entry in file order, also wrong ones. */
  readonly entries: readonly ReadParameter[];
  /** Null where an entry, a name or an expression is wrong. */
  readonly space: SearchSpace | null;
}

/** Reads `space` and `constraints` and reports everything that is wrong with them. */
export function readSpace(root: MappingNode, constraints: readonly string[], problems: SweepProblems): ReadSpace {
  const node = findEntry(root, 'space')?.value;
  // A missing or wrong `space` is reported with the other keys.
  if (node?.kind !== 'mapping') return { entries: [], space: null };
  if (node.entries.length === 0) {
    problems.add({ code: 'SWEEP_SPACE', offset: node.offset, path: ['space'], message: 'the space is empty' });
    return { entries: [], space: null };
  }
  const entries = node.entries.map((entry) => readParameter(entry, problems));
  const hasGoodPaths = checkPaths(entries, problems);
  const { names, issues } = resolveShortNames(entries);
  for (const issue of issues) reportSpaceIssue(issue, entries, root, problems);
  const parameters = entries.flatMap(({ definition }, index): ParameterDefinition[] =>
    definition === null ? [] : [{ ...definition, name: names[index] ?? null }],
  );
  if (parameters.length < entries.length || !hasGoodPaths || issues.length > 0) return { entries, space: null };
  const result = buildSearchSpace(parameters, constraints);
  if (result.ok) return { entries, space: result.space };
  for (const issue of result.issues) reportSpaceIssue(issue, entries, root, problems);
  return { entries, space: null };
}

/** A path must be dotted names, and none may lie inside another one. */
function checkPaths(entries: readonly ReadParameter[], problems: SweepProblems): boolean {
  let isGood = true;
  const refuse = ({ entry }: ReadParameter, message: string): void => {
    isGood = false;
    problems.add({ code: 'SWEEP_SPACE', offset: entry.keyOffset, path: ['space', entry.key], message });
  };
  for (const parameter of entries) {
    const { path } = parameter;
    if (path.split('.').some((part) => part.trim() !== part || part === '')) {
      refuse(parameter, `'${path}' is no dotted configuration path`);
    }
    const outer = entries.find((other) => path.startsWith(`${other.path}.`));
    if (outer !== undefined) refuse(parameter, `'${path}' lies inside '${outer.path}', which is searched too`);
  }
  return isGood;
}

function reportSpaceIssue(
  { code, place, message, hint }: SpaceIssue,
  entries: readonly ReadParameter[],
  root: SourceNode,
  problems: SweepProblems,
): void {
  if (place.kind === 'constraint') {
    const path = ['constraints', place.index];
    problems.add({ code, offset: offsetOf(root, path), path, message, hint });
    return;
  }
  const { path: key } = entries[place.index] as ReadParameter;
  const path = place.field === null ? ['space', key] : ['space', key, place.field];
  const offset = place.field === null ? keyOffsetOf(root, path) : offsetOf(root, path);
  problems.add({ code, offset, path, message, hint });
}
