/** Colours of the page, read from its style so that charts and text always agree. */
export interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly surface: string;
  readonly grid: string;
  readonly accent: string;
  readonly gain: string;
  readonly loss: string;
  readonly warning: string;
}

export type ThemeName = 'light' | 'dark';

const listeners = new Set<() => void>();
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
let chosen: ThemeName | null = null;

export function currentTheme(): ThemeName {
  return chosen ?? (systemIsDark.matches ? 'dark' : 'light');
}

/** Shows a theme; null follows the system again. */
export function chooseTheme(theme: ThemeName | null): void {
  chosen = theme;
  applyTheme();
}

/** Calls `listener` now and whenever the colours change. */
export function onPalette(listener: (palette: Palette) => void): void {
  const tell = () => listener(readPalette());
  listeners.add(tell);
  tell();
}

/** Follows the system, and prints on white. */
export function startTheme(): void {
  systemIsDark.addEventListener('change', applyTheme);
  let before: ThemeName | null = null;
  addEventListener('beforeprint', () => {
    before = chosen;
    chooseTheme('light');
  });
  addEventListener('afterprint', () => chooseTheme(before));
  applyTheme();
}

function applyTheme(): void {
  document.documentElement.dataset.theme = currentTheme();
  for (const tell of listeners) tell();
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: colour('text'),
    muted: colour('muted'),
    border: colour('border'),
    surface: colour('surface'),
    grid: colour('grid'),
    accent: colour('accent'),
    gain: colour('gain'),
    loss: colour('loss'),
    warning: colour('warning'),
  };
}
