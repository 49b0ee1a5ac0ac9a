import { type Child, element } from '../elements/element.ts';

export interface ChartFigure {
  readonly figure: HTMLElement;
  /** Where the chart draws. */
  readonly canvasHolder: HTMLElement;
}

export interface ChartFigureOptions {
  readonly title: string;
  /** What the chart says, for those who do not see it. */
  readonly description: string;
  readonly height: 'tall' | 'medium' | 'short' | 'low';
  readonly above?: readonly Child[];
  readonly below?: readonly Child[];
}

/** A frame for one chart: title, drawing, and a description in words. */
export function chartFigure({ title, description, height, above = [], below = [] }: ChartFigureOptions): ChartFigure {
  const canvasHolder = element('div', { class: `chart ${height}`, role: 'img', 'aria-label': description });
  const figure = element('figure', {}, element('figcaption', {}, title), ...above, canvasHolder, ...below);
  return { figure, canvasHolder };
}

/** Calls `start` once the element is near the visible part of the page, so that a long page opens fast. */
export function whenNear(target: HTMLElement, start: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      removeEventListener('beforeprint', startNow);
      start();
    },
    { rootMargin: '600px' },
  );
  const startNow = () => {
    observer.disconnect();
    start();
  };
  addEventListener('beforeprint', startNow, { once: true });
  observer.observe(target);
}
