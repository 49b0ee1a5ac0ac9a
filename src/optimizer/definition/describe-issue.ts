import type * as z from 'zod';
import { suggestName } from '../../core/math/suggest.ts';
import type { SourceNode } from './source-node.ts';
import type { SweepCode } from './sweep-problems.ts';

export type Issue = z.core.$ZodIssue;

const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['object', 'mapping'],
  ['record', 'mapping'],
  ['array', 'list'],
  ['string', 'text'],
  ['boolean', 'true or false'],
]);

/** An issue in the words of the sweep file. */
interface Description {
  readonly code: SweepCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Code and message of an issue; `found` is the value it speaks about, undefined where there is none. */
export function describeIssue(issue: Issue, found: SourceNode | undefined): Description {
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
      return { code, message: `found ${shown}, expected one of: ${allowed}`, hint: suggestValue(found, issue.values) };
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

function suggestValue(found: SourceNode, values: readonly unknown[]): string | undefined {
  if (found.kind !== 'scalar' || typeof found.value !== 'string') return undefined;
  const suggestion = suggestName(found.value, values.map(String));
  return suggestion === undefined ? undefined : `did you mean '${suggestion}'?`;
}

/** A value in a few words, for "found ...". */
export function showNode(node: SourceNode | undefined): string {
  if (node === undefined) return 'nothing';
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a mapping';
  const { value } = node;
  if (value === null) return 'nothing (null)';
  return typeof value === 'string' ? `'${value.length > 60 ? `${value.slice(0, 57)}...` : value}'` : String(value);
}

/** A kind of value in YAML's words. */
export function nameOfType(expected: string): string {
  return TYPE_NAMES.get(expected) ?? expected;
}

function article(noun: string): string {
  if (noun === 'true or false') return noun;
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
