import { describeJsonKind } from '../../math/json-kind.ts';
import { elementPath } from '../../math/json-path.ts';
import type { JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor } from '../../types/strategy.ts';
import { describeRange, describeUnknownChoice, isInRange } from './descriptor-limits.ts';
import type { ParameterIssues } from './parameter-issues.ts';

/** Texts where the descriptor has choices, whole numbers otherwise; repetitions are dropped. */
export function readList(
  descriptor: ParameterDescriptor,
  value: readonly JsonValue[],
  path: string,
  issues: ParameterIssues,
): JsonValue {
  return descriptor.choices === undefined
    ? readWholeNumbers(descriptor, value, path, issues)
    : readTexts(descriptor, descriptor.choices, value, path, issues);
}

/** Known texts in the case of the choices; the parity variant keeps unknown ones. */
export function readTexts(
  descriptor: ParameterDescriptor,
  choices: readonly string[],
  value: readonly JsonValue[],
  path: string,
  issues: ParameterIssues,
): string[] {
  const isUpper = choices[0] === choices[0]?.toUpperCase();
  const texts = new Set<string>();
  for (const [index, element] of value.entries()) {
    const place = elementPath(path, index);
    if (typeof element !== 'string') {
      refuse(issues, 'CFG_TYPE', place, `expected string, got ${describeJsonKind(element)}`, descriptor);
      continue;
    }
    const text = isUpper ? element.trim().toUpperCase() : element.trim().toLowerCase();
    if (choices.includes(text)) texts.add(text);
    else if (issues.isParity) {
      issues.violate('CFG_ENUM', place, { message: describeUnknownChoice(element, choices) });
      texts.add(text);
    } else refuse(issues, 'CFG_ENUM', place, describeUnknownChoice(element, choices), descriptor);
  }
  return [...texts];
}

function readWholeNumbers(
  descriptor: ParameterDescriptor,
  value: readonly JsonValue[],
  path: string,
  issues: ParameterIssues,
): number[] {
  const numbers = new Set<number>();
  for (const [index, element] of value.entries()) {
    const place = elementPath(path, index);
    if (!Number.isSafeInteger(element)) {
      refuse(issues, 'CFG_TYPE', place, `expected integer, got ${describeJsonKind(element)}`, descriptor);
    } else if (!isInRange(descriptor, element as number)) {
      const message = `${element} is outside the allowed range (${describeRange(descriptor)})`;
      refuse(issues, 'CFG_RANGE', place, message, descriptor);
    } else numbers.add(element as number);
  }
  return [...numbers];
}

function refuse(
  issues: ParameterIssues,
  code: string,
  path: string,
  message: string,
  { key }: ParameterDescriptor,
): void {
  issues.refuse(code, path, { message }, key);
}
