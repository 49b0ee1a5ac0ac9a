import { wrapText } from './wrap-text.ts';

/** A label and what it says. */
export type Fact = readonly [label: string, value: string];

const GAP = '  ';

/** Facts below each other, values in one column; long values go on below their beginning. */
export function renderFacts(facts: readonly Fact[], width: number): string {
  if (facts.length === 0) return '';
  const labelWidth = Math.max(...facts.map(([label]) => label.length));
  const indent = ' '.repeat(labelWidth) + GAP;
  const lines = facts.flatMap(([label, value]) =>
    wrapText(value, width - indent.length).map((line, index) =>
      `${index === 0 ? label.padEnd(labelWidth) + GAP : indent}${line}`.trimEnd(),
    ),
  );
  return `${lines.join('\n')}\n`;
}
