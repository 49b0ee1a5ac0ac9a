import type { ProgressFigures } from './progress-figures.ts';

const NARROWEST_BAR = 10;
const WIDEST_BAR = 40;
const FRAME = '[] '.length;
const GAP = '  ';

/** Figures in the order in which they give up their place on a narrow terminal. */
const LEAST_IMPORTANT_FIRST = ['speed', 'best', 'remaining', 'failures'] as const;

/** One line that is shorter than `width`: a bar, and as many figures as there is room for. */
export function renderProgressBar(figures: ProgressFigures, width: number): string {
  const room = width - 1;
  const hidden = new Set<string>();
  let text = joinFigures(figures, hidden);
  for (const name of LEAST_IMPORTANT_FIRST) {
    if (text.length + FRAME + NARROWEST_BAR <= room) break;
    hidden.add(name);
    text = joinFigures(figures, hidden);
  }
  const barWidth = Math.min(WIDEST_BAR, room - text.length - FRAME);
  if (barWidth < NARROWEST_BAR) return text.slice(0, room);
  const done = Math.floor(figures.share * barWidth);
  return `[${'='.repeat(done)}${' '.repeat(barWidth - done)}] ${text}`;
}

function joinFigures(figures: ProgressFigures, hidden: ReadonlySet<string>): string {
  const shown = (['speed', 'remaining', 'best', 'failures'] as const)
    .filter((name) => !hidden.has(name) && figures[name] !== '')
    .map((name) => figures[name]);
  return [figures.position, ...shown].join(GAP);
}
