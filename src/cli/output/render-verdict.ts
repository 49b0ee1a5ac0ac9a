import type { Leaning, Verdict } from '../../optimizer/verdict/verdict.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { wrapText } from './wrap-text.ts';

const SECTIONS: readonly (readonly [leaning: Leaning, label: string])[] = [
  ['for', 'for it'],
  ['against', 'against it'],
  ['neutral', 'neither'],
  ['missing', 'not known'],
];

/** The judgement of the selected trial: what was chosen, what speaks for it, what against, what is not known. */
export function renderVerdict({ headline, choice, points }: Verdict, width: number): string {
  const findings = SECTIONS.flatMap(([leaning, label]): readonly Fact[] =>
    points
      .filter((point) => point.leaning === leaning)
      .map(({ text }, index): Fact => [index === 0 ? label : '', `- ${text}`]),
  );
  const head = wrapText(`verdict: ${headline}`, width).join('\n');
  return `${head}\n${renderFacts([['chosen', choice], ...findings], width)}`;
}
