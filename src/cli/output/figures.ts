import { formatFixed } from '../../core/backtest/artifacts/format-number.ts';

const NOT_AVAILABLE = 'n/a';
const MONEY_DECIMALS = 2;
const PERCENT_DECIMALS = 2;
const RATIO_DECIMALS = 4;
const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;
const SHORT_HASH_DIGITS = 12;

/** Number with fixed decimals; NaN is "n/a". */
export function fixed(value: number, decimals: number): string {
  return Number.isFinite(value) ? formatFixed(value, decimals) : NOT_AVAILABLE;
}

export function money(value: number): string {
  return fixed(value, MONEY_DECIMALS);
}

export function ratio(value: number): string {
  return fixed(value, RATIO_DECIMALS);
}

/** Share of 1 as a percentage. */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${fixed(share * 100, PERCENT_DECIMALS)} %` : NOT_AVAILABLE;
}

/** Whole number in groups of three digits. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 bar`, `2 bars`. */
export function countOf(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** Length of time in words: `0.42 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / MS_PER_SECOND;
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / SECONDS_PER_MINUTE);
  if (minutes < MINUTES_PER_HOUR) return `${minutes} min ${twoDigits(whole % SECONDS_PER_MINUTE)} s`;
  return `${Math.floor(minutes / MINUTES_PER_HOUR)} h ${twoDigits(minutes % MINUTES_PER_HOUR)} min`;
}

/** Trials per second, with as many digits as say something. */
export function rate(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return NOT_AVAILABLE;
  return perSecond >= 100 ? count(perSecond) : perSecond.toFixed(perSecond >= 10 ? 1 : 2);
}

/** Beginning of a hash; enough to recognise it. */
export function shortHash(hash: string): string {
  return hash.slice(0, SHORT_HASH_DIGITS);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
