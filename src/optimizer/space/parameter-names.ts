import { FUNCTION_NAMES } from '../expressions/functions.ts';
import type { SpaceIssue } from './space-issue.ts';

const NAME = /^[A-Za-z_]\w*$/;
const RESERVED: ReadonlySet<string> = new Set([...FUNCTION_NAMES, 'true', 'false']);

/**
 * Short names of all parameters: `as`, else the last path component if no other parameter has it as
 * name or last component; null where there is none. Reports unusable and double names.
 */
export function resolveShortNames(entries: readonly { readonly path: string; readonly as: string | null }[]): {
  readonly names: readonly (string | null)[];
  readonly issues: readonly SpaceIssue[];
} {
  const issues: SpaceIssue[] = [];
  const takenBy = new Map<string, number>();
  entries.forEach(({ as: alias }, index) => {
    if (alias === null) return;
    const reason = explainBadName(alias, index, entries, takenBy);
    if (reason === null) takenBy.set(alias, index);
    else issues.push({ code: 'SWEEP_SPACE', place: { kind: 'parameter', index, field: 'as' }, message: reason });
  });
  const count = new Map<string, number>();
  for (const { path } of entries) count.set(lastComponent(path), (count.get(lastComponent(path)) ?? 0) + 1);
  const names = entries.map(({ path, as: alias }) => {
    if (alias !== null) return alias;
    const name = lastComponent(path);
    const isUsable = NAME.test(name) && !RESERVED.has(name) && !takenBy.has(name);
    return isUsable && count.get(name) === 1 ? name : null;
  });
  return { names, issues };
}

function explainBadName(
  alias: string,
  index: number,
  entries: readonly { readonly path: string }[],
  takenBy: ReadonlyMap<string, number>,
): string | null {
  if (!NAME.test(alias)) return `the short name '${alias}' is no name, expected letters, digits and _`;
  if (RESERVED.has(alias)) return `the short name '${alias}' is a word of the expression language`;
  const twin = takenBy.get(alias) ?? entries.findIndex(({ path }, other) => other !== index && path === alias);
  return twin === -1 ? null : `the short name '${alias}' is also that of '${entries[twin]?.path}'`;
}

function lastComponent(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
