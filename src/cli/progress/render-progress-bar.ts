import type { ProgressFigures } from './progress-figures.ts';

const NARROWEST_BAR = 10;
const WIDEST_BAR = 30;
const BAR_SHARE = 0.25;
const GAP = '  ';

/** Figures in the order in which they give up their place on a narrow terminal. */
const LEAST_IMPORTANT_FIRST = ['speed', 'best', 'stage', 'remaining', 'failures'] as const;

/**
 * One line that is shorter than `width`: a bar, and as many figures as there is room for. The length of
 * the bar depends on the width only, so that it does not jump.
 */
export function renderProgressBar(figures: ProgressFigures, width: number): string {
  const room = width - 1;
  const barWidth = Math.min(WIDEST_BAR, Math.max(NARROWEST_BAR, Math.floor(width * BAR_SHARE)));
  const done = Math.floor(figures.share * barWidth);
  const bar = `[${'='.repeat(done)}${' '.repeat(barWidth - done)}] `;
  const hidden = new Set<string>();
  let line = bar + joinFigures(figures, hidden);
  for (const name of LEAST_IMPORTANT_FIRST) {
    if (line.length <= room) break;
    hidden.add(name);
    line = bar + joinFigures(figures, hidden);
  }
  return line.slice(0, room);
}

function joinFigures(figures: ProgressFigures, hidden: ReadonlySet<string>): string {
  const shown = (['stage', 'speed', 'remaining', 'best', 'failures'] as const)
    .filter((name) => !hidden.has(name) && figures[name] !== '')
    .map((name) => figures[name]);
  return [figures.position, ...shown].join(GAP);
}
