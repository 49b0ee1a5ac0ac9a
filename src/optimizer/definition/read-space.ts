import type { ParameterDefinition } from '../space/parameter.ts';
import { resolveShortNames } from '../space/parameter-names.ts';
import { buildSearchSpace, type SearchSpace } from '../space/search-space.ts';
import type { SpaceIssue } from '../space/space-issue.ts';
import { type ReadParameter, readParameter } from './read-parameter.ts';
import { MARKET_PATHS, type PathRefusal, refusePath } from './searchable-paths.ts';
import { findEntry, keyOffsetOf, type MappingNode, offsetOf, type SourceNode } from './source-node.ts';
import type { SweepProblems } from './sweep-problems.ts';

/** A parameter that could be read, and where it stands. */
export interface PlacedParameter {
  readonly read: ReadParameter;
  readonly parameter: ParameterDefinition;
}

/** The space as far as it could be read. */
export interface ReadSpace {
  /** File order, without the entries whose form is wrong. */
  readonly placed: readonly PlacedParameter[];
  /** Null where an entry, a name or an expression is wrong. */
  readonly space: SearchSpace | null;
}

/** Reads `space` and `constraints` and reports everything that is wrong with them. */
export function readSpace(root: MappingNode, constraints: readonly string[], problems: SweepProblems): ReadSpace {
  const node = findEntry(root, 'space')?.value;
  // A missing or wrong `space` is reported with the other keys.
  if (node?.kind !== 'mapping') return { placed: [], space: null };
  if (node.entries.length === 0) {
    problems.add({ code: 'SWEEP_SPACE', offset: node.offset, path: ['space'], message: 'the space is empty' });
    return { placed: [], space: null };
  }
  const entries = node.entries.map((entry) => readParameter(entry, problems));
  const misplaced = checkPaths(entries, problems);
  const { names, issues } = resolveShortNames(entries);
  for (const issue of issues) reportSpaceIssue(issue, entries, root, problems);
  const placed = entries.flatMap((read, index): PlacedParameter[] =>
    read.definition === null || misplaced.has(read)
      ? []
      : [{ read, parameter: { ...read.definition, name: names[index] ?? null } }],
  );
  if (placed.length < entries.length || issues.length > 0) return { placed, space: null };
  const parameters = placed.map(({ parameter }) => parameter);
  const result = buildSearchSpace(parameters, constraints);
  if (result.ok) return { placed, space: result.space };
  for (const issue of result.issues) reportSpaceIssue(issue, entries, root, problems);
  return { placed, space: null };
}

/** Parameters whose path is no dotted name, or lies inside that of another one; all refusals are reported. */
function checkPaths(entries: readonly ReadParameter[], problems: SweepProblems): ReadonlySet<ReadParameter> {
  const misplaced = new Set<ReadParameter>();
  const report = ({ entry }: ReadParameter, refusal: PathRefusal): void => {
    problems.add({ ...refusal, offset: entry.keyOffset, path: ['space', entry.key] });
  };
  const refuse = (parameter: ReadParameter, message: string): void => {
    misplaced.add(parameter);
    report(parameter, { code: 'SWEEP_SPACE', message });
  };
  for (const parameter of entries) {
    const { path } = parameter;
    const refusal = refusePath(path);
    if (refusal !== null) report(parameter, refusal);
    if (path.split('.').some((part) => part.trim() !== part || part === '')) {
      refuse(parameter, `'${path}' is no dotted configuration path`);
    }
    const form = refuseMarketForm(parameter);
    if (form !== null) report(parameter, form);
    const outer = entries.find((other) => path.startsWith(`${other.path}.`));
    if (outer !== undefined) refuse(parameter, `'${path}' lies inside '${outer.path}', which is searched too`);
  }
  return misplaced;
}

/** The data of every market are loaded before the first trial, so the values have to be listed. */
function refuseMarketForm({ path, definition }: ReadParameter): PathRefusal | null {
  if (!MARKET_PATHS.includes(path) || definition === null) return null;
  const { kind } = definition;
  if (kind === 'list' || kind === 'categorical' || kind === 'fixed') return null;
  const message = `'${path}' chooses the market data of a trial: its values have to be listed, the form is ${kind}`;
  return { code: 'SWEEP_SPACE', message, hint: 'write a list, for example [EURUSD, GBPUSD]' };
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
