import { element } from './element.ts';

/** A value between 0 and 1 as a bar with its text beside it; null leaves the bar out. */
export function shareBar(share: number | null, text: string, tone: 'even' | 'loss'): HTMLElement {
  const track = element('span', { class: 'share-track', 'aria-hidden': 'true' });
  if (share !== null) {
    const fill = element('span', { class: `share-fill ${tone}` });
    fill.style.setProperty('--share', `${100 * Math.min(1, Math.max(0, share))}%`);
    track.append(fill);
  }
  return element('span', { class: 'share' }, track, element('span', { class: 'share-text' }, text));
}
