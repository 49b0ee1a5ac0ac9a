import { startPrinting } from '../theme/printing.ts';
import { chooseTheme, currentTheme, startTheme } from '../theme/theme.ts';
import { button, type Child, element } from './element.ts';

export interface Section {
  /** Anchor, in kebab case. */
  readonly id: string;
  readonly title: string;
  /** One sentence under the title. */
  readonly lead?: string;
  /** Made after the top of the page is on the screen. */
  readonly content: () => readonly Child[];
}

export interface PageFrame {
  readonly title: string;
  readonly subtitle: string;
  /** What the reader should take away, on top. */
  readonly summary: readonly Child[];
  readonly sections: readonly Section[];
}

/**
 * Puts a whole page together: title, ways around, sections, origin of the charts. The sections are filled one after
 * the other once the top has been painted; `data-ready` on the root tells that all of them are.
 */
export function showPage({ title, subtitle, summary, sections }: PageFrame): void {
  startPrinting();
  startTheme();
  const shells = sections.map(sectionElement);
  document.body.append(
    element('a', { class: 'skip', href: '#content' }, 'Skip to the content'),
    element('header', { class: 'top' }, navigation(sections), themeButton()),
    element(
      'main',
      { id: 'content', tabindex: '-1' },
      element('div', { class: 'title' }, element('h1', {}, title), element('p', { class: 'subtitle' }, subtitle)),
      ...summary,
      ...shells,
    ),
    footer(),
  );
  requestAnimationFrame(() => fillNext(sections, shells, 0));
}

function fillNext(sections: readonly Section[], shells: readonly HTMLElement[], at: number): void {
  if (at === sections.length) {
    document.documentElement.dataset.ready = 'true';
    return;
  }
  // A task of its own each: the browser paints and answers in between.
  setTimeout(() => {
    shells[at].append(...sections[at].content().filter((child) => child !== null));
    fillNext(sections, shells, at + 1);
  });
}

function navigation(sections: readonly Section[]): HTMLElement {
  const links = sections.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, title)));
  return element(
    'nav',
    { 'aria-label': 'Sections' },
    element('span', { class: 'mark' }, 'omega'),
    element('ul', {}, ...links),
  );
}

function sectionElement({ id, title, lead }: Section): HTMLElement {
  const heading = element('h2', { id: `${id}-title` }, title);
  const sentence = lead === undefined ? null : element('p', { class: 'lead' }, lead);
  return element('section', { id, 'aria-labelledby': `${id}-title` }, heading, sentence);
}

function themeButton(): HTMLButtonElement {
  const name = () => (currentTheme() === 'dark' ? 'Light' : 'Dark');
  const created = button(
    '',
    () => {
      chooseTheme(currentTheme() === 'dark' ? 'light' : 'dark');
      created.textContent = `${name()} colours`;
    },
    undefined,
  );
  created.className = 'theme';
  created.textContent = `${name()} colours`;
  return created;
}

/** The licence of the price charts asks for this line and its link. */
function footer(): HTMLElement {
  const library = element('a', { href: 'https://www.tradingview.com/', rel: 'noreferrer' }, 'TradingView');
  return element(
    'footer',
    {},
    'Charts over time: Lightweight Charts™, Copyright © 2025 ',
    library,
    ', Inc. Other charts: Apache ECharts. All times are UTC.',
  );
}
