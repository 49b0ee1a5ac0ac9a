import { element } from './element.ts';

let tipCount = 0;

/** A name with its definition, which shows on hover, focus and touch, and hides with Escape. */
export function definedName(name: string, definition: string): HTMLElement {
  tipCount += 1;
  const id = `definition-${tipCount}`;
  const tip = element('span', { role: 'tooltip', id, class: 'tip' }, definition);
  const term = element('button', { type: 'button', class: 'defined', 'aria-describedby': id }, name);
  const holder = element('span', { class: 'definition' }, term, tip);
  const place = () => {
    holder.classList.remove('dismissed');
    const room = document.documentElement.clientWidth - term.getBoundingClientRect().left;
    holder.classList.toggle('leftwards', room < tip.offsetWidth + 16);
  };
  holder.addEventListener('mouseenter', place);
  holder.addEventListener('focusin', place);
  holder.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') holder.classList.add('dismissed');
  });
  return holder;
}
