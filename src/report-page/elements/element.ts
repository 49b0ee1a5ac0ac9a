export type Child = Node | string | null;

/** A new element. Text is always set as text, so that nothing in it can become markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.append(...children.filter((child) => child !== null));
  return created;
}

/** A button with a visible or, with `label`, a spoken name. */
export function button(text: string, onPress: () => void, label?: string): HTMLButtonElement {
  const created = element('button', { type: 'button', ...(label === undefined ? {} : { 'aria-label': label }) }, text);
  created.addEventListener('click', onPress);
  return created;
}
