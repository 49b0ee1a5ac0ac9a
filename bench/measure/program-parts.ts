/** Parts of the program that times are reported for, by where their code is; the first match counts. */
const PARTS: readonly (readonly [place: string, part: string])[] = [
  ['src/core/indicators/', 'series'],
  ['src/core/strategy/bar-conditions', 'masks'],
  ['src/core/math/bit-mask', 'masks'],
  ['src/core/backtest/result-hash', 'hashes'],
  ['src/core/math/sha256', 'hashes'],
  ['src/core/math/canonical-json', 'hashes'],
  ['src/config/config-hash', 'hashes'],
  ['src/core/metrics/equity-tracker', 'simulation'],
  ['src/core/metrics/day-calendar', 'simulation'],
  ['src/core/metrics/', 'metrics'],
  ['src/core/data/', 'data'],
  ['src/core/', 'simulation'],
  ['src/config/', 'configuration'],
  ['src/optimizer/storage/', 'store'],
  ['node_modules/better-sqlite3/', 'store'],
  ['src/optimizer/statistics/', 'statistics'],
  ['src/optimizer/', 'scheduling'],
  ['node_modules/piscina/', 'scheduling'],
  ['node_modules/parquet-wasm/', 'data'],
  ['node_modules/apache-arrow/', 'data'],
  ['src/cli/', 'command line'],
  ['src/run/', 'command line'],
  ['node_modules/yargs', 'command line'],
];

/** Part that a source file belongs to; null for packages that serve several. */
export function partOfFile(path: string): string | null {
  return PARTS.find(([place]) => path.includes(place))?.[1] ?? null;
}
