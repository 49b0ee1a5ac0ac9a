import { readYaml } from './read-yaml.ts';
import { reportIssues } from './schema-findings.ts';
import { findEntry, keyOffsetOf, type MappingNode, toJson } from './source-node.ts';
import { SweepProblems } from './sweep-problems.ts';
import { type SweepBody, sweepBodySchema } from './sweep-schema.ts';

/** A sweep file whose text, keys and types have been looked at; findings wait in `problems`. */
export interface SweepSource {
  /** Name of the file as used in messages and for the default of `name`. */
  readonly file: string;
  readonly text: string;
  readonly root: MappingNode;
  /** Checked values; a key in `broken` has its default or a stand-in. */
  readonly body: SweepBody;
  /** Top-level keys with findings. */
  readonly broken: ReadonlySet<string>;
  /** Base configuration file, relative to the sweep file; null where it is inline or missing. */
  readonly basePath: string | null;
  readonly problems: SweepProblems;
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * First step of reading a sweep file: syntax, keys, types and ranges. Findings are kept for
 * `defineSweep`, which throws them together with its own.
 *
 * @throws {ConfigError} where the text is no readable YAML mapping
 */
export function readSweepSource(text: string, file: string): SweepSource {
  const content = text.replace(BYTE_ORDER_MARK, '');
  const problems = new SweepProblems(file, content);
  const root = readYaml(content, problems);
  if (root === null) return problems.fail();
  if (root.kind !== 'mapping') {
    const found = root.kind === 'list' ? 'a list' : 'a single value';
    problems.add({ code: 'SWEEP_TYPE', offset: root.offset, path: [], message: `found ${found}, expected a mapping` });
    return problems.fail();
  }
  const { body, broken } = readBody(root, problems);
  checkBaseKeys(root, problems);
  const isInline = findEntry(root, 'base_config') !== undefined;
  return { file, text, root, body, broken, basePath: isInline ? null : (body.base ?? null), problems };
}

/** Checks the keys; wrong ones are replaced by their defaults, so that the rest can be looked at too. */
function readBody(root: MappingNode, problems: SweepProblems): { body: SweepBody; broken: ReadonlySet<string> } {
  const document = toJson(root) as Readonly<Record<string, unknown>>;
  const parsed = sweepBodySchema.safeParse(document);
  if (parsed.success) return { body: parsed.data, broken: new Set() };
  const { issues } = parsed.error;
  reportIssues(sweepBodySchema, issues, root, [], problems);
  const broken = new Set(issues.flatMap(({ path }) => path.slice(0, 1).map(String)));
  const known = Object.keys(sweepBodySchema.shape).filter((key) => key in document && !broken.has(key));
  const usable = Object.fromEntries(known.map((key) => [key, document[key]]));
  return { body: sweepBodySchema.parse({ space: {}, ...usable, sweep_version: 1 }), broken };
}

function checkBaseKeys(root: MappingNode, problems: SweepProblems): void {
  const given = ['base', 'base_config'].filter((key) => findEntry(root, key) !== undefined);
  if (given.length === 1) return;
  const found = given.length === 0 ? 'neither of them' : 'both';
  const path = given.length === 0 ? ['base'] : ['base_config'];
  const message = `found ${found}, expected exactly one of 'base' and 'base_config'`;
  problems.add({ code: 'SWEEP_MISSING_FIELD', offset: keyOffsetOf(root, path), path, message });
}
