import { button, element } from './element.ts';

/** Names and values, one a line. */
export function factList(facts: readonly (readonly [name: string, text: string])[]): HTMLElement {
  return element(
    'dl',
    { class: 'facts' },
    ...facts.flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, text)]),
  );
}

/** Text to copy, with the button for it. */
export function copyableText(name: string, text: string): HTMLElement {
  const block = element('pre', { tabindex: '0', role: 'group', 'aria-label': name }, element('code', {}, text));
  const status = element('span', { role: 'status', class: 'status' });
  const copy = button(
    'Copy',
    () => {
      navigator.clipboard.writeText(text).then(
        () => status.replaceChildren('copied'),
        () => {
          // Pages opened from a file may be refused the clipboard: leave the text selected instead.
          getSelection()?.selectAllChildren(block);
          status.replaceChildren('selected: copy with the keyboard');
        },
      );
    },
    `Copy ${name.toLowerCase()}`,
  );
  return element('div', { class: 'copyable' }, block, element('div', { class: 'tools' }, copy, status));
}
