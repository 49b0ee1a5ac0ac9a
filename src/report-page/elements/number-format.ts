const MISSING = 'n/a';
const formats = new Map<number, Intl.NumberFormat>();

/** Number with fixed decimals and groups of three digits, the same for every reader; null is "n/a". */
export function fixed(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  let format = formats.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  const text = format.format(value);
  return /^-[0,.]+$/.test(text) ? text.slice(1) : text;
}

export function money(value: number | null): string {
  return fixed(value, 2);
}

export function wholeNumber(value: number | null): string {
  return fixed(value, 0);
}

/** Share of 1 as a percentage. */
export function percent(share: number | null, decimals = 2): string {
  return share === null || !Number.isFinite(share) ? MISSING : `${fixed(share * 100, decimals)}\u00a0%`;
}

/** `2024-03-01 13:05` in UTC. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');
}

/** `2024-03-01` in UTC. */
export function date(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** Class of a figure that is good above and bad below 0. */
export function toneOf(value: number | null): 'gain' | 'loss' | 'even' {
  if (value === null || value === 0) return 'even';
  return value > 0 ? 'gain' : 'loss';
}
