import { canonicalJson } from '../../core/math/canonical-json.ts';
import { suggestName } from '../../core/math/suggest.ts';
import type { JsonValue } from '../../core/types/json.ts';
import {
  compareDecimals,
  countSteps,
  type Decimal,
  decimalFromNumber,
  decimalToNumber,
  decimalToText,
  parseDecimal,
} from '../space/decimal.ts';
import type { ParameterDefinition } from '../space/parameter.ts';
import { showNode } from './describe-issue.ts';
import { PARAMETER_FORM_NAMES, PARAMETER_FORMS, type ParameterForm, TELLING_KEYS } from './parameter-forms.ts';
import { reportIssues } from './schema-findings.ts';
import {
  findEntry,
  type MappingEntry,
  type MappingNode,
  offsetOf,
  type SourceNode,
  type SourcePath,
  toJson,
} from './source-node.ts';
import type { SweepCode, SweepProblems } from './sweep-problems.ts';

/** A parameter as read, before its short name is known. */
export interface ReadParameter {
  readonly path: string;
  readonly as: string | null;
  readonly entry: MappingEntry;
  /** Everything but the short name; null where the form is wrong. */
  readonly definition: Unnamed<ParameterDefinition> | null;
  /** Where the listed values stand, in step with the values of the definition; empty for ranges. */
  readonly valuePlaces: readonly ValuePlace[];
}

export interface ValuePlace {
  readonly offset: number;
  readonly path: SourcePath;
}

type Unnamed<T> = T extends unknown ? Omit<T, 'name'> : never;

/** Spacing of doubles relative to their size; a finer step cannot tell values apart. */
const RELATIVE_SPACING = 2 ** -51;

/** Reads one entry of `space` (`optimizer.md` 8.1) and reports whatever is wrong with it. */
export function readParameter(entry: MappingEntry, problems: SweepProblems): ReadParameter {
  return new ParameterReader(entry, problems).read();
}

class ParameterReader {
  private readonly entry: MappingEntry;
  private readonly problems: SweepProblems;
  private readonly path: SourcePath;

  constructor(entry: MappingEntry, problems: SweepProblems) {
    this.entry = entry;
    this.problems = problems;
    this.path = ['space', entry.key];
  }

  read(): ReadParameter {
    const { key: path, value: node } = this.entry;
    const nothing = { path, as: null, entry: this.entry, definition: null, valuePlaces: [] };
    if (node.kind === 'list') return { ...nothing, ...this.listOf('list', node, [], null) };
    if (node.kind === 'scalar') {
      const hint = `write [${showNode(node)}] to search one value, or { value: ... } to set it`;
      this.report('SWEEP_TYPE', [], `found ${showNode(node)}, expected a list of values or a mapping`, hint);
      return nothing;
    }
    const form = this.formOf(node);
    if (form === null) return nothing;
    const parsed = PARAMETER_FORMS[form].safeParse(toJson(node));
    if (!parsed.success) {
      reportIssues(PARAMETER_FORMS[form], parsed.error.issues, node, this.path, this.problems);
      return nothing;
    }
    const as = parsed.data.as ?? null;
    return { ...nothing, as, ...this.readForm(form, node, parsed.data.when ?? null) };
  }

  /** The form that `type` names, or that a telling key such as `values` implies. */
  private formOf(node: MappingNode): ParameterForm | null {
    const type = findEntry(node, 'type')?.value;
    if (type !== undefined) {
      const name = toJson(type);
      const form = PARAMETER_FORM_NAMES.find((known) => known === name);
      if (form !== undefined) return form;
      const suggestion = suggestName(String(name), PARAMETER_FORM_NAMES);
      const message = `found ${showNode(type)}, expected one of: ${PARAMETER_FORM_NAMES.join(', ')}`;
      const hint = suggestion === undefined ? undefined : `did you mean '${suggestion}'?`;
      this.report(typeof name === 'string' ? 'SWEEP_ENUM' : 'SWEEP_TYPE', ['type'], message, hint);
      return null;
    }
    const telling = node.entries.find(({ key }) => TELLING_KEYS.has(key));
    if (telling !== undefined) return TELLING_KEYS.get(telling.key) ?? null;
    this.reportFormless(node);
    return null;
  }

  private reportFormless(node: MappingNode): void {
    const known = ['type', ...new Set(Object.values(PARAMETER_FORMS).flatMap((form) => Object.keys(form.shape)))];
    const unknown = node.entries.filter(({ key }) => !known.includes(key));
    for (const { key, keyOffset } of unknown) {
      const suggestion = suggestName(key, known);
      const hint = suggestion === undefined ? `known keys: ${known.join(', ')}` : `did you mean '${suggestion}'?`;
      this.problems.add({
        code: 'SWEEP_UNKNOWN_KEY',
        offset: keyOffset,
        path: [...this.path, key],
        message: `unknown key '${key}'`,
        hint,
      });
    }
    if (unknown.length > 0) return;
    this.report('SWEEP_MISSING_FIELD', ['type'], `missing, expected one of: ${PARAMETER_FORM_NAMES.join(', ')}`);
  }

  private readForm(form: ParameterForm, node: MappingNode, when: string | null): Partial<ReadParameter> {
    const base = { path: this.entry.key, when };
    const here = this.placeOf(node, []);
    const json = toJson(node) as Readonly<Record<string, JsonValue>>;
    switch (form) {
      case 'list':
        return this.listOf('list', findEntry(node, 'values')?.value, ['values'], when);
      case 'categorical':
        return this.listOf('categorical', findEntry(node, 'choices')?.value, ['choices'], when);
      case 'bool':
        return { definition: { kind: 'bool', ...base, values: [false, true] }, valuePlaces: [here, here] };
      case 'fixed': {
        const value = findEntry(node, 'value')?.value;
        if (value !== undefined)
          return {
            definition: { kind: 'fixed', ...base, value: toJson(value) },
            valuePlaces: [this.placeOf(value, ['value'])],
          };
        this.report('SWEEP_MISSING_FIELD', ['value'], 'missing, expected the value to set');
        return {};
      }
      case 'derived':
        return { definition: { kind: 'derived', ...base, expr: String(json.expr) } };
      case 'int':
        return { definition: this.intOf(PARAMETER_FORMS.int.parse(json), when) };
      case 'float':
        return { definition: this.floatOf(PARAMETER_FORMS.float.parse(json), node, when) };
    }
  }

  /** Equal values count once: the later ones could only repeat an identity. */
  private listOf(
    kind: 'list' | 'categorical',
    node: SourceNode | undefined,
    path: SourcePath,
    when: string | null,
  ): Partial<ReadParameter> {
    const items = node?.kind === 'list' ? node.items : [];
    if (items.length === 0) {
      this.report('SWEEP_SPACE', path, 'the list of values is empty, expected at least one value');
      return {};
    }
    const distinct = new Map<string, { readonly value: JsonValue; readonly place: ValuePlace }>();
    items.forEach((item, index) => {
      const value = toJson(item);
      const text = canonicalJson(value);
      if (!distinct.has(text)) distinct.set(text, { value, place: this.placeOf(item, [...path, index]) });
    });
    const kept = [...distinct.values()];
    const definition = { kind, path: this.entry.key, when, values: kept.map(({ value }) => value) };
    return { definition, valuePlaces: kept.map(({ place }) => place) };
  }

  private intOf(form: ReturnType<typeof PARAMETER_FORMS.int.parse>, when: string | null): ReadParameter['definition'] {
    const { low, high, step, log } = form;
    const isUsable = this.checkLimits(low, high, step);
    if (log && low < 1) return this.refuse(['low'], `log needs low >= 1 for integers, found ${low}`);
    return isUsable ? { kind: 'int', path: this.entry.key, when, low, high, step, log } : null;
  }

  private floatOf(
    form: ReturnType<typeof PARAMETER_FORMS.float.parse>,
    node: MappingNode,
    when: string | null,
  ): ReadParameter['definition'] {
    const { low, high, step, points, log } = form;
    if (!this.checkLimits(low, high, step)) return null;
    if (log && low <= 0) return this.refuse(['low'], `log needs low > 0, found ${low}`);
    if (log && step !== undefined) return this.refuse(['step'], 'step and log exclude each other for float');
    if (step !== undefined && points !== undefined)
      return this.refuse(['points'], 'step and points exclude each other');
    if (points === 1 && low !== high)
      return this.refuse(['points'], 'one point cannot hold both ends, expected at least 2');
    const [exactLow, exactHigh] = [exactValue(node, 'low'), exactValue(node, 'high')];
    if (compareDecimals(exactLow, exactHigh) > 0) return this.refuse(['low'], `low ${low} is above high ${high}`);
    const exactStep = step === undefined ? null : exactValue(node, 'step');
    if (exactStep !== null && !this.checkStep(exactLow, exactHigh, exactStep)) return null;
    return {
      kind: 'float',
      path: this.entry.key,
      when,
      low: decimalToText(exactLow),
      high: decimalToText(exactHigh),
      step: exactStep === null ? null : decimalToText(exactStep),
      points: points ?? null,
      log,
    };
  }

  private checkLimits(low: number, high: number, step: number | undefined): boolean {
    if (low > high) this.refuse(['low'], `low ${low} is above high ${high}`);
    if (step !== undefined && step <= 0) this.refuse(['step'], `found step ${step}, expected above 0`);
    return low <= high && (step === undefined || step > 0);
  }

  private checkStep(low: Decimal, high: Decimal, step: Decimal): boolean {
    const largest = Math.max(Math.abs(decimalToNumber(low)), Math.abs(decimalToNumber(high)));
    const isTooFine = decimalToNumber(step) < largest * RELATIVE_SPACING;
    if (isTooFine || countSteps(low, high, step) > BigInt(Number.MAX_SAFE_INTEGER)) {
      this.refuse(['step'], `the step ${decimalToNumber(step)} is too small for this range`);
      return false;
    }
    return true;
  }

  private placeOf(node: SourceNode, local: SourcePath): ValuePlace {
    return { offset: node.offset, path: [...this.path, ...local] };
  }

  private refuse(path: SourcePath, message: string): null {
    this.report('SWEEP_SPACE', path, message);
    return null;
  }

  private report(code: SweepCode, local: SourcePath, message: string, hint?: string): void {
    const offset = offsetOf(this.entry.value, local);
    this.problems.add({ code, offset, path: [...this.path, ...local], message, hint });
  }
}

/** A number as written; hexadecimal and octal ones as their value. */
function exactValue(node: MappingNode, key: string): Decimal {
  const scalar = findEntry(node, key)?.value;
  if (scalar?.kind !== 'scalar') throw new TypeError(`'${key}' was checked to be a number`);
  return parseDecimal(scalar.numberText ?? '') ?? decimalFromNumber(scalar.value as number);
}
