import {
  ConfigError,
  describeError,
  type ErrorDescription,
  OmegaError,
  type Problem,
} from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { Colour, Style } from './colour.ts';
import { showControls } from './show-controls.ts';
import { wrapMessage } from './wrap-text.ts';

export interface RenderOptions {
  readonly colour: Colour;
  readonly withStack: boolean;
  /** Columns of a terminal, at which messages are wrapped; default: they stay whole, so that they can be searched for. */
  readonly width?: number;
}

type Finding = Pick<ErrorDescription, 'category' | 'code' | 'where' | 'message' | 'hint'> & {
  readonly details: JsonObject;
};

const HINT_LABEL = 'hint:';
const DEFECT_HINT = 'this is a defect of omega; --verbose shows where it happened';

/** Text of an error: one line and a hint for every problem (`data-and-config.md` 18.1). */
export function renderError(error: unknown, { colour, withStack, width }: RenderOptions): string {
  const findings = error instanceof ConfigError ? error.problems.map(findingOf) : [describeFinding(error)];
  const lines = findings.flatMap((finding) => renderFinding(finding, colour, width ?? Number.POSITIVE_INFINITY));
  if (findings.length > 1) lines.push(`${findings.length} problems found`);
  if (withStack && error instanceof Error) lines.push(stackOf(error));
  return `${lines.join('\n')}\n`;
}

function renderFinding(
  { category, code, where, message, hint, details }: Finding,
  colour: Colour,
  width: number,
): string[] {
  const place = placeOf(where, details);
  const label = `error[${category}/${code}]`;
  const what = wrapMessage(showControls(`${label} ${place === '' ? '' : `${place}: `}${message}`), width);
  const remedy = hint === null ? [] : wrapMessage(showControls(`${HINT_LABEL} ${hint}`), width);
  return [...colourLabel(what, label, 'red', colour), ...colourLabel(remedy, HINT_LABEL, 'dim', colour)];
}

/** Colours the beginning of the first line; done last, because colours have no width. */
function colourLabel(lines: readonly string[], label: string, style: Style, colour: Colour): string[] {
  return lines.map((line, index) => (index === 0 ? colour(style, label) + line.slice(label.length) : line));
}

/** `file:line:column path` where the place in the file is known, else the bare place. */
function placeOf(where: string | null, details: JsonObject): string {
  const { location } = details;
  if (typeof location !== 'string') return where ?? '';
  return where === null || where === location ? location : `${location} ${where}`;
}

function findingOf(problem: Problem): Finding {
  const { code, where, message, hint, details } = problem;
  return { category: 'config', code, where, message, hint: hint ?? null, details: details ?? {} };
}

function describeFinding(error: unknown): Finding {
  const description = describeError(error);
  return error instanceof OmegaError ? description : { ...description, hint: DEFECT_HINT };
}

function stackOf(error: Error): string {
  const own = error.stack ?? String(error);
  return error.cause instanceof Error ? `${own}\ncaused by ${stackOf(error.cause)}` : own;
}
