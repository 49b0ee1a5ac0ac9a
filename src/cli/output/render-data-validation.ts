import type { DataFinding, SeriesValidation } from '../../core/data/validate-data.ts';

/** One line per series, and what is wrong with it below. */
export function renderDataValidation(validations: readonly SeriesValidation[]): string {
  return validations.map(renderSeries).join('');
}

function renderSeries({ symbol, timeframe, findings }: SeriesValidation): string {
  const isRefused = findings.some(({ severity }) => severity === 'error');
  const verdict = isRefused ? 'ERROR' : findings.length > 0 ? 'OK, with warnings' : 'OK';
  return `${symbol} ${timeframe} ${verdict}\n${findings.map(renderFinding).join('')}`;
}

function renderFinding({ severity, code, where, message, hint }: DataFinding): string {
  const line = `  ${severity}[${code}] ${where}: ${message}\n`;
  return hint === null ? line : `${line}  hint: ${hint}\n`;
}
