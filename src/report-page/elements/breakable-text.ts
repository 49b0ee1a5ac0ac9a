import { type Child, element } from './element.ts';

/** Names of parameters and metrics are long for the head of a column; they may break behind an underscore. */
export function breakableText(text: string): readonly Child[] {
  return text.split(/(?<=_)/).flatMap((part, at) => (at === 0 ? [part] : [element('wbr'), part]));
}
