import path from 'node:path';

export type LocationKind =
  | 'data_parquet_root'
  | 'execution_costs_file'
  | 'symbol_specs_file'
  | 'news_calendar_file'
  | 'results_root';

interface LocationRule {
  readonly kind: LocationKind;
  readonly variable: string;
  /** Below the project root, with `/`. */
  readonly standard: string;
}

/** `data-and-config.md` 9.1; the spelling of the news file is part of the contract. */
const LOCATION_RULES: readonly LocationRule[] = [
  { kind: 'data_parquet_root', variable: 'OMEGA_DATA_PARQUET_ROOT', standard: 'data/parquet' },
  {
    kind: 'execution_costs_file',
    variable: 'OMEGA_EXECUTION_COSTS_FILE',
    standard: 'configs/execution_costs.yaml',
  },
  { kind: 'symbol_specs_file', variable: 'OMEGA_SYMBOL_SPECS_FILE', standard: 'configs/symbol_specs.yaml' },
  {
    kind: 'news_calendar_file',
    variable: 'OMEGA_NEWS_CALENDAR_FILE',
    standard: 'data/news/news_calender_history.parquet',
  },
  { kind: 'results_root', variable: 'OMEGA_RESULTS_ROOT', standard: 'results' },
];

/** Member of `meta.dataset.effective_paths`: never an absolute location (`data-and-config.md` 17.5). */
export type EffectivePath = {
  readonly kind: LocationKind;
  /** `default`, or `env:` and the name of the variable. */
  readonly source: string;
  /** Relative to the project root, or `${NAME}` of an override. */
  readonly path: string;
};

export interface Locations {
  /** Absolute. */
  readonly projectRoot: string;
  readonly dataRoot: string;
  readonly costsFile: string;
  readonly symbolSpecsFile: string;
  readonly newsCalendarFile: string;
  readonly resultsRoot: string;
  readonly effectivePaths: readonly EffectivePath[];
  /** One line per override, for standard error. */
  readonly notices: readonly string[];
}

/**
 * Where everything is read and written (`data-and-config.md` 9.1). An unset, empty or blank variable
 * means the default; relative values are resolved against the project root.
 */
export function resolveLocations(
  environment: Readonly<Record<string, string | undefined>>,
  projectRoot: string,
): Locations {
  const root = path.resolve(projectRoot);
  const resolved = LOCATION_RULES.map((rule) => resolveLocation(rule, environment, root));
  const pathOf = (kind: LocationKind): string => resolved.find((location) => location.kind === kind)?.absolute ?? root;
  return {
    projectRoot: root,
    dataRoot: pathOf('data_parquet_root'),
    costsFile: pathOf('execution_costs_file'),
    symbolSpecsFile: pathOf('symbol_specs_file'),
    newsCalendarFile: pathOf('news_calendar_file'),
    resultsRoot: pathOf('results_root'),
    effectivePaths: resolved.map(({ kind, source, shown }) => ({ kind, source, path: shown })),
    notices: resolved.flatMap(({ notice }) => (notice === null ? [] : [notice])),
  };
}

interface ResolvedLocation {
  readonly kind: LocationKind;
  readonly absolute: string;
  readonly source: string;
  readonly shown: string;
  readonly notice: string | null;
}

function resolveLocation(
  rule: LocationRule,
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): ResolvedLocation {
  const { kind, variable, standard } = rule;
  const override = environment[variable]?.trim() ?? '';
  if (override === '') {
    return { kind, absolute: path.resolve(root, standard), source: 'default', shown: standard, notice: null };
  }
  const absolute = path.resolve(root, override);
  const notice = `${variable} is set: ${kind.replaceAll('_', ' ')} is ${absolute}`;
  return { kind, absolute, source: `env:${variable}`, shown: `\${${variable}}`, notice };
}
