import { isJsonArray, isJsonObject } from '../core/math/json-kind.ts';
import { elementPath, memberPath } from '../core/math/json-path.ts';
import { suggestName } from '../core/math/suggest.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';
import { configSchema } from './config-schema.ts';
import { normaliseDate } from './date-forms.ts';
import type { ProblemList } from './problem-list.ts';
import { textCases } from './schema-fields.ts';
import { bareSchema, membersOf } from './schema-shape.ts';

type Schema = Parameters<typeof bareSchema>[0];

/**
 * Brings a document into the form that the schema checks: unknown keys reported and dropped, null of
 * an optional field dropped, texts trimmed and in their case, dates in UTC form. Values of a wrong
 * type pass unchanged; the schema reports them. The input is never modified.
 */
export function tidyDocument(document: JsonObject, problems: ProblemList): JsonObject {
  const tidy = tidyValue(configSchema, document, '', problems) as Record<string, JsonValue>;
  for (const key of ['start_date', 'end_date']) {
    const date = tidy[key];
    if (typeof date === 'string') tidy[key] = normaliseDate(date) ?? date;
  }
  if (isJsonObject(tidy.timeframes)) tidy.timeframes = dropBlanks(tidy.timeframes);
  if (isJsonObject(tidy.trade_management)) tidy.trade_management = readScenarioTexts(tidy.trade_management);
  return tidy;
}

function tidyValue(schema: Schema, value: JsonValue, path: string, problems: ProblemList): JsonValue | undefined {
  const { schema: bare, isOptional, isNullable } = bareSchema(schema);
  if (value === null) return isOptional && !isNullable ? undefined : null;
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (typeof value === 'string') return tidyText(bare, value);
  const definition = bare._zod.def;
  if (definition.type === 'array' && isJsonArray(value)) {
    const { element } = definition;
    return value.map((item, index) => tidyValue(element, item, elementPath(path, index), problems) ?? null);
  }
  if (!isJsonObject(value)) return value;
  if (definition.type === 'object') return tidyObject(bare, value, path, problems);
  if (definition.type === 'record' && textCases.has(definition.keyType)) {
    return tidyRecord(definition.keyType, value, path, problems);
  }
  return value;
}

function tidyText(schema: Schema, text: string): string {
  const textCase = textCases.get(schema)?.textCase;
  if (textCase === undefined) return text;
  return textCase === 'upper' ? text.trim().toUpperCase() : text.trim().toLowerCase();
}

function tidyObject(
  schema: ReturnType<typeof bareSchema>['schema'],
  value: JsonObject,
  path: string,
  problems: ProblemList,
): JsonObject {
  const members = membersOf(schema) ?? {};
  const tidy: Record<string, JsonValue> = {};
  for (const [key, member] of Object.entries(value)) {
    const place = memberPath(path, key);
    if (!Object.hasOwn(members, key)) {
      warnUnknownKey(key, place, Object.keys(members), problems);
      continue;
    }
    const tidied = tidyValue(members[key], member, place, problems);
    if (tidied !== undefined) tidy[key] = tidied;
  }
  return tidy;
}

/** Keys in their case; two spellings of one key with different values contradict each other. */
function tidyRecord(keySchema: Schema, value: JsonObject, path: string, problems: ProblemList): JsonObject {
  const tidy = new Map<string, JsonValue>();
  for (const [key, member] of Object.entries(value)) {
    const name = tidyText(keySchema, key);
    if (tidy.has(name) && tidy.get(name) !== member) {
      const message = `${name} is given twice with different values`;
      problems.add({ code: 'CFG_DUPLICATE_KEY', where: memberPath(path, key), message, hint: 'keep one of them' });
    }
    tidy.set(name, member);
  }
  return Object.fromEntries(tidy);
}

/** Full path of every key that occurs once, so that a key at the wrong level can be put right. */
const KNOWN_PATHS = collectPaths();

function collectPaths(): ReadonlyMap<string, string> {
  const paths = new Map<string, string | null>();
  const visit = (schema: Schema, path: string): void => {
    for (const [key, member] of Object.entries(membersOf(bareSchema(schema).schema) ?? {})) {
      const place = memberPath(path, key);
      paths.set(key, paths.has(key) ? null : place);
      visit(member, place);
    }
  };
  visit(configSchema, '');
  return new Map([...paths].filter((entry): entry is [string, string] => entry[1] !== null));
}

function warnUnknownKey(key: string, path: string, siblings: readonly string[], problems: ProblemList): void {
  const suggestion = suggestName(key, siblings) ?? KNOWN_PATHS.get(key);
  problems.warn({
    code: 'WARN_UNKNOWN_KEY',
    where: path,
    message: 'unknown key; it has no effect',
    ...(suggestion === undefined ? {} : { hint: `did you mean ${suggestion}?` }),
  });
}

function dropBlanks(timeframes: JsonObject): JsonObject {
  const { additional } = timeframes;
  return isJsonArray(additional) ? { ...timeframes, additional: additional.filter((text) => text !== '') } : timeframes;
}

const WHOLE_NUMBER_TEXT = /^\s*\d{1,9}\s*$/;

/** `only_scenarios` may list its numbers as texts. */
function readScenarioTexts(management: JsonObject): JsonObject {
  const { rules } = management;
  const rule = isJsonObject(rules) ? rules.max_holding_time : undefined;
  if (!isJsonObject(rules) || !isJsonObject(rule) || !isJsonArray(rule.only_scenarios)) return management;
  const numbers = rule.only_scenarios.map((scenario) =>
    typeof scenario === 'string' && WHOLE_NUMBER_TEXT.test(scenario) ? Number(scenario) : scenario,
  );
  return { ...management, rules: { ...rules, max_holding_time: { ...rule, only_scenarios: numbers } } };
}
